"""A handwritten field as both readers see it, line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.kinds import KINDS
from extractors.kinds.kind import Purpose
from extractors.text_request import TextRequest
from extractors.two_readers import Both, Line, texts_of
from forms.definition import FieldKind
from ocr import Recognition

_PART_NAME = re.compile(r"_?(first_name|last_name|printed_name|name|city|state|zip|email)$")


@dataclass(frozen=True)
class HandField:
    """A request with its lines, and what both readers saw in each and in all together."""

    request: TextRequest
    lines: tuple[Line | None, ...]
    first: Recognition
    other: Recognition
    other_share: float

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.request.field.name

    @property
    def kind(self) -> FieldKind:
        """The kind of the field."""
        return self.request.field.kind

    @property
    def line(self) -> Line | None:
        """The one line of a field that has one in which both saw something."""
        return self.lines[0] if len(self.lines) == 1 and self.first.seen else None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that both readers weighed, each once, the best of the first reader first."""
        return tuple(dict.fromkeys(text for text in (*texts_of(self.first), *texts_of(self.other)) if text))

    @property
    def whose(self) -> str:
        """What the names of the fields about one person or place begin with: `patient` of `patient_city`."""
        return _PART_NAME.sub("", self.name)


def hand_field(request: TextRequest, lines: Sequence[Line | None], read: Sequence[Both]) -> HandField:
    """The field with what was read in its lines, in order."""
    return HandField(
        request,
        tuple(lines),
        request.understood([one.first for one in read]),
        request.understood([one.other for one in read]),
        min((one.other_share for one in read), default=0.0),
    )


def value_of(text: str, field: HandField, purpose: Purpose) -> str | None:
    """The value that a text of the field's line stands for, as the kind has it; None when it is none."""
    shown = field.request.understood([Recognition(text=text, confidence=0)])
    return KINDS[field.kind].normal_form(shown.text, purpose)
