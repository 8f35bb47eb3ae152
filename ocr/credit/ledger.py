"""The credit of each cell: kinds of field, editions and a way of writing that were audited together."""

from pathlib import Path
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from documents import FormRef, Record, Writing
from forms.definition import FieldKind
from ocr.credit.audited import Target
from ocr.credit.earned import NEVER, Credit
from ocr.record_file import read_record


class Cell(Record):
    """Readings that share one credit: of these kinds, on these editions, written in this way.

    What is not named has no credit: a new edition starts with everything reviewed.
    """

    kinds: tuple[FieldKind, ...] = Field(min_length=1)
    forms: tuple[FormRef, ...] = Field(min_length=1)
    writing: Writing

    def covers(self, kind: FieldKind, form: FormRef, writing: Writing) -> bool:
        """Whether a reading of that kind, edition and writing is one of the cell's."""
        return kind in self.kinds and form in self.forms and writing is self.writing


class CreditLine(Record):
    """The credit of one cell; `confidences` are those that earned it, for the brake."""

    cell: Cell
    credit: Credit
    confidences: tuple[float, ...] = ()


class Stop(Record):
    """A brake that is pulled: readings of these kinds and this writing go to a person, on every form."""

    kinds: tuple[FieldKind, ...] = Field(min_length=1)
    writing: Writing


class Ledger(Record):
    """All credit given under one target, at a time; what no line covers has none. Cells must not overlap.

    `stops` hold whatever the lines say.
    """

    target: Target = Target()
    earned_at: AwareDatetime | None = None
    lines: tuple[CreditLine, ...] = ()
    stops: tuple[Stop, ...] = ()

    @model_validator(mode="after")
    def _each_reading_has_one_cell(self) -> Self:
        seen = set()
        for cell in (line.cell for line in self.lines):
            for place in ((kind, form, cell.writing) for kind in cell.kinds for form in cell.forms):
                if place in seen:
                    raise ValueError(f"two cells cover {place[0]} on {place[1]}, {place[2]}")
                seen.add(place)
        return self

    def line(self, kind: FieldKind, form: FormRef, writing: Writing) -> CreditLine | None:
        """The line whose cell covers a reading."""
        return next((line for line in self.lines if line.cell.covers(kind, form, writing)), None)

    def threshold(self, kind: FieldKind, form: FormRef, writing: Writing) -> float:
        """The least confidence at which such a reading is used unseen; above 1 without credit."""
        line = self.line(kind, form, writing)
        return NEVER if line is None or self.stopped(kind, writing) else line.credit.threshold

    def stopped(self, kind: FieldKind, writing: Writing) -> bool:
        """Whether a brake is pulled for such readings."""
        return any(kind in stop.kinds and writing is stop.writing for stop in self.stops)


def load_ledger(path: Path) -> Ledger:
    """The ledger kept in a JSON file; BadSetting names the file and the key that is wrong."""
    return read_record(path, Ledger)
