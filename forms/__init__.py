"""Printed forms as folders: what is on them, where it lies, and what their blanks look like."""

from forms.check import check_anchors, check_rules
from forms.definition import (
    MARKED_KINDS,
    Condition,
    FieldDefinition,
    FieldKind,
    FormDefinition,
    Need,
    Option,
)
from forms.library import FORMS_FOLDER, FormLibrary, load_form, load_forms

__all__ = [
    "FORMS_FOLDER",
    "MARKED_KINDS",
    "Condition",
    "FieldDefinition",
    "FieldKind",
    "FormDefinition",
    "FormLibrary",
    "Need",
    "Option",
    "check_anchors",
    "check_rules",
    "load_form",
    "load_forms",
]
