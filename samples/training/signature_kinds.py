"""What people put on a signature line: signatures, and all else that is found there."""

import random
from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np

from documents import FieldTruth, ReadState
from forms.definition import FieldKind
from samples.filled import FilledField
from samples.fonts import fonts
from samples.ink import PaperSheet, Pen, draw_signature
from samples.ink.doubtful import draw_cross, draw_initials, draw_stamp, draw_stray_line
from samples.ink.paper_sheet import Line
from samples.ink.signature import Place
from samples.lines import Handwriter, Typist, write_line
from samples.places import lines
from samples.style import pick_style
from samples.training.signature_strokes import brace, dashes, ring, scrawl, tick
from samples.writers.habits import habits_of
from samples.writers.load import Company
from samples.writers.signatures import sign_name, signer_for
from samples.writers.writing import Hand, write_text


class LineKind(StrEnum):
    """What stands on a signature line."""

    SIGNATURE = "signature"
    PRINTED_NAME = "printed_name"
    INITIALS = "initials"
    CROSS = "cross"
    STAMP = "stamp"
    STRAY_LINE = "stray_line"
    EMPTY = "empty"


SHARES: Mapping[LineKind, float] = {
    LineKind.SIGNATURE: 42,
    LineKind.PRINTED_NAME: 28,
    LineKind.INITIALS: 9,
    LineKind.CROSS: 5,
    LineKind.STAMP: 5,
    LineKind.STRAY_LINE: 6,
    LineKind.EMPTY: 5,
}
"""How often each is put down."""

_REMARKS = ("on file", "see attached", "N/A", "verbal order", "same as above", "refused", "per phone")
_TITLES = ("", "", "", " MD", ", DO", " NP", " RPh")
_REAL, _SCRAWLED, _INTO_NEXT, _INTO_BELOW, _SMALL = 0.78, 0.4, 0.07, 0.07, 0.12
_FONT, _TYPED, _LARGE, _REMARK = 0.25, 0.12, 0.45, 0.08
_OWN_LETTERS, _JOINED = 0.55, 0.3


class Signers:
    """Puts things on signature lines, with the writers of a company and the fonts of the sample maker."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._draw: Mapping[LineKind, Callable[[PaperSheet, Place, random.Random], str]] = {
            LineKind.SIGNATURE: self._signature,
            LineKind.PRINTED_NAME: self._printed,
            LineKind.INITIALS: self._initials,
            LineKind.CROSS: self._cross,
            LineKind.STAMP: self._stamp,
            LineKind.STRAY_LINE: self._stray,
            LineKind.EMPTY: lambda *_: "",
        }

    def put(self, sheet: PaperSheet, place: Place, kind: LineKind, rng: random.Random) -> str:
        """Put that down above the rule at the bottom of the place; whose it is, empty for an invented hand.

        A place is left, top, right, bottom in pixels of the sheet.
        """
        return self._draw[kind](sheet, place, rng)

    def neighbour(self, sheet: PaperSheet, place: Place, kind: FieldKind | None, rng: random.Random) -> None:
        """Write what stands in a field beside the signature, or on the line above it, if the hand can."""
        wanted = _name(rng)
        if kind is FieldKind.DATE:
            wanted = f"{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}/{rng.choice(('2017', '2018'))}"
        self.text(sheet, place, wanted, self.hand(rng), rng)

    def hand(self, rng: random.Random) -> Hand:
        """Somebody of the company with the habits of one form."""
        person = rng.choice(self._company.clerks)
        return Hand(person, habits_of(person, rng.getrandbits(30)))

    def text(self, sheet: PaperSheet, place: Place, wanted: str, hand: Hand, rng: random.Random) -> bool:
        """Write a text if the hand left its letters; whether it did."""
        spelt = hand.person.in_letters(wanted)
        if spelt is not None:
            write_text(sheet, place, spelt, hand, rng)
        return spelt is not None

    def _signature(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        left, top, right, bottom = place
        small = rng.random() < _SMALL
        if small:
            top += (bottom - top) * rng.uniform(0.3, 0.6)
        if rng.random() < _INTO_NEXT:
            left, right = left + (right - left) * rng.uniform(0.3, 0.5), right + sheet.mm(rng.uniform(4, 18))
        if rng.random() < _INTO_BELOW and not small:
            bottom += sheet.mm(rng.uniform(1, 3.5))
        place = (left, top, right, bottom)
        owner, hand = rng.getrandbits(32), self.hand(rng)
        if rng.random() >= _REAL:
            if rng.random() < _SCRAWLED:
                _set(sheet, place, [scrawl(rng)], hand.pen(sheet), rng)
            else:
                draw_signature(sheet, place, hand.pen(sheet), owner, rng)
            return ""
        signer = signer_for(self._company.signers, owner)
        sign_name(sheet, place, hand.pen(sheet), signer, _content(_name(rng), owner), rng)
        return signer.name

    def _printed(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        large = rng.uniform(1.1, 2.2) if rng.random() < _LARGE else 1.0
        drawn = rng.random()
        if drawn < _FONT:
            _in_font(sheet, place, large, rng)
            return ""
        if drawn < _FONT + _TYPED:
            style = pick_style("typed", rng)
            points = style.print_points * large
            typist = Typist(style.model_copy(update={"print_points": points}), rng.getrandbits(30))
            write_line(sheet, place, _cased(_text(rng), rng), typist, rng)
            return ""
        hand = self.hand(rng)
        habits = hand.habits.model_copy(update={"capital": hand.habits.capital * large, "joins": 0.0})
        while not self.text(sheet, place, _cased(_text(rng), rng), Hand(hand.person, habits), rng):
            hand = self.hand(rng)
        return hand.person.name

    def _initials(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        hand = self.hand(rng)
        capitals = [letter for letter in hand.person.characters if letter.isalpha() and letter.isupper()]
        if rng.random() >= _OWN_LETTERS or not capitals:
            draw_initials(sheet, place, hand.pen(sheet), rng.getrandbits(32), rng)
            return ""
        letters = [rng.choice(capitals) for _ in range(rng.choice((2, 2, 2, 3)))]
        gap, dots = rng.uniform(-0.25, 0.5), rng.random() < 0.4
        strokes: list[Line] = []
        x = 0.0
        for letter in letters:
            piece = rng.choice(hand.person.characters[letter])
            strokes += [line + np.array((x, -piece.height)) for line in piece.lines]
            x += piece.width + gap
            if dots:
                strokes.append(np.array([(x, -0.03), (x + 0.03, 0.0)]))
                x += 0.3
        if not dots and rng.random() < _JOINED:
            strokes = [np.concatenate(strokes)]
        _set(sheet, place, strokes, hand.pen(sheet), rng)
        return hand.person.name

    def _cross(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        hand = self.hand(rng)
        own = [piece for letter in "Xx" for piece in hand.person.characters.get(letter, ())]
        if rng.random() >= _OWN_LETTERS or not own:
            draw_cross(sheet, place, hand.pen(sheet), rng)
            return ""
        piece = rng.choice(own)
        strokes = [line / piece.height - np.array((0.0, 1.0)) for line in piece.lines]
        _set(sheet, place, strokes, hand.pen(sheet), rng)
        return hand.person.name

    def _stamp(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        draw_stamp(sheet, place, _name(rng), rng.getrandbits(32), rng)
        return ""

    def _stray(self, sheet: PaperSheet, place: Place, rng: random.Random) -> str:
        pen = self.hand(rng).pen(sheet)
        if rng.random() < 0.5:
            draw_stray_line(sheet, place, pen, rng)
        else:
            _set(sheet, place, rng.choice((tick, ring, dashes, brace))(rng), pen, rng)
        return ""


def _name(rng: random.Random) -> str:
    return f"{rng.choice(lines('first_names.txt'))} {rng.choice(lines('last_names.txt'))}"


def _text(rng: random.Random) -> str:
    """A name as it is printed, or a remark in its stead."""
    if rng.random() < _REMARK:
        return rng.choice(_REMARKS)
    first, last = _name(rng).split(" ", 1)
    middle = rng.choice("ABCDEFGHJKLMNPRSTW")
    shapes = (f"{first} {last}", f"{first} {last}", f"{first} {middle} {last}", f"{first[0]} {last}", last)
    return rng.choice(shapes) + rng.choice(_TITLES)


def _cased(text: str, rng: random.Random) -> str:
    return text.upper() if rng.random() < 0.4 else text


def _content(name: str, owner: int) -> FilledField:
    truth = FieldTruth(name="signature", state=ReadState.READ, value="present", hand="hand")
    return FilledField(truth=truth, typed=False, written=name, pen=owner)


def _in_font(sheet: PaperSheet, place: Place, large: float, rng: random.Random) -> None:
    """A name in one of the hand fonts whose letters stand apart."""
    family = rng.choice([font for font in fonts("hand") if not font.joined]).family
    style = pick_style("hand", rng).model_copy(update={"hand_font": family})
    style = style.model_copy(update={"hand_height": style.hand_height * large})
    write_line(sheet, place, _cased(_text(rng), rng), Handwriter(style), rng)


def _set(sheet: PaperSheet, place: Place, strokes: list[Line], pen: Pen, rng: random.Random) -> None:
    """Draw strokes given in heights above a baseline at zero, 4 to 11 mm high, somewhere along the rule."""
    left, top, right, bottom = place
    points = np.concatenate(strokes)
    high = min(sheet.mm(rng.uniform(4, 11)), 1.15 * (bottom - top))
    scale = high / max(float(np.ptp(points[:, 1])), 0.3)
    scale = min(scale, 0.9 * (right - left) / max(float(np.ptp(points[:, 0])), 0.1))
    x = left + (right - left - scale * float(np.ptp(points[:, 0]))) * rng.uniform(0.02, 0.5)
    y = bottom - sheet.mm(rng.uniform(-1.0, 2.5))
    sheet.stroke([line * scale + np.array((x, y)) for line in strokes], pen, rng)
