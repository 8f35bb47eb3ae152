"""The handwriting of one form in the pen strokes of real writers."""

import random
from collections import Counter
from collections.abc import Mapping

from forms.comb import cells_of, without_separators
from samples.filled import DrawnMark, FilledField, FilledForm, Mishap, SignatureKind
from samples.ink import PaperSheet, Pen, draw_mark, draw_signature
from samples.ink.marks import draw_reaching_tick
from samples.ink.signature import Place
from samples.penman import draw_doubtful, scribble
from samples.style import MarkKind
from samples.writers.habits import habits_of
from samples.writers.load import Company
from samples.writers.person import Person
from samples.writers.signatures import sign_name
from samples.writers.writing import Hand, write_corrected, write_in_cell, write_text

_REACHED = 30
"""A box within so many millimetres is near enough for the tail of a tick."""


class RealPenman:
    """Draws a form that was given to real hands; see `samples.penman.Penman` for what each method does.

    Drawing raises KeyError for a writer who is not of the company.
    """

    def __init__(self, filled: FilledForm, company: Company) -> None:
        self._company = company
        self._filled = filled
        writers = Counter(content.writer for content in filled.fields if content.writer)
        self._main = writers.most_common(1)[0][0] if writers else ""

    def write(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """Write the text with what befell it."""
        hand = self._hand(content.writer)
        if content.crossed_out:
            above = Mishap.CORRECTED_ABOVE in content.mishaps
            write_corrected(sheet, place, (content.crossed_out, content.written), hand, rng, above=above)
        else:
            write_text(sheet, place, content.written, hand, rng, content.mishaps)
        if content.scribbled:
            scribble(sheet, place, hand.pen(sheet), rng)

    def write_cells(
        self, sheet: PaperSheet, place: Place, content: FilledField, comb: str, rng: random.Random
    ) -> None:
        """Write one character into each cell; what befell the text befalls none of its cells."""
        characters, cells = without_separators(comb, content.written), cells_of(comb)
        if len(characters) > len(cells):
            self.write(sheet, place, content, rng)
            return
        hand = self._hand(content.writer)
        left, top, right, bottom = place
        wide = (right - left) / len(comb)
        for character, cell in zip(characters, cells, strict=False):
            inside = (left + cell * wide, top, left + (cell + 1) * wide, bottom)
            write_in_cell(sheet, inside, character, hand, rng)
        if content.scribbled:
            scribble(sheet, place, hand.pen(sheet), rng)

    def sign(self, sheet: PaperSheet, place: Place, content: FilledField, rng: random.Random) -> None:
        """Sign with the signer's own cursive, or put down what stands in a signature's stead."""
        pen = self._pen(sheet, content.writer)
        if content.signature is SignatureKind.PRINTED_NAME:
            write_text(sheet, place, content.written, self._hand(content.writer), rng)
        elif draw_doubtful(sheet, place, content, pen, rng):
            return
        elif content.writer:
            signer = self._company.by_name[content.writer]
            sign_name(sheet, place, pen, signer, content, rng)
        else:
            draw_signature(sheet, place, pen, content.pen, rng)

    def mark(
        self, sheet: PaperSheet, boxes: Mapping[str, Place], mark: DrawnMark, writer: str, rng: random.Random
    ) -> None:
        """Mark a box, a reaching tick with its tail in the nearest other box of the field."""
        pen, box = self._pen(sheet, writer), boxes[mark.option]
        others = [other for name, other in boxes.items() if name != mark.option]
        near = [other for other in others if _apart(other, box) < sheet.mm(_REACHED)]
        if mark.kind is MarkKind.REACHING and near:
            draw_reaching_tick(sheet, box, min(near, key=lambda other: _apart(other, box)), pen, rng)
        else:
            draw_mark(sheet, box, pen, mark.kind, rng)

    def note(self, sheet: PaperSheet, place: Place, text: str, rng: random.Random) -> None:
        """Write the note in the hand that wrote most of the form, or in any that can spell it."""
        clerks = self._company.clerks
        for person in (*self._mains(), *random.Random(self._filled.seed).sample(clerks, len(clerks))):
            spelt = person.in_letters(text)
            if spelt is not None:
                write_text(sheet, place, spelt, Hand(person, habits_of(person, self._filled.seed)), rng)
                return

    def _mains(self) -> tuple[Person, ...]:
        return (self._company.by_name[self._main],) if self._main else ()

    def _hand(self, writer: str) -> Hand:
        person = self._company.by_name[writer]
        return Hand(person, habits_of(person, self._filled.seed))

    def _pen(self, sheet: PaperSheet, writer: str) -> Pen:
        """The writer's pen, or that of whoever wrote most; on a typed form that of its style."""
        if writer or self._main:
            return self._hand(writer or self._main).pen(sheet)
        return Pen(sheet.mm(self._filled.style.pen_width), self._filled.style.pen_grey)


def _apart(box: Place, other: Place) -> float:
    return abs(box[0] - other[0]) + abs(box[1] - other[1])
