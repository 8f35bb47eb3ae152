"""Ticks and choices: what is in each printed box, and what that says."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import Doubt, Mark, MarkState, ReadState
from extractors.kinds.ink_of_box import BoxInk
from extractors.kinds.kind import Purpose
from forms.definition import FieldDefinition, FieldKind
from ocr.grammar import Grammar

_EMPTY_INK = 0.03
_MARKED_INK, _PLAIN_INK = 0.08, 0.18
_MARKED_SPREAD = 0.45
_STRUCK_REACH = 0.4
_STRUCK_INK = 0.2
_CIRCLE_REACH, _CIRCLE_SIDES, _CIRCLED_INK = 0.12, 0.28, 0.12
_OUTLINE_FOUND = 0.25
_BESIDE = 0.25
_LOST = 0.1
_FULL_INK = 0.5
_SURE = 0.995
_FAINT_DOTS = 0.0155
_SMUDGE_INK, _SMUDGE_SPREAD = 0.1, 0.2
_UNCLEAR = (MarkState.UNCLEAR, 0.9)
_EMPTY = (MarkState.EMPTY, _SURE)


@dataclass(frozen=True)
class MarkedKind:
    """A kind read from boxes; its values are option names."""

    options: str

    def normal_form(self, text: str, purpose: Purpose) -> str | None:
        """The option name, lower case; a choice of several keeps the given order, joined by commas."""
        del purpose
        names = [name.strip().lower() for name in text.split(",") if name.strip()]
        return ",".join(names) or None

    def problems(self, value: str) -> tuple[str, ...]:
        """Nothing is wrong with an option by itself."""
        del value
        return ()

    def grammar(self) -> Grammar | None:
        """Boxes are not decoded from writing."""
        return None


TICK = MarkedKind("one box")
CHOICE = MarkedKind("one of several boxes")
CHOICES = MarkedKind("any of several boxes")


@dataclass(frozen=True)
class MarkedReading:
    """What the boxes of a field say together."""

    state: ReadState
    value: str
    confidence: float
    doubts: tuple[Doubt, ...]


def state_of(ink: BoxInk) -> tuple[MarkState, float]:
    """What is in one box, and how sure that is; between the clear cases there is a wide band of UNCLEAR."""
    circled = min(ink.left, ink.right) >= _CIRCLE_SIDES and max(ink.above, ink.below) >= _CIRCLE_REACH
    if ink.found < _LOST:
        return _UNCLEAR
    if ink.left >= _STRUCK_REACH and ink.right >= _STRUCK_REACH and ink.inside >= _STRUCK_INK:
        return MarkState.STRUCK_OUT, 0.95
    if (ink.found < _OUTLINE_FOUND and ink.inside < _FULL_INK) or (circled and ink.inside < _CIRCLED_INK):
        return _UNCLEAR
    beside = max(ink.left, ink.right, ink.above, ink.below)
    if ink.inside < _EMPTY_INK and beside < _BESIDE:
        return _EMPTY
    if ink.inside >= _MARKED_INK and ink.spread >= _MARKED_SPREAD:
        return MarkState.MARKED, _SURE if ink.inside >= _PLAIN_INK else 0.97
    return _UNCLEAR


def states_of(
    inks: Sequence[BoxInk], *, one: bool, torn: Sequence[bool]
) -> tuple[tuple[MarkState, float], ...]:
    """The same for all boxes of a field, of which `one` alone may be marked.

    Where none is marked, dots in an empty box may be what is left of a pale mark. Where one is plainly
    marked and one alone may be, specks and level lines in the others, as copied rows leave them, say nothing;
    nor do, where a box is `torn` by missing or copied rows, level bands that run into it from beside.
    """
    found = tuple(map(state_of, inks))
    if not any(state is MarkState.MARKED for state, _ in found):
        return tuple(
            _UNCLEAR if _is_dotted(ink, each[0]) else each for ink, each in zip(inks, found, strict=True)
        )
    if one and (MarkState.MARKED, _SURE) in found:
        return tuple(
            _EMPTY if _is_smudged(ink, torn=hit) else each
            for ink, hit, each in zip(inks, torn, found, strict=True)
        )
    return found


def _is_dotted(ink: BoxInk, state: MarkState) -> bool:
    return state is MarkState.EMPTY and ink.dots >= _FAINT_DOTS


def _is_smudged(ink: BoxInk, *, torn: bool) -> bool:
    risen = max(ink.above, ink.below)
    little = max(risen, ink.left, ink.right) < _BESIDE and ink.inside < _SMUDGE_INK
    level = torn and risen < _CIRCLE_REACH
    return (little or level) and ink.spread <= _SMUDGE_SPREAD and ink.found >= _OUTLINE_FOUND


def read_marks(field: FieldDefinition, marks: tuple[Mark, ...]) -> MarkedReading:
    """What the boxes of a tick, choice or choices field say together."""
    named = {state: [mark for mark in marks if mark.state is state] for state in MarkState}
    marked = named[MarkState.MARKED]
    unclear, struck = named[MarkState.UNCLEAR], named[MarkState.STRUCK_OUT]
    doubts = ((Doubt.UNCLEAR_MARK,) if unclear else ()) + ((Doubt.STRUCK_OUT,) if struck else ())
    least = min((mark.confidence for mark in marks), default=0.0)
    if len(marked) > 1 and field.kind is FieldKind.CHOICE:
        return MarkedReading(ReadState.ILLEGIBLE, "", least, (Doubt.SEVERAL_MARKED, *doubts))
    if marked:
        value = ",".join(mark.option for mark in marked)
        return MarkedReading(ReadState.READ, value, least if not doubts else min(least, 0.7), doubts)
    if doubts:
        return MarkedReading(ReadState.ILLEGIBLE, "", least, doubts)
    return MarkedReading(ReadState.BLANK, "", least, ())
