"""Signatures: present, absent or for a person to judge, from the ink alone."""

from dataclasses import dataclass

from documents import Doubt, ReadState
from extractors.kinds.ink_of_signature import SignatureInk
from extractors.kinds.kind import Purpose
from extractors.kinds.signature_judge import SIGNED, SignatureJudge, shipped_judge
from ocr.grammar import Grammar

PRESENT = "present"

_NOTHING_WIDE, _NOTHING_INK = 24, 60
_LEAST_INK = 240
_STRAIGHT = 1.15
_SURELY = 0.5
_DOUBTS = {
    "printed_name": Doubt.PRINTED_NAME,
    "initials": Doubt.INITIALS,
    "cross": Doubt.CROSS,
    "stamp": Doubt.STAMP,
    "stray_line": Doubt.STRAY_LINE,
    "empty": Doubt.STRAY_LINE,
}
"""The doubt that goes with each sort of ink that is no signature."""


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


def is_blank(ink: SignatureInk) -> bool:
    """Whether nothing worth a look stands on the line."""
    return ink.ink + ink.hanging < _NOTHING_INK and ink.width < _NOTHING_WIDE


def read_signature(ink: SignatureInk, judge: SignatureJudge | None = None) -> SignatureReading:
    """Judge a signature line by its ink, with the shipped judge unless another is given.

    Present without a doubt needs the judge to be sure enough; everything else that is written there is
    ILLEGIBLE with the doubt that fits best.
    """
    if is_blank(ink):
        return SignatureReading(ReadState.BLANK, 0.995 if ink.ink == 0 else 0.97)
    judge = judge or shipped_judge()
    chances = judge.chances(ink)
    signed = chances[SIGNED]
    if signed < judge.enough or _is_scant(ink):
        return SignatureReading(ReadState.ILLEGIBLE, 0.9, (_doubt(ink, chances),))
    surely = 1 - _SURELY * (1 - judge.enough)
    return SignatureReading(ReadState.READ, 0.99 if signed >= surely else 0.96)


def _is_scant(ink: SignatureInk) -> bool:
    """Whether there is too little ink to be a signature, or only one straight line."""
    return ink.ink < _LEAST_INK or ink.length < _STRAIGHT


def _doubt(ink: SignatureInk, chances: dict[str, float]) -> Doubt:
    """The doubt of the likeliest sort that is no signature."""
    if _is_scant(ink):
        return Doubt.STRAY_LINE
    return _DOUBTS[max(_DOUBTS, key=lambda sort: chances.get(sort, 0.0))]
