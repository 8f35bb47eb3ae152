"""Everything the rules may look at for one document."""

import datetime as dt
from collections.abc import Iterator

from documents import Doubt, Facts, FieldReading, FormReading, MarkState, ReadState, Record
from forms.definition import FieldDefinition, FormDefinition
from validators.auto import is_auto, is_by_person
from validators.limits import Limits


class Case(Record):
    """One document as read, its form, the registry facts, and the days it is judged by.

    `received_on` is the local date of the first page's receipt, `decided_on` that of the decision; `whole` is
    false when the call or file broke off, `unknown_pages` true when the fax, or another from the same
    caller's number, has a page nobody has identified yet. Every field of a received page is in one of four
    conditions: known (a value usable without a person), empty (blank for certain), refused by a person as
    illegible, or unsure. A field on a page that was not sent is in none of them.
    """

    reading: FormReading
    form: FormDefinition
    facts: Facts
    received_on: dt.date
    decided_on: dt.date
    limits: Limits = Limits()
    whole: bool = True
    unknown_pages: bool = False

    def fields(self) -> Iterator[FieldDefinition]:
        """The fields of the pages that were sent, in form order."""
        missing = set(self.reading.document.missing)
        return (field for field in self.form.fields if field.page not in missing)

    def has(self, name: str) -> bool:
        """Whether the form has the field and its page was sent."""
        field = self.form.get(name)
        return field is not None and field.page not in self.reading.document.missing

    def read(self, name: str) -> FieldReading | None:
        """The reading of a field, None when there is none."""
        return next((reading for reading in self.reading.readings if reading.field == name), None)

    def auto(self, name: str) -> bool:
        """Whether the field was read so that no person is needed, on a page that lies well over its blank."""
        reading = self.read(name)
        if reading is None or not self.has(name):
            return False
        field = self.form.field(name)
        page_is_trusted = all(page.trusted for page in self.reading.pages if page.form_page == field.page)
        trusted = page_is_trusted or is_by_person(reading)
        return trusted and is_auto(reading, field, self.form.ref, self.limits)

    def known(self, name: str) -> str:
        """The value of the field when it may be used without a person, otherwise empty."""
        reading = self.read(name)
        return reading.value if reading is not None and self.auto(name) else ""

    def empty(self, name: str) -> bool:
        """Whether the field is blank for certain."""
        reading = self.read(name)
        return reading is not None and reading.state is ReadState.BLANK and self.auto(name)

    def refused(self, name: str) -> bool:
        """Whether a person has looked and found the field illegible."""
        reading = self.read(name)
        return reading is not None and reading.state is ReadState.ILLEGIBLE and self.auto(name)

    def unsure(self, name: str) -> bool:
        """Whether only a person can say what is in the field."""
        return self.has(name) and not self.auto(name)

    def possible(self, name: str) -> tuple[str, ...]:
        """What an unsure field may say: its value and alternatives; empty when nothing is known of it."""
        reading = self.read(name)
        if reading is None:
            return ()
        value = (reading.value,) if reading.value else ()
        return value + tuple(other.value for other in reading.alternatives if other.value not in value)

    def changed_by_hand(self, name: str) -> bool:
        """Whether something in the field was struck out or written over."""
        reading = self.read(name)
        if reading is None or (reading.author and not reading.doubts):
            return False
        doubts = {Doubt.STRUCK_OUT, Doubt.OVERWRITTEN} & set(reading.doubts)
        return bool(doubts) or any(mark.state is MarkState.STRUCK_OUT for mark in reading.marks)
