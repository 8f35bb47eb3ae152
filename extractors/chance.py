"""From the signs of a reading to the calibrated chance that it is right."""

import math
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field

from documents import Evidence, Record, Signs, Writing
from forms.definition import FieldKind
from ocr.record_file import read_record

FEATURES = (
    "share",
    "fit",
    "seen",
    "other",
    "plain",
    "agreed",
    "chosen",
    "known",
    "all agree",
    "bad rows",
    "residual",
    "length",
)
"""What each weight of a curve is for, in order."""
_NEAR = 1e-6
_LEAST_FIT = 1e-9
_MANY_ROWS, _FAR_OFF, _LONG = 6.0, 4.0, 20.0
TABLE = "chances.json"


class Curve(Record):
    """A logistic curve over the features, for kinds of field written in one way.

    The chance is the logistic function of `slope` x (weights x features + `offset`) + `intercept`, at most
    `most`: no more than the number of readings it was fitted on can show.
    """

    kinds: tuple[FieldKind, ...] = Field(min_length=1)
    writing: Writing
    weights: tuple[float, ...] = Field(min_length=len(FEATURES), max_length=len(FEATURES))
    offset: float
    slope: float = Field(gt=0)
    intercept: float
    most: float = Field(gt=0, le=1)
    fitted_on: int = Field(ge=1)

    def chance(self, features: tuple[float, ...]) -> float:
        """The calibrated chance, 0 to 1."""
        score = sum(weight * feature for weight, feature in zip(self.weights, features, strict=True))
        exponent = self.slope * (score + self.offset) + self.intercept
        return min(1 / (1 + math.exp(-min(max(exponent, -40.0), 40.0))), self.most)


class ChanceTable(Record):
    """All curves; a reading no curve covers has no calibrated chance."""

    curves: tuple[Curve, ...] = ()

    def chance(
        self, kind: FieldKind, writing: Writing, signs: Signs, evidence: Evidence, length: int
    ) -> float | None:
        """The chance that a reading of `length` characters is right; None when no curve covers it."""
        return self.of_features(
            kind, writing, features_of(signs, evidence.bad_rows, evidence.residual, length)
        )

    def of_features(self, kind: FieldKind, writing: Writing, features: tuple[float, ...]) -> float | None:
        """The same from features at hand."""
        for curve in self.curves:
            if kind in curve.kinds and writing is curve.writing:
                return curve.chance(features)
        return None


def features_of(signs: Signs, bad_rows: int, residual: float, length: int) -> tuple[float, ...]:
    """The features of a reading, in the order of FEATURES; probabilities as their log odds."""
    return (
        _odds(signs.share),
        math.log10(signs.fit + _LEAST_FIT),
        _odds(signs.seen),
        _odds(signs.other),
        float(signs.plain),
        float(signs.agreed),
        float(signs.chosen),
        float(signs.known),
        float(signs.plain and signs.agreed and signs.known and not signs.chosen),
        min(bad_rows / _MANY_ROWS, 1.0),
        min(residual / _FAR_OFF, 1.0),
        min(length / _LONG, 2.0),
    )


@cache
def shipped_table() -> ChanceTable:
    """The table that comes with faxdesk; an empty one when none does."""
    found = files("extractors").joinpath(TABLE)
    return ChanceTable.model_validate_json(found.read_text("utf-8")) if found.is_file() else ChanceTable()


def load_table(path: Path) -> ChanceTable:
    """The table in a file; BadSetting names the file and the key that is wrong."""
    return read_record(path, ChanceTable)


def _odds(probability: float) -> float:
    kept = min(max(probability, _NEAR), 1 - _NEAR)
    return math.log(kept / (1 - kept))
