"""Fits the odds that a line is typed: `python -m samples.training.type_odds BATCH... --work FOLDER`.

Batches are of calibration writers, typed in the maker's fonts. Prints how many lines the shipped odds and the
newly fitted ones mistake, whole faxes left out of the fit in turn, and the numbers for
`extractors/writing_odds.py`.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from documents import ReceivedFax, SampleTruth
from extractors.writing import measures_of
from extractors.writing_odds import MOST_DEVIATIONS, odds_of_type
from forms.library import FORMS_FOLDER
from intake.limits import DecodeLimits
from intake.sniff import media_of
from pipeline.desk import Desk, DeskPlan
from registry.blobs import BlobStore

Numbers = NDArray[np.float64]
Odds = Callable[[Numbers], float]
_STRENGTH = 0.3
_FOLDS = 5
_HANDS = {"typed": True, "hand": False}


class Line(NamedTuple):
    """The measures of one written line, whether it is typed, and of which fax."""

    fax: str
    typed: bool
    measures: Numbers


class Fit(NamedTuple):
    """Log odds: offset + weights x far + far x pairs x far, far = (measures - mean) / deviation, cut off."""

    mean: Numbers
    deviation: Numbers
    offset: float
    weights: Numbers
    pairs: Numbers

    def odds(self, measures: Numbers) -> float:
        """Log odds of type."""
        far = np.clip((measures - self.mean) / self.deviation, -MOST_DEVIATIONS, MOST_DEVIATIONS)
        return float(self.offset + far @ self.weights + far @ self.pairs @ far)


def lines_of(batch: Path, desk: Desk, blobs: BlobStore) -> Iterator[Line]:
    """The lines of every filled-in field of one line of a batch, as the engines would be given them."""
    for folder in sorted(path.parent for path in batch.glob("*/truth.json")):
        truth = SampleTruth.model_validate_json((folder / "truth.json").read_bytes())
        content = (folder / truth.file).read_bytes()
        fax = ReceivedFax(
            digest=blobs.put(content),
            channel="fit",
            received_at=truth.received_on,
            caller="",
            byte_count=len(content),
            media=media_of(content),
        )
        opened = desk.open(fax)
        if opened.pages is None:
            continue
        for document in desk.classify(opened.pages).documents:
            said = next((one for one in truth.documents if one.form == document.form), None)
            if said is None:
                continue
            hands = {one.name: one.hand for one in said.fields}
            for name, crop in desk.lines(document, opened.pages, fax.received_at.date()).items():
                measures = measures_of(crop)
                if hands[name] in _HANDS and measures is not None:
                    yield Line(truth.sample, _HANDS[hands[name]], measures)


def fitted(lines: Sequence[Line]) -> Fit:
    """Quadratic logistic regression, both ways of writing weighted alike."""
    from sklearn.linear_model import LogisticRegression  # a large library, needed to fit alone

    measures = np.array([line.measures for line in lines])
    mean, deviation = measures.mean(axis=0), measures.std(axis=0)
    far = np.clip((measures - mean) / deviation, -MOST_DEVIATIONS, MOST_DEVIATIONS)
    one, other = np.triu_indices(far.shape[1])
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
    model.fit(np.hstack([far, far[:, one] * far[:, other]]), [line.typed for line in lines])
    weights = np.asarray(model.coef_[0], np.float64)
    pairs = np.zeros((far.shape[1], far.shape[1]))
    pairs[one, other] = weights[far.shape[1] :]
    return Fit(mean, deviation, float(model.intercept_[0]), weights[: far.shape[1]], pairs)


def mistaken(lines: Sequence[Line], odds: Odds) -> tuple[int, int]:
    """How many typed lines are taken for handwriting, and the other way round, each by itself."""
    wrong = [line.typed for line in lines if (odds(line.measures) > 0) is not line.typed]
    return sum(wrong), len(wrong) - sum(wrong)


def left_out(lines: Sequence[Line]) -> tuple[int, int]:
    """The same for odds fitted without the fax of the line."""
    faxes = sorted({line.fax for line in lines})
    found = []
    for fold in range(_FOLDS):
        held = set(faxes[fold::_FOLDS])
        odds = fitted([line for line in lines if line.fax not in held]).odds
        found.append(mistaken([line for line in lines if line.fax in held], odds))
    return sum(typed for typed, _ in found), sum(written for _, written in found)


def main(words: Sequence[str] | None = None) -> None:
    """Read the batches, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("batch", type=Path, nargs="+", help="batch of calibration writers")
    parser.add_argument("--work", type=Path, required=True, help="folder for page images")
    asked = parser.parse_args(words)
    asked.work.mkdir(parents=True, exist_ok=True)
    desk = Desk(DeskPlan(blobs=asked.work, forms=FORMS_FOLDER, limits=DecodeLimits()))
    lines = [line for batch in asked.batch for line in lines_of(batch, desk, BlobStore(asked.work))]
    typed = sum(line.typed for line in lines)
    told = [f"{typed} typed lines, {len(lines) - typed} written by hand, of {len(asked.batch)} batches"]
    for name, wrong in (
        ("shipped", mistaken(lines, odds_of_type)),
        ("fitted, faxes left out", left_out(lines)),
    ):
        told.append(f"{name}: {wrong[0]} typed taken for handwriting, {wrong[1]} the other way round")
    for name, numbers in fitted(lines)._asdict().items():
        told.append(f"{name} = {np.array2string(np.asarray(numbers), precision=4, separator=', ')}")
    print("\n".join(told))  # noqa: T201  # what the command is for


if __name__ == "__main__":
    main()
