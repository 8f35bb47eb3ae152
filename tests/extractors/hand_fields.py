"""Handwritten fields as two readers would see them, for tests of what chooses among their readings."""

import numpy as np

from documents import Box
from extractors.hand_field import HandField, hand_field
from extractors.text_request import TextRequest
from extractors.two_readers import Line, read_together
from forms.definition import FieldDefinition, FieldKind, Need
from tests.extractors.posteriors import seen_as

_BOX = Box(left=0.1, top=0.1, right=0.4, bottom=0.12)
_PAPER = np.full((40, 200), 255, np.uint8)


def written(name: str, kind: FieldKind, *characters: str | dict[str, float]) -> HandField:
    """A field of that name and kind in which both readers see the characters, or mixes of them."""
    definition = FieldDefinition(
        name=name, label=name, kind=kind, need=Need.OPTIONAL, section="1", page=1, box=_BOX
    )
    request = TextRequest(definition, _PAPER, 0.1)
    seen = seen_as(*characters)
    line = Line(seen, seen)
    return hand_field(request, [line], [read_together(line, request.grammar)])
