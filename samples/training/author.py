"""Thinks of texts and finds a hand, a font or a typewriter for them: the mixture of the training crops."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

from samples.ink import Pen
from samples.ink.paper_sheet import Line
from samples.training.compose import (
    Habits,
    as_written,
    can_write,
    compose,
    pick_habits,
    row_of_words,
    struck_out,
)
from samples.training.lettered import from_font, from_scans, typed
from samples.training.pieces import Inked, Piece
from samples.training.specimens import Hand, Part, Specimen, load_digits, load_hands
from samples.training.texts import TEXTS

_DIGITS = "0123456789"
_MM = 300 / 25.4
MIXTURE: Mapping[str, float] = {
    "npi": 9,
    "phone": 9,
    "date": 11,
    "zip": 4,
    "number": 4,
    "code": 6,
    "state": 2,
    "capitals": 9,
    "name": 7,
    "city": 3,
    "address": 6,
    "email": 5,
    "practice": 3,
    "order": 4,
    "word": 13,
    "mixed_word": 8,
    "words": 5,
    "line": 8,
    "print": 11,
    "font": 4,
}
"""The kinds of text and how often each is written."""
_NUMBERS = frozenset({"npi", "phone", "date", "zip", "number"})
_EITHER_CASE = frozenset({"address", "city", "practice", "order"})
_SCANNED_SHARE = 0.12
_STRUCK_SHARE = 0.03
_SOFT = 0.4
_TRIES = 30
_WIDEST_MM = 150
_BOLDEST = 0.19


class Author:
    """Writes pieces with the writers of one part of the split and the fonts of the sample maker."""

    def __init__(self, data: Path, part: Part) -> None:
        hands = load_hands(data, part)
        self._scans = load_digits(data, part)
        self._digits = [hand for hand in hands if hand.has(_DIGITS)]
        self._letters = [hand for hand in hands if len(hand.characters) >= 18]
        self._natural: dict[str, list[tuple[Hand, list[Specimen]]]] = {
            "word": [(hand, hand.words) for hand in hands if hand.words],
            "mixed_word": [(hand, hand.mixed_words) for hand in hands if hand.mixed_words],
            "line": [(hand, hand.lines) for hand in hands if hand.lines],
            "words": [(hand, hand.words) for hand in hands if len(hand.words) >= 10],
        }
        self._makers: dict[str, Callable[[random.Random], Piece | None]] = {
            "words": self._words,
            "print": typed,
            "font": from_font,
        }

    def piece(self, rng: random.Random, kinds: Mapping[str, float] = MIXTURE) -> Piece:
        """A piece of a kind drawn by the mixture."""
        kind = rng.choices(list(kinds), list(kinds.values()))[0]
        while True:
            made = self._made(kind, rng)
            if made is not None and made.width < _WIDEST_MM * _MM:
                return made

    def _made(self, kind: str, rng: random.Random) -> Piece | None:
        if kind in self._makers:
            return self._makers[kind](rng)
        if kind in self._natural:
            hand, left = _softly(self._natural[kind], rng)
            specimen = rng.choice(left)
            return _inked(specimen.text, kind, hand, as_written(specimen, pick_habits(rng), rng), rng)
        if kind in _NUMBERS and rng.random() < _SCANNED_SHARE:
            return from_scans(TEXTS[kind](rng), kind, self._scans, rng)
        return self._composed(kind, rng)

    def _composed(self, kind: str, rng: random.Random) -> Piece | None:
        text = TEXTS["name" if kind == "capitals" else kind](rng)
        if kind == "capitals" or (kind in _EITHER_CASE and rng.random() < 0.5):
            text = text.upper()
        for _ in range(_TRIES):
            hand = rng.choice(self._digits if kind in _NUMBERS else self._letters)
            if can_write(hand, text):
                return _inked(text, kind, hand, _written(hand, text, rng), rng)
        return None

    def _words(self, rng: random.Random) -> Piece | None:
        hand, left = _softly(self._natural["words"], rng)
        chosen = [rng.choice(left) for _ in range(rng.randint(2, 4))]
        text = " ".join(word.text for word in chosen)
        return _inked(text, "words", hand, row_of_words(chosen, pick_habits(rng), rng), rng)


def _written(hand: Hand, text: str, rng: random.Random) -> list[Line]:
    """The text, now and then after a slip of the pen that was struck out."""
    habits = pick_habits(rng)
    lines = compose(hand, text, habits, rng)
    return _after_a_slip(hand, text, habits, lines, rng) if rng.random() < _STRUCK_SHARE else lines


def _after_a_slip(hand: Hand, text: str, habits: Habits, lines: list[Line], rng: random.Random) -> list[Line]:
    begun = text[: rng.randint(2, max(2, len(text)))].strip()
    wrong = "".join(rng.choice(text) if rng.random() < 0.25 else one for one in begun).strip() or text[0]
    return struck_out(compose(hand, wrong, habits, rng), lines, habits, rng)


def _softly(source: list[tuple[Hand, list[Specimen]]], rng: random.Random) -> tuple[Hand, list[Specimen]]:
    """A writer, those who left more a little more often."""
    return rng.choices(source, [len(left) ** _SOFT for _, left in source])[0]


def _inked(text: str, kind: str, hand: Hand, lines: list[Line], rng: random.Random) -> Piece:
    """The lines as ballpoint, fine or broad, felt or pencil writes them, no bolder than their size bears."""
    pens = (
        (rng.uniform(0.3, 0.5), rng.randint(20, 80)),
        (rng.uniform(0.35, 0.6), rng.randint(20, 80)),
        (rng.uniform(0.5, 0.85), rng.randint(5, 60)),
        (rng.uniform(0.35, 0.6), rng.randint(80, 125)),
    )
    width, grey = rng.choice(pens)
    capital = rng.triangular(2.0, 4.6, 3.1)
    pen = Pen(min(width, _BOLDEST * capital) * _MM, grey)
    return Inked(text, kind, hand.writer, lines, capital * _MM, pen)
