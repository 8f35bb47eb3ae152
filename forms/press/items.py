"""What stands in a row of a form: a writing zone, a group of boxes, or a statement with its box.

Items of a row share one baseline: the ruled line under the writing, and the foot of the boxes.
"""

from typing import Protocol

from forms.definition import FieldKind, Need
from forms.form_file import FieldEntry, Labels, PrintEntry
from forms.press.paper import BOLD, Paper, text_width, wrapped

INCH = 72.0
LABEL_SIZE = 7.8
BELOW_LINE, BELOW_CELLS = 2.5, 1.1
GAP = 11.0
OPTION_GAP = 12.0
BOX_TO_TEXT = 4.5
AFTER_MARKS = 8.0

WIDTHS = {
    FieldKind.NAME: 1.8,
    FieldKind.TEXT: 1.6,
    FieldKind.INITIAL: 0.45,
    FieldKind.ADDRESS: 3.5,
    FieldKind.CITY: 1.7,
    FieldKind.STATE: 0.55,
    FieldKind.ZIP: 0.95,
    FieldKind.PHONE: 1.5,
    FieldKind.EXTENSION: 0.6,
    FieldKind.EMAIL: 2.4,
    FieldKind.DATE: 1.25,
    FieldKind.INTEGER: 0.9,
    FieldKind.DECIMAL: 0.75,
    FieldKind.NPI: 1.7,
    FieldKind.DEA: 1.4,
    FieldKind.NCPDP: 1.2,
    FieldKind.LICENSE: 1.6,
    FieldKind.ICD10: 1.1,
    FieldKind.SIGNATURE: 3.0,
}
"""Inches a zone gets at least, by kind, unless the field names a width."""

STRETCHY = frozenset(
    {
        FieldKind.NAME,
        FieldKind.TEXT,
        FieldKind.ADDRESS,
        FieldKind.CITY,
        FieldKind.EMAIL,
        FieldKind.SIGNATURE,
        FieldKind.LICENSE,
    }
)
RELUCTANT = 0.0001
"""How much of a row's spare room the other kinds take beside a stretchy one; alone they share all of it."""


class Item(Protocol):
    """One thing in a row; all measures in points."""

    width: float
    ascent: float
    descent: float
    stretch: float

    def draw(self, paper: Paper, left: float, baseline: float) -> None:
        """Print the item."""


def printed_label(field: FieldEntry) -> str:
    """What stands beside the zone: the label, with a star where the field is required."""
    return _starred(field.printed or field.label, field)


def _starred(text: str, field: FieldEntry) -> str:
    return f"{text}\u00a0*" if field.need is Need.REQUIRED else text


class WritingItem:
    """A ruled line with its zone above and its label under or beside it."""

    def __init__(self, field: FieldEntry, style: PrintEntry, *, taller: float = 0.0) -> None:
        self._field = field
        self._label = printed_label(field)
        self._beside = style.labels is Labels.BESIDE
        signed = field.kind is FieldKind.SIGNATURE
        zone_height = (style.signature_height if signed else style.zone_height) * INCH + taller
        self._label_width = text_width(self._label, LABEL_SIZE + 0.7) + 5 if self._beside else 0.0
        least = 0.0 if self._beside else text_width(self._label, LABEL_SIZE) + 1
        self.width = self._label_width + max((field.width or WIDTHS[field.kind]) * INCH, least)
        self.ascent = zone_height - BELOW_LINE
        self.descent = BELOW_LINE if self._beside else BELOW_LINE + LABEL_SIZE + 1.2
        self.stretch = self.width * (1.0 if field.kind in STRETCHY else RELUCTANT)

    def draw(self, paper: Paper, left: float, baseline: float) -> None:
        """Print line and label, and lay the zone over the line."""
        start, right = left + self._label_width, left + self.width
        paper.rule(start, right, baseline)
        if self._beside:
            paper.text(left, baseline - 1.5, self._label, LABEL_SIZE + 0.7)
        else:
            paper.text(left, baseline + BELOW_LINE + LABEL_SIZE - 0.8, self._label, LABEL_SIZE)
        edges = (start, baseline - self.ascent, right, baseline + BELOW_LINE)
        paper.writing_zone(self._field.name, self._field.label, edges)


class CombItem:
    """A row of cells with its zone over all of them and its label under or beside it."""

    def __init__(self, field: FieldEntry, style: PrintEntry, *, taller: float = 0.0) -> None:
        self._field = field
        self._label = printed_label(field)
        self._beside = style.labels is Labels.BESIDE
        self._label_width = text_width(self._label, LABEL_SIZE + 0.7) + 5 if self._beside else 0.0
        self._comb_width = len(field.comb) * style.cell_width * INCH
        self.ascent = style.zone_height * INCH + taller / 2 - BELOW_LINE
        self.descent = BELOW_LINE if self._beside else BELOW_LINE + LABEL_SIZE + BELOW_CELLS + 1.2
        least = 0.0 if self._beside else text_width(self._label, LABEL_SIZE) + 1
        self.width = self._label_width + max(self._comb_width, least)
        self.stretch = 0.0

    def draw(self, paper: Paper, left: float, baseline: float) -> None:
        """Print cells and label, and lay the zone over the cells."""
        start = left + self._label_width
        edges = (start, baseline - self.ascent, start + self._comb_width, baseline + BELOW_LINE)
        paper.comb(self._field.comb, *edges)
        if self._beside:
            paper.text(left, baseline - 4, self._label, LABEL_SIZE + 0.7)
        else:
            paper.text(left, baseline + BELOW_LINE + LABEL_SIZE + BELOW_CELLS - 0.8, self._label, LABEL_SIZE)
        paper.writing_zone(self._field.name, self._field.label, edges, len(self._field.comb))


class MarksItem:
    """The boxes of a choice after their label, or one box with its label to the right."""

    def __init__(self, field: FieldEntry, style: PrintEntry, *, label_width: float = 0.0) -> None:
        self._field = field
        self._size, self._box = style.text_size, style.box_size * INCH
        if field.kind is FieldKind.TICK:
            self._label, self._boxes = "", [("yes", field.printed or field.label)]
        else:
            self._label = printed_label(field)
            self._boxes = [(option.name, option.label) for option in field.options]
        self._label_width = max(label_width, self.label_width(field, style)) if self._label else 0.0
        taken = [self._box + BOX_TO_TEXT + text_width(text, self._size) for _, text in self._boxes]
        self.width = self._label_width + sum(taken) + OPTION_GAP * (len(taken) - 1) + AFTER_MARKS
        self.ascent, self.descent, self.stretch = self._box + 6.0, 3.0, 0.0

    @staticmethod
    def label_width(field: FieldEntry, style: PrintEntry) -> float:
        """Points the label before the boxes takes."""
        return text_width(printed_label(field), style.text_size, BOLD) + 10

    def draw(self, paper: Paper, left: float, baseline: float) -> None:
        """Print label and boxes from left to right."""
        text_line = baseline - self._box / 2 + self._size * 0.34
        if self._label:
            paper.text(left, text_line, self._label, self._size, BOLD)
        x = left + self._label_width
        for name, text in self._boxes:
            paper.mark_box(
                f"{self._field.name}.{name}", f"{self._field.label}: {text}", (x, baseline), self._box
            )
            x += self._box + BOX_TO_TEXT
            paper.text(x, text_line, text, self._size)
            x += text_width(text, self._size) + OPTION_GAP


class StatementItem:
    """A box and the paragraph it agrees to, over the whole width."""

    def __init__(self, field: FieldEntry, style: PrintEntry, *, width: float) -> None:
        self._field = field
        self._size, self._box = style.text_size, style.box_size * INCH
        self._indent = self._box + 8
        self.width = width
        self._lines = wrapped(_starred(field.statement, field), self._size, width - self._indent)
        self._leading = self._size * 1.2
        self.ascent = self._box + 2
        self.descent = (len(self._lines) - 1) * self._leading + 3.5
        self.stretch = 0.0

    def draw(self, paper: Paper, left: float, baseline: float) -> None:
        """Print the box beside the first line of the paragraph."""
        paper.mark_box(f"{self._field.name}.yes", self._field.label, (left + 1, baseline), self._box)
        y = baseline - self._box / 2 + self._size * 0.34
        for line in self._lines:
            paper.text(left + self._indent, y, line, self._size)
            y += self._leading
