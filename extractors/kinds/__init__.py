"""The field kinds; a new kind is one module and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from extractors.kinds import codes, dates, marks, numbers, signature, words
from extractors.kinds.kind import Kind, Purpose, purpose_of
from forms.definition import FieldKind

__all__ = ["KINDS", "Kind", "Purpose", "purpose_of"]

KINDS: Mapping[FieldKind, Kind] = MappingProxyType(
    {
        FieldKind.TEXT: words.TEXT,
        FieldKind.NAME: words.NAME,
        FieldKind.INITIAL: words.INITIAL,
        FieldKind.ADDRESS: words.ADDRESS,
        FieldKind.CITY: words.CITY,
        FieldKind.STATE: codes.STATE,
        FieldKind.ZIP: numbers.ZIP,
        FieldKind.PHONE: numbers.PHONE,
        FieldKind.EXTENSION: numbers.EXTENSION,
        FieldKind.EMAIL: codes.EMAIL,
        FieldKind.DATE: dates.DATE,
        FieldKind.INTEGER: numbers.INTEGER,
        FieldKind.DECIMAL: numbers.DECIMAL,
        FieldKind.NPI: numbers.NPI,
        FieldKind.DEA: numbers.DEA,
        FieldKind.NCPDP: numbers.NCPDP,
        FieldKind.LICENSE: codes.LICENSE,
        FieldKind.ICD10: codes.ICD10,
        FieldKind.TICK: marks.TICK,
        FieldKind.CHOICE: marks.CHOICE,
        FieldKind.CHOICES: marks.CHOICES,
        FieldKind.SIGNATURE: signature.SIGNATURE,
    }
)
"""What each field kind knows."""
