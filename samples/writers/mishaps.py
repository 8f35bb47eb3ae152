"""What befalls the writing of real hands, how often, and what the truth then says.

Shares are judged from filled-in forms, not measured: about one field in twenty runs over something, one in
two hundred is overwritten or struck out.
"""

import random

from documents import ReadState
from forms.definition import FieldDefinition, FieldKind
from samples.filled import DrawnMark, FilledField, Mishap
from samples.style import MarkKind
from samples.writers.writing import Hand

_PAPER_WIDTH = 215.9
"""Millimetres of a letter page."""
_OVER_RULE, _OVER_LABEL, _OVER_EDGE, _INTO_NEXT = 0.026, 0.008, 0.08, 0.03
"""Shares of fields; those of an edge hold for texts that nearly fill their place."""
_OVERWRITTEN, _STRUCK_OUT, _CORRECTED_ABOVE = 0.005, 0.002, 0.002
_OTHER_BOX, _REACHING, _LIGHT, _OVERFILLED = 0.004, 0.03, 0.03, 0.4
"""Shares of marked boxes; overfilled among filled ones."""
_MOST = _OVER_RULE + _OVER_LABEL + _OVER_EDGE + _INTO_NEXT + _OVERWRITTEN + _STRUCK_OUT + _CORRECTED_ABOVE
_FULL = 0.75
"""A text nearly fills its place when it takes so much of its width."""
_PLAIN_MARKS = frozenset({MarkKind.TICK, MarkKind.CROSS})
_NUMBERS = frozenset(
    {
        FieldKind.NPI,
        FieldKind.PHONE,
        FieldKind.DATE,
        FieldKind.ZIP,
        FieldKind.NCPDP,
        FieldKind.EXTENSION,
        FieldKind.INTEGER,
        FieldKind.DECIMAL,
    }
)


def on_line(field: FieldDefinition, content: FilledField, hand: Hand, rng: random.Random) -> FilledField:
    """The written field with what befell it; a field with a defect has trouble enough."""
    if content.truth.ambiguous or not content.written:
        return content
    mishap = _mishap(field, content, hand, rng)
    if mishap is None:
        return content
    changed: dict[str, object] = {"mishaps": (mishap,), "truth": _noted(content, mishap)}
    if mishap in (Mishap.STRUCK_OUT, Mishap.CORRECTED_ABOVE):
        changed["crossed_out"] = _slip(content.written, hand, rng)
    return content.model_copy(update=changed)


def on_boxes(field: FieldDefinition, content: FilledField, rng: random.Random) -> FilledField:
    """The marked field with its marks as a hand makes them, now and then after another box was marked."""
    marks = tuple(
        mark.model_copy(update={"kind": _kind(mark.kind, len(field.options), rng)}) for mark in content.marks
    )
    drawn = content.model_copy(update={"marks": marks})
    unmarked = [option.name for option in field.options if option.name not in {mark.option for mark in marks}]
    single = field.kind is FieldKind.CHOICE and len(marks) == 1 and bool(unmarked)
    if content.truth.ambiguous or not single or rng.random() >= _OTHER_BOX:
        return drawn
    other = DrawnMark(option=rng.choice(unmarked), kind=MarkKind.SCRIBBLED_OUT)
    mishap = Mishap.OTHER_BOX_FIRST
    return drawn.model_copy(
        update={"marks": (other, *marks), "mishaps": (mishap,), "truth": _noted(content, mishap)}
    )


def _mishap(field: FieldDefinition, content: FilledField, hand: Hand, rng: random.Random) -> Mishap | None:
    drawn = rng.random()
    if drawn >= _MOST:
        return None
    width = (field.box.right - field.box.left) * _PAPER_WIDTH
    shares = {Mishap.OVER_RULE: _OVER_RULE, Mishap.OVER_LABEL: _OVER_LABEL}
    if hand.length(content.written) > _FULL * width:
        shares |= {Mishap.OVER_EDGE: _OVER_EDGE, Mishap.INTO_NEXT: _INTO_NEXT}
    if field.kind in _NUMBERS and any(letter.isdigit() for letter in content.written):
        shares[Mishap.OVERWRITTEN] = _OVERWRITTEN
    if len(content.written) >= 2 and content.truth.state is ReadState.READ:
        shares |= {Mishap.STRUCK_OUT: _STRUCK_OUT, Mishap.CORRECTED_ABOVE: _CORRECTED_ABOVE}
    for mishap, share in shares.items():
        drawn -= share
        if drawn < 0:
            return mishap
    return None


def _noted(content: FilledField, mishap: Mishap) -> object:
    doubtful = mishap not in (Mishap.OVER_RULE, Mishap.OVER_LABEL, Mishap.OVER_EDGE, Mishap.INTO_NEXT)
    return content.truth.model_copy(update={"note": mishap.value, "ambiguous": doubtful})


def _slip(written: str, hand: Hand, rng: random.Random) -> str:
    """What was written first: the beginning of the text with a slip of the pen in it."""
    begun = written[: max(2, round(len(written) * rng.uniform(0.35, 1.0)))].rstrip()
    places = [place for place, letter in enumerate(begun) if letter.isalnum()]
    place = rng.choice(places or [0])
    kinds = "0123456789" if begun[place].isdigit() else "aeinorst"
    if begun[place].isupper():
        kinds = kinds.upper()
    letters = [letter for letter in kinds if letter != begun[place] and letter in hand.person.characters]
    return begun[:place] + rng.choice(letters) + begun[place + 1 :] if letters else begun[:-1]


def _kind(kind: MarkKind, boxes: int, rng: random.Random) -> MarkKind:
    drawn = rng.random()
    if kind is MarkKind.FILLED:
        return MarkKind.OVERFILLED if drawn < _OVERFILLED else kind
    if kind is MarkKind.TICK and boxes > 1 and drawn < _REACHING:
        return MarkKind.REACHING
    return MarkKind.LIGHT if kind in _PLAIN_MARKS and drawn > 1 - _LIGHT else kind
