"""Thinks of texts and finds a hand, a font or a typewriter for them: the mixture of the training crops."""

import random
from collections.abc import Callable
from pathlib import Path

from samples.fonts.catalog import capital_height, fonts
from samples.ink import Pen, hand_lettering, print_lettering
from samples.ink.lettering import HandHabits
from samples.training.compose import as_written, can_write, compose, pick_habits, row_of_words
from samples.training.pieces import Inked, Laid, Piece
from samples.training.specimens import Hand, Part, load_hands
from samples.training.texts import TEXTS

_DIGITS = "0123456789"
_MM = 300 / 25.4
_POINT = 300 / 72
_ANY_WIDTH = 2300.0
_WRITTEN = {
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
    "word": 12,
    "mixed_word": 8,
    "words": 5,
    "line": 7,
    "print": 12,
    "font": 5,
}
_NUMBERS = frozenset({"npi", "phone", "date", "zip", "number"})
_SOFT = 0.4
_BOLDEST = 0.19
_TRIES = 30
_WIDEST_MM = 150


class Author:
    """Writes pieces with the writers of one part of the split and the fonts of the sample maker."""

    def __init__(self, data: Path, part: Part) -> None:
        hands = load_hands(data, part)
        self._digits = [hand for hand in hands if hand.has(_DIGITS)]
        self._letters = [hand for hand in hands if len(hand.characters) >= 18]
        self._sources: dict[str, list[Hand]] = {
            "word": [hand for hand in hands if hand.words],
            "mixed_word": [hand for hand in hands if hand.mixed_words],
            "line": [hand for hand in hands if hand.lines],
            "words": [hand for hand in hands if len(hand.words) >= 10],
        }
        self._makers: dict[str, Callable[[random.Random], Piece | None]] = {
            "word": self._word,
            "mixed_word": self._mixed_word,
            "line": self._line,
            "words": self._words,
            "print": _typed,
            "font": _lettered,
        }

    def piece(self, rng: random.Random, *, evenly: bool = False) -> Piece:
        """A piece of a kind drawn by the mixture, or with all kinds alike."""
        kind = rng.choices(list(_WRITTEN), None if evenly else list(_WRITTEN.values()))[0]
        maker = self._makers.get(kind)
        while True:
            made = maker(rng) if maker else self._composed(kind, rng)
            if made is not None and made.width < _WIDEST_MM * _MM:
                return made

    def _composed(self, kind: str, rng: random.Random) -> Piece | None:
        text = TEXTS["name" if kind == "capitals" else kind](rng)
        if kind == "capitals" or (kind in ("address", "city", "practice", "order") and rng.random() < 0.5):
            text = text.upper()
        for _ in range(_TRIES):
            hand = rng.choice(self._digits if kind in _NUMBERS else self._letters)
            if can_write(hand, text):
                habits = pick_habits(rng)
                return _inked(text, kind, hand, compose(hand, text, habits, rng), rng)
        return None

    def _word(self, rng: random.Random) -> Piece | None:
        hand = _softly(self._sources["word"], [len(hand.words) for hand in self._sources["word"]], rng)
        return _natural(hand, rng.choice(hand.words), "word", rng)

    def _mixed_word(self, rng: random.Random) -> Piece | None:
        source = self._sources["mixed_word"]
        hand = _softly(source, [len(hand.mixed_words) for hand in source], rng)
        return _natural(hand, rng.choice(hand.mixed_words), "mixed_word", rng)

    def _line(self, rng: random.Random) -> Piece | None:
        hand = _softly(self._sources["line"], [len(hand.lines) for hand in self._sources["line"]], rng)
        return _natural(hand, rng.choice(hand.lines), "line", rng)

    def _words(self, rng: random.Random) -> Piece | None:
        hand = _softly(self._sources["words"], [len(hand.words) for hand in self._sources["words"]], rng)
        chosen = [rng.choice(hand.words) for _ in range(rng.randint(2, 4))]
        text = " ".join(word.text for word in chosen)
        return _inked(text, "words", hand, row_of_words(chosen, pick_habits(rng), rng), rng)


def _softly(hands: list[Hand], counts: list[int], rng: random.Random) -> Hand:
    """A writer, those who left more a little more often."""
    return rng.choices(hands, [count**_SOFT for count in counts])[0]


def _natural(hand: Hand, specimen: object, kind: str, rng: random.Random) -> Piece:
    return _inked(specimen.text, kind, hand, as_written(specimen, pick_habits(rng)), rng)


def _inked(text: str, kind: str, hand: Hand, lines: list, rng: random.Random) -> Piece:
    width, grey = rng.choice(
        (
            (rng.uniform(0.3, 0.5), rng.randint(20, 80)),
            (rng.uniform(0.35, 0.6), rng.randint(20, 80)),
            (rng.uniform(0.5, 0.85), rng.randint(5, 60)),
            (rng.uniform(0.35, 0.6), rng.randint(80, 125)),
        )
    )
    capital = rng.triangular(2.0, 4.6, 3.1)
    pen = Pen(min(width, _BOLDEST * capital) * _MM, grey)
    return Inked(text, kind, hand.writer, lines, capital * _MM, pen)


def _any_text(rng: random.Random) -> str:
    text = TEXTS[rng.choice(list(TEXTS))](rng)
    return text.upper() if rng.random() < 0.25 else text


def _typed(rng: random.Random) -> Piece:
    text, family = _any_text(rng), rng.choice(fonts("print")).family
    em = rng.uniform(8, 14) * _POINT
    lettering = print_lettering(text, family, em, _ANY_WIDTH)
    capital = em * capital_height(family)
    return Laid(text, "print", family, lettering.mask, lettering.baseline, capital, rng.randint(5, 60))


def _lettered(rng: random.Random) -> Piece:
    text, family = _any_text(rng), rng.choice(fonts("hand")).family
    capital = rng.triangular(2.2, 4.4, 3.0) * _MM
    habits = HandHabits(
        family=family,
        slant=rng.gauss(0, 0.12),
        drift=rng.gauss(0, 0.01),
        jitter=rng.uniform(0.2, 1),
        pen_width=rng.uniform(0.3, 0.7) * _MM,
    )
    lettering = hand_lettering(text, habits, capital, _ANY_WIDTH, rng)
    return Laid(text, "font", family, lettering.mask, lettering.baseline, capital, rng.randint(20, 90))
