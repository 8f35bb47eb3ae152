"""What an engine saw in the fields of a document, and the evidence for it."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from documents.box import Box
from documents.fax import Digest
from documents.page import Document
from documents.record import Record


class ReadState(StrEnum):
    """Whether a field was read. Blank is the sender's deficiency; illegible is our work for a person."""

    READ = "read"
    BLANK = "blank"
    ILLEGIBLE = "illegible"


class Writing(StrEnum):
    """How a field was filled in."""

    NONE = "none"
    TYPED = "typed"
    HANDWRITTEN = "handwritten"
    DIGITAL = "digital"
    PERSON = "person"


class Doubt(StrEnum):
    """A reason not to trust a reading without a person, whatever its confidence."""

    PRINTED_NAME = "printed_name"
    CROSS = "cross"
    INITIALS = "initials"
    STAMP = "stamp"
    TYPED = "typed"
    STRAY_LINE = "stray_line"
    SAME_HAND = "same_hand"
    STRUCK_OUT = "struck_out"
    UNCLEAR_MARK = "unclear_mark"
    SEVERAL_MARKED = "several_marked"
    OVERWRITTEN = "overwritten"
    OUTSIDE_ZONE = "outside_zone"
    DAMAGED_ROWS = "damaged_rows"
    MISALIGNED = "misaligned"
    CHECK_DIGIT_CHOSE = "check_digit_chose"
    CHECK_DIGIT_WRONG = "check_digit_wrong"
    GRAMMAR_CHOSE = "grammar_chose"
    ENGINES_DISAGREE = "engines_disagree"
    PICTURE_DISAGREES = "picture_disagrees"
    FAINT = "faint"


class Alternative(Record):
    """Another value the engine would accept, with its share of the probability.

    `on_file`: the registry has it of somebody who is nearly named, and the pixels allow it.
    """

    value: str = Field(repr=False)
    confidence: float = Field(ge=0, le=1)
    on_file: bool = False


class MarkState(StrEnum):
    """What is in a printed box, against the blank form."""

    MARKED = "marked"
    EMPTY = "empty"
    STRUCK_OUT = "struck_out"
    UNCLEAR = "unclear"


class Mark(Record):
    """One option box of a field and what is in it; `box` in fractions of the upright page."""

    option: str
    state: MarkState
    confidence: float = Field(ge=0, le=1)
    box: Box


class Evidence(Record):
    """Where on which page a reading comes from.

    `box` is in fractions of the upright page: the received page without header line, square pixels, turned
    upright. `crop` is the digest of the crop's PNG. `ink` is the share of the zone that is dark and not
    printed form, `residual` the alignment error under it in pixels of 204 dpi, `bad_rows` its damaged rows.
    `strokes` is the print of what stands on a signature line (`documents.ink_print`).
    """

    page: int = Field(ge=1)
    box: Box
    crop: Digest | None = None
    ink: float = Field(default=0, ge=0, le=1)
    residual: float = Field(default=0, ge=0)
    bad_rows: int = Field(default=0, ge=0)
    strokes: str = Field(default="", repr=False)


class Signs(Record):
    """What speaks for and against a written value, before it becomes one confidence; all 0 to 1.

    `share` is the value's part in the probability of all values weighed, `fit` its probability against the
    freest reading of the crop, `seen` how plainly its characters were seen, `other` the part that the
    independent reader alone gives it. `plain`: the first reader reads it without any grammar; `agreed`: so
    does the other. `chosen`: a grammar, a check digit or a word list chose it, which is no evidence for it.
    `known`: every word is in a list, or the check digit is right.
    """

    share: float = Field(default=0, ge=0, le=1)
    fit: float = Field(default=0, ge=0, le=1)
    seen: float = Field(default=0, ge=0, le=1)
    other: float = Field(default=0, ge=0, le=1)
    plain: bool = False
    agreed: bool = False
    chosen: bool = False
    known: bool = False


class FieldReading(Record):
    """One field of one form as one engine read it.

    `value` is in the field kind's normal form (`documents` of each kind in docs/forms.md); `seen` is the
    unconstrained text before any grammar, lexicon or check digit was applied. `auto` readings are decided
    elsewhere: a reading holds no verdict. `chance` is the calibrated probability that the value is right,
    where one is known; `signs` are what it was made from.
    """

    field: str
    state: ReadState
    value: str = Field(default="", repr=False)
    seen: str = Field(default="", repr=False)
    alternatives: tuple[Alternative, ...] = Field(default=(), repr=False)
    marks: tuple[Mark, ...] = ()
    confidence: float = Field(ge=0, le=1)
    writing: Writing
    doubts: tuple[Doubt, ...] = ()
    engine: str
    author: str = ""
    evidence: Evidence
    signs: Signs | None = None
    chance: float | None = Field(default=None, ge=0, le=1)

    @model_validator(mode="after")
    def _value_only_when_read(self) -> Self:
        if (self.state is ReadState.READ) != bool(self.value):
            raise ValueError(f"{self.field}: a value goes with the state 'read', and only with it")
        return self


class AlignedPage(Record):
    """How well a page of the document was laid over its blank: residual in pixels of 204 dpi, rows lost."""

    number: int = Field(ge=1)
    form_page: int = Field(ge=1)
    residual: float = Field(ge=0)
    trusted: bool


class FormReading(Record):
    """All fields of one document as read."""

    document: Document
    readings: tuple[FieldReading, ...]
    pages: tuple[AlignedPage, ...] = ()
    margin_notes: tuple[Box, ...] = ()

    def of(self, field: str) -> FieldReading:
        """The reading of a field; KeyError names a field this document has no reading of."""
        for reading in self.readings:
            if reading.field == field:
                return reading
        raise KeyError(field)

    def value(self, field: str) -> str:
        """The value of a field, empty when the document has no such field, it is blank or it is illegible."""
        return next((r.value for r in self.readings if r.field == field), "")
