"""A filled-in form before any pixel: its truth, and what is to be drawn where."""

from enum import StrEnum

from documents import FieldTruth, FormRef, Record
from samples.style import MarkKind, Style


class SignatureKind(StrEnum):
    """What stands on a signature line; only WET is a signature nobody asks about.

    BEYOND is one that runs into the next field.
    """

    WET = "wet"
    PRINTED_NAME = "printed_name"
    CROSS = "cross"
    INITIALS = "initials"
    STRAY_LINE = "stray_line"
    STAMP = "stamp"
    BEYOND = "beyond"


class Mishap(StrEnum):
    """What happens to writing by a real hand without anything being wrong with the form.

    The first four are plain to read and stay unambiguous; after the others a person would look twice.
    """

    OVER_RULE = "over the ruled line"
    OVER_LABEL = "over the label"
    OVER_EDGE = "over the edge"
    INTO_NEXT = "into the next field"
    OVERWRITTEN = "digit overwritten"
    STRUCK_OUT = "struck out, correction after it"
    CORRECTED_ABOVE = "struck out, correction above it"
    OTHER_BOX_FIRST = "other box scribbled out"


class DefectKind(StrEnum):
    """What can be wrong with one field.

    A field left BLANK, a WRONG_CHECK_DIGIT and an IMPOSSIBLE_DATE are plain to see; for all others the truth
    is ambiguous, because a person, too, would have to ask.
    """

    BLANK = "blank"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    IMPOSSIBLE_DATE = "impossible_date"
    SEVERAL_MARKED = "several_marked"
    CIRCLED = "circled"
    STRUCK_OUT = "struck_out"
    CHANGED_MIND = "changed_mind"
    CORRECTED = "corrected"
    SCRIBBLED = "scribbled"
    PRINTED_NAME = "printed_name"
    CROSS = "cross"
    INITIALS = "initials"
    STRAY_LINE = "stray_line"
    STAMP = "stamp"
    BEYOND = "beyond"


class Defect(Record):
    """Something wrong with one field."""

    kind: DefectKind
    field: str


class DrawnMark(Record):
    """What is drawn at one option box."""

    option: str
    kind: MarkKind


class FilledField(Record):
    """One field as filled in.

    `written` is the text on the line as its writer put it, on a signature line the name of the signer.
    `crossed_out` is a text struck out before it; `scribbled` text is scribbled over. `pen` seeds the
    signature. `writer` is the real writer whose hand it is, empty where it is a font's; `mishaps` befall only
    such writing.
    """

    truth: FieldTruth
    typed: bool
    written: str = ""
    crossed_out: str = ""
    scribbled: bool = False
    marks: tuple[DrawnMark, ...] = ()
    signature: SignatureKind | None = None
    pen: int = 0
    writer: str = ""
    mishaps: tuple[Mishap, ...] = ()


class FilledForm(Record):
    """A form as filled in, fields in the order of its definition; drawing depends on nothing else.

    The note stands in the bottom margin of the last page, or left of the first box of `note_beside`.
    """

    form: FormRef
    style: Style
    fields: tuple[FilledField, ...]
    note: str = ""
    note_beside: str = ""
    seed: int

    @property
    def truths(self) -> tuple[FieldTruth, ...]:
        """The truth of every field, in form order."""
        return tuple(field.truth for field in self.fields)
