"""What a form edition is: its fields, their kinds and needs, and where they lie."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from documents import Box, FormRef, Outcome, Record


class FieldKind(StrEnum):
    """What is written in a field."""

    TEXT = "text"
    NAME = "name"
    INITIAL = "initial"
    ADDRESS = "address"
    CITY = "city"
    STATE = "state"
    ZIP = "zip"
    PHONE = "phone"
    EXTENSION = "extension"
    EMAIL = "email"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    NPI = "npi"
    DEA = "dea"
    NCPDP = "ncpdp"
    LICENSE = "license"
    ICD10 = "icd10"
    TICK = "tick"
    CHOICE = "choice"
    CHOICES = "choices"
    SIGNATURE = "signature"


MARKED_KINDS = frozenset({FieldKind.TICK, FieldKind.CHOICE, FieldKind.CHOICES})
"""Kinds read from printed boxes rather than from writing."""


class Need(StrEnum):
    """Whether a field must be filled in."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class Option(Record):
    """One printed box of a tick, choice or choices field; a tick has the single option `yes`."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    box: Box


class Condition(Record):
    """When a conditional field is required: the other field has this value, or (value empty) any value."""

    field: str
    value: str = ""


class FieldDefinition(Record):
    """A named zone with a kind.

    `box` is in fractions of the printed page `page` (1-based): the place for writing, or the union of the
    option boxes. `role` names the person who writes the field where that matters (`prescriber`, `patient`,
    `representative`, `guardian`, `participant`). `critical` fields are never accepted on a doubt. `statement`
    is the printed sentence a tick agrees to; `section` is the heading the field stands under. `comb` is the
    pattern of a zone of cells (`forms.comb`), empty for a line.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    kind: FieldKind
    need: Need
    section: str
    page: int = Field(ge=1)
    box: Box
    options: tuple[Option, ...] = ()
    required_when: Condition | None = None
    role: str = ""
    critical: bool = False
    statement: str = ""
    comb: str = ""


class FormDefinition(Record):
    """One form in one edition, with its geometry taken from the fillable fields of its blank.

    `grants` is the outcome of a form with nothing against it. `anchors` are printed texts, one tuple a page,
    that prove which form, edition and page it is; `codes` are the machine-readable codes on the pages, one a
    page or none at all. `current_from` is the first day the edition may be used and `current_until` the last
    (None: no end); editions may overlap. `rules` names the rules that apply, in order.
    """

    ref: FormRef
    title: str
    form_id: str
    grants: Outcome
    page_count: int = Field(ge=1)
    anchors: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()
    current_from: dt.date
    current_until: dt.date | None
    fields: tuple[FieldDefinition, ...]
    rules: tuple[str, ...]

    def field(self, name: str) -> FieldDefinition:
        """The field of that name; KeyError names one this form has not."""
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str) -> FieldDefinition | None:
        """The field of that name; None when this form has none."""
        for field in self.fields:
            if field.name == name:
                return field
        return None

    def has(self, name: str) -> bool:
        """Whether the form has a field of that name."""
        return self.get(name) is not None

    def on_page(self, page: int) -> tuple[FieldDefinition, ...]:
        """The fields of one printed page, in reading order."""
        return tuple(field for field in self.fields if field.page == page)
