"""What a field kind knows: the normal form of its values, what is wrong with one, and how it is decoded."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from documents.dates import YearSense
from forms.definition import FieldDefinition
from ocr.grammar import Grammar


@dataclass(frozen=True)
class Purpose:
    """What a field is for, as far as its normal form depends on it: the century of two-digit years."""

    received_on: dt.date
    sense: YearSense = YearSense.RECENT


def purpose_of(field: FieldDefinition, received_on: dt.date) -> Purpose:
    """The purpose of a field of a fax received that day; fields named `..._birth_date` hold births."""
    sense = YearSense.BIRTH if field.name.endswith("birth_date") else YearSense.RECENT
    return Purpose(received_on, sense)


class Kind(Protocol):
    """One field kind."""

    def normal_form(self, text: str, purpose: Purpose) -> str | None:
        """The value a text means, in normal form, even when that value is wrong; None when it means none."""

    def problems(self, value: str) -> tuple[str, ...]:
        """What is wrong with a value in normal form, as short sentences; none when it is well formed."""

    def grammar(self) -> Grammar | None:
        """What decoding keeps to; None for free text and for kinds that are not decoded from writing."""


def _sound(_: str) -> bool:
    return True


@dataclass(frozen=True)
class TextKind:
    """A kind of written text put together from its parts.

    `form` gives the normal form, `test` says whether a value is well formed and `trouble` what to say when
    not. `rule` is the grammar.
    """

    form: Callable[[str, Purpose], str | None]
    test: Callable[[str], bool] = _sound
    trouble: str = ""
    rule: Grammar | None = None

    def normal_form(self, text: str, purpose: Purpose) -> str | None:
        """The value a text means in normal form, None when it means none."""
        return self.form(" ".join(text.split()), purpose) or None

    def problems(self, value: str) -> tuple[str, ...]:
        """What is wrong with a value."""
        return () if self.test(value) else (self.trouble,)

    def grammar(self) -> Grammar | None:
        """What decoding keeps to."""
        return self.rule
