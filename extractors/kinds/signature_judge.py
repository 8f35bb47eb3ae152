"""How likely the ink of a signature line is a signature, a printed name, initials or something else."""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, ValidationError

from documents import BadSetting, Record
from extractors.kinds.ink_of_signature import SignatureInk

Numbers = NDArray[np.float64]

JUDGE = "signature_judge.json"
"""The fitted weights, beside this module."""
SIGNED = "signature"
"""The sort of ink that is a signature."""
_FARTHEST = 4.0
"""Measures count for at most so many standard deviations."""


class Network(Record):
    """A small fitted network with one hidden layer.

    `hidden` holds the weights of one hidden unit a row, its offset last; `output` those of one sort of ink.
    """

    hidden: tuple[tuple[float, ...], ...]
    output: tuple[tuple[float, ...], ...]

    def chances(self, scaled: Numbers) -> Numbers:
        """The chance of each sort for scaled measures (1-D); they add up to 1."""
        inner = np.tanh(np.array(self.hidden) @ np.append(scaled, 1.0))
        scores = np.array(self.output) @ np.append(inner, 1.0)
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float64)


class SignatureJudge(Record):
    """Networks that see the same measures and are asked together.

    `mean` and `spread` scale the measures. `enough` is the least chance of a signature that needs no person.
    """

    sorts: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    networks: tuple[Network, ...] = Field(min_length=1)
    enough: float = Field(gt=0, lt=1)
    fitted_on: int = Field(ge=1)

    def chances(self, ink: SignatureInk) -> dict[str, float]:
        """The chance of each sort, the mean of the networks; they add up to 1."""
        scaled = self.scaled(measures(ink))
        mean = np.mean([network.chances(scaled) for network in self.networks], axis=0)
        return dict(zip(self.sorts, mean.tolist(), strict=True))

    def scaled(self, measured: Numbers) -> Numbers:
        """Measures in standard deviations, far ones drawn in."""
        far = (measured - np.array(self.mean)) / np.array(self.spread)
        return np.asarray(far.clip(-_FARTHEST, _FARTHEST), np.float64)


def measures(ink: SignatureInk) -> Numbers:
    """What the judge looks at, in an order that its weights rest on; 1-D, float64."""
    return np.array([*_of_the_ink(ink), *_of_the_writing(ink), *_of_the_pen(ink)], np.float64)


def _of_the_ink(ink: SignatureInk) -> tuple[float, ...]:
    height, width, body = max(ink.height, 1), max(ink.width, 1), max(ink.writing.body, 1)
    long = max(width / height, 0.2)
    return (
        np.log(height),
        np.log(width),
        np.log(long),
        np.log1p(ink.largest / body),
        ink.largest / width,
        ink.tall / height,
        ink.share,
        np.log1p(ink.parts / long),
        ink.parts,
        np.log1p(ink.letters),
        ink.letters / max(ink.parts, 1),
        np.log1p(ink.turns),
        np.log1p(ink.turns / long),
        np.log1p(ink.length),
        ink.frame,
        ink.pen,
        np.log(max(ink.pen, 1.0) / body),
        ink.level,
        np.log1p(ink.ink),
    )


def _of_the_writing(ink: SignatureInk) -> tuple[float, ...]:
    writing, width = ink.writing, max(ink.width, 1)
    long, body = max(width / max(ink.height, 1), 0.2), max(writing.body, 1)
    return (
        np.log(body),
        body / max(ink.height, 1),
        writing.body_top,
        np.log1p(writing.joined / body),
        writing.joined / width,
        np.log1p(writing.pieces),
        np.log1p(writing.pieces / long),
        writing.uneven,
        np.log1p(writing.gaps),
        np.log1p(writing.gaps / long),
        writing.gap_share,
        np.log1p(writing.widest_gap / body),
        writing.stacked,
        writing.crossed * body / width,
        writing.slant,
        np.log(max(writing.upright, 1.0)),
        writing.thin,
        np.log1p(writing.links),
        writing.links * body / width,
        writing.linked,
        writing.link_row,
        writing.ragged,
        writing.fullest,
        *writing.directions,
        writing.steady,
    )


def _of_the_pen(ink: SignatureInk) -> tuple[float, ...]:
    path, body = ink.path, max(ink.writing.body, 1)
    length = max(path.length, 1)
    return (
        np.log1p(path.ends),
        np.log1p(1000 * path.ends / length),
        np.log1p(1000 * path.forks / length),
        np.log1p(1000 * path.loops / length),
        np.log1p(length / body),
        np.log1p(path.longest / body),
        path.longest / length,
    )


@cache
def shipped_judge() -> SignatureJudge:
    """The judge that comes with this package; BadSetting when its file is damaged."""
    text = files("extractors.kinds").joinpath(JUDGE).read_text(encoding="utf-8")
    try:
        return SignatureJudge.model_validate_json(text)
    except ValidationError as error:
        raise BadSetting(f"{JUDGE} is no judge of signatures") from error
