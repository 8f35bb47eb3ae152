"""Where everything stands on the pages of a form: header, sections row by row, footer."""

from collections.abc import Sequence

from documents import BadFormFile
from forms.definition import MARKED_KINDS, FieldKind
from forms.form_file import FieldEntry, FormFile, PrintEntry, SectionEntry
from forms.press.frame import LEFT, RIGHT, Frame
from forms.press.items import GAP, CombItem, Item, MarksItem, StatementItem, WritingItem
from forms.press.paper import Paper

ROW_GAP = 3.5
MOST_TALLER = 6.0
MOST_AIRIER = 9.0


def press(written: FormFile) -> bytes:
    """The blank of a form as a fillable PDF; BadFormFile when its rows or pages hold more than fits."""
    if written.print is None:
        raise BadFormFile(f"{written.ref}: print: the table is needed to print a blank")
    return _Press(written, written.print).run()


class _Press:
    """One form being printed."""

    def __init__(self, written: FormFile, style: PrintEntry) -> None:
        self._written = written
        self._style = style
        self._paper = Paper(f"{written.title} ({written.revision})", "KYNAMRO REMS Program")
        self._frame = Frame(self._paper, written, style)

    def run(self) -> bytes:
        for number in range(1, self._written.page_count + 1):
            if number > 1:
                self._paper.next_page()
            top = self._frame.header(number)
            self._frame.footer(number)
            self._print_page([section for section in self._written.section if section.page == number], top)
        return self._paper.finished()

    def _print_page(self, sections: Sequence[SectionEntry], top: float) -> None:
        spare = self._frame.foot - top - sum(self._height(section) for section in sections)
        if spare < 0:
            page = sections[0].page
            raise BadFormFile(f"{self._written.ref}: page {page} is {-spare:.0f} points too full")
        writing_rows = sum(1 for section in sections for row in section.rows if _has_writing(row))
        taller = min(MOST_TALLER, spare / max(writing_rows, 1))
        gaps = sum(len(section.rows) + 1 for section in sections)
        airier = min(MOST_AIRIER, (spare - taller * writing_rows) / gaps)
        y = top
        for section in sections:
            y = self._frame.heading(section, y + airier)
            for items in self._rows(section, taller=taller):
                y = self._print_row(items, y + airier)

    def _print_row(self, items: Sequence[Item], top: float) -> float:
        baseline = top + ROW_GAP + max(item.ascent for item in items)
        left = LEFT
        for item in items:
            item.draw(self._paper, left, baseline)
            left += item.width + GAP
        return baseline + max(item.descent for item in items)

    def _height(self, section: SectionEntry) -> float:
        height = self._frame.heading_height(section)
        for items in self._rows(section, taller=0.0):
            height += ROW_GAP + max(item.ascent for item in items) + max(item.descent for item in items)
        return height

    def _rows(self, section: SectionEntry, *, taller: float) -> list[list[Item]]:
        first_choices = [row[0] for row in section.rows if row[0].kind in MARKED_KINDS - {FieldKind.TICK}]
        widths = [MarksItem.label_width(field, self._style) for field in first_choices]
        label_width = max(widths, default=0.0)
        rows: list[list[Item]] = []
        for row in section.rows:
            items = [
                _item(field, self._style, label_width if place == 0 else 0.0, taller)
                for place, field in enumerate(row)
            ]
            _stretch(items, f"{self._written.ref}: the row of field {row[0].name}")
            rows.append(items)
        return rows


def _has_writing(row: Sequence[FieldEntry]) -> bool:
    return any(field.kind not in MARKED_KINDS for field in row)


def _item(field: FieldEntry, style: PrintEntry, label_width: float, taller: float) -> Item:
    if field.statement:
        return StatementItem(field, style, width=RIGHT - LEFT)
    if field.kind in MARKED_KINDS:
        return MarksItem(field, style, label_width=label_width)
    if field.comb:
        return CombItem(field, style, taller=taller)
    return WritingItem(field, style, taller=taller)


def _stretch(items: Sequence[Item], where: str) -> None:
    """Give the room a row leaves over to the items that can use it."""
    spare = RIGHT - LEFT - sum(item.width for item in items) - GAP * (len(items) - 1)
    if spare < -0.01:
        raise BadFormFile(f"{where} is {-spare:.0f} points too wide")
    total = sum(item.stretch for item in items)
    for item in items:
        if total:
            item.width += spare * item.stretch / total
