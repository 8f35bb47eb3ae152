"""Signatures: present, absent or for a person to judge, from the ink alone."""

from dataclasses import dataclass

from documents import Doubt, ReadState
from extractors.kinds.ink_of_signature import SignatureInk
from extractors.kinds.kind import Purpose
from ocr.grammar import Grammar

PRESENT = "present"

_NOTHING_WIDE, _NOTHING_INK = 24, 60
_TALL = 60
_JOINED = 72
_TURNS = 4
_STRAIGHT = 1.15
_WINDING, _TWO_STROKES = 1.75, 2.3
_FRAMED = 0.55
_NARROW = 150
_CLEARLY = 1.15
_SQUARE, _SHORT, _MAIN = 1.6, 1.5, 0.6


@dataclass(frozen=True)
class SignatureKind:
    """The kind of a signature line; its only value is `present`."""

    value: str = PRESENT

    def normal_form(self, text: str, purpose: Purpose) -> str | None:
        """`present` for any text that says so."""
        del purpose
        return PRESENT if text.strip().lower() == PRESENT else None

    def problems(self, value: str) -> tuple[str, ...]:
        """A signature that is present is well formed."""
        del value
        return ()

    def grammar(self) -> Grammar | None:
        """Signatures are not decoded."""
        return None


SIGNATURE = SignatureKind()


@dataclass(frozen=True)
class SignatureReading:
    """What stands on a signature line: READ is present, BLANK absent, ILLEGIBLE for a person to judge."""

    state: ReadState
    confidence: float
    doubts: tuple[Doubt, ...] = ()


def read_signature(ink: SignatureInk) -> SignatureReading:
    """Judge a signature line by its ink.

    Present without a doubt needs one joined, winding, tall stroke; everything else that is written there is
    ILLEGIBLE with the doubt that fits best.
    """
    if ink.ink < _NOTHING_INK and ink.width < _NOTHING_WIDE:
        return SignatureReading(ReadState.BLANK, 0.995 if ink.ink == 0 else 0.97)
    doubt = _doubt(ink)
    if doubt is None:
        return SignatureReading(ReadState.READ, 0.99 if _is_clear(ink) else 0.96)
    return SignatureReading(ReadState.ILLEGIBLE, 0.9, (doubt,))


def _is_clear(ink: SignatureInk) -> bool:
    """Whether a signature without a doubt is well past every threshold."""
    return (
        ink.height >= _CLEARLY * _TALL
        and ink.largest >= _CLEARLY * _JOINED
        and ink.turns > _TURNS
        and ink.width >= _CLEARLY * _SHORT * ink.height
    )


def _is_short(ink: SignatureInk) -> bool:
    """Whether the writing is hardly wider than high, leaving out what lies below or above its main stroke."""
    main_stroke_is_long = ink.largest >= _SHORT * ink.tall and ink.tall >= _MAIN * ink.height
    return ink.width < _SHORT * ink.height and not main_stroke_is_long


def _doubt(ink: SignatureInk) -> Doubt | None:
    if ink.length < _STRAIGHT or ink.ink < 4 * _NOTHING_INK:
        return Doubt.STRAY_LINE
    if ink.frame >= _FRAMED and ink.turns < 2 * _TURNS:
        return Doubt.STAMP
    square = ink.width < _SQUARE * ink.height
    crossed = ink.length < _WINDING or (ink.turns < _TURNS and ink.length < _TWO_STROKES)
    if square and crossed and ink.parts <= 3:
        return Doubt.CROSS
    if _is_short(ink) or (ink.width < _NARROW and ink.largest < _JOINED):
        return Doubt.INITIALS
    if ink.height < _TALL or ink.largest < _JOINED or ink.turns < _TURNS:
        return Doubt.PRINTED_NAME
    return None
