"""The families of kinds that share a curve, a credit and a brake."""

from collections.abc import Mapping
from types import MappingProxyType

from documents import Writing
from forms.definition import MARKED_KINDS, FieldKind

FAMILIES: Mapping[str, tuple[FieldKind, ...]] = MappingProxyType(
    {
        "checked numbers": (FieldKind.NPI, FieldKind.DEA, FieldKind.NCPDP),
        "numbers": (
            FieldKind.PHONE,
            FieldKind.ZIP,
            FieldKind.DATE,
            FieldKind.INTEGER,
            FieldKind.DECIMAL,
            FieldKind.EXTENSION,
        ),
        "codes": (FieldKind.STATE, FieldKind.LICENSE, FieldKind.ICD10, FieldKind.INITIAL),
        "names": (FieldKind.NAME, FieldKind.CITY),
        "text": (FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.EMAIL),
        "boxes": tuple(sorted(MARKED_KINDS)),
        "signatures": (FieldKind.SIGNATURE,),
    }
)
"""Kinds misread alike and audited together: each alone would need 2,139 readings without an error."""
FAMILY_OF: Mapping[FieldKind, str] = MappingProxyType(
    {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
)
WRITTEN = (Writing.TYPED, Writing.HANDWRITTEN)
