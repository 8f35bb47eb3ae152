"""Fits the judge of signatures: `python -m samples.training.signature_fit --help`."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.kinds.ink_of_signature import SignatureInk, ink_of_signature
from extractors.kinds.signature import PRESENT, is_blank, read_signature
from extractors.kinds.signature_judge import SIGNED, Network, SignatureJudge, measures
from samples.training.signature_kinds import LineKind
from samples.training.signature_lines import read_lines

Numbers = NDArray[np.float64]
Told = tuple[SignatureInk, LineKind]

_NETWORKS, _HIDDEN, _ROUNDS, _BATCH = 6, 24, 80, 64
_RATE, _DECAY = 3e-3, 0.03
_NOISE = 0.4
"""Spread of what is added to the measures while fitting, in standard deviations."""
_LEAST_SPREAD = 1e-3
_ACCEPTED_AT_MOST = 0.006
"""The share of what is no signature that may be taken for one, on calibration writers."""


def told_inks(paths: Sequence[Path]) -> list[Told]:
    """The measured ink of stored signature lines and what they are, without lines nothing stands on."""
    lines = [(ink_of_signature(line.mask), line.kind) for path in paths for line in read_lines(path)]
    return [(ink, kind) for ink, kind in lines if not is_blank(ink)]


def fitted(told: Sequence[Told], seed: int) -> SignatureJudge:
    """A judge fitted on these inks; every signature it finds likely enough at one half."""
    rng = np.random.default_rng(seed)
    table = np.array([measures(ink) for ink, _ in told])
    judge = SignatureJudge(
        sorts=tuple(kind.value for kind in LineKind),
        mean=_rounded(table.mean(axis=0)),
        spread=_rounded(np.maximum(table.std(axis=0), _LEAST_SPREAD)),
        networks=(Network(hidden=(), output=()),),
        enough=0.5,
        fitted_on=len(told),
    )
    scaled = np.array([judge.scaled(row) for row in table])
    truth = np.array([judge.sorts.index(kind.value) for _, kind in told])
    networks = tuple(_network(scaled, truth, len(judge.sorts), rng) for _ in range(_NETWORKS))
    return judge.model_copy(update={"networks": networks})


def _network(scaled: Numbers, truth: NDArray[np.intp], sorts: int, rng: np.random.Generator) -> Network:
    layers = [
        rng.normal(0, 1 / np.sqrt(scaled.shape[1]), (_HIDDEN, scaled.shape[1] + 1)),
        rng.normal(0, 1 / np.sqrt(_HIDDEN), (sorts, _HIDDEN + 1)),
    ]
    _descend(layers, scaled, truth, rng)
    hidden, output = (tuple(_rounded(row) for row in layer) for layer in layers)
    return Network(hidden=hidden, output=output)


def _rounded(row: Numbers) -> tuple[float, ...]:
    return tuple(np.round(row, 4).tolist())


def _descend(
    layers: list[Numbers], scaled: Numbers, truth: NDArray[np.intp], rng: np.random.Generator
) -> None:
    """Fit the layers in place by Adam on the cross-entropy, the rate falling to nothing."""
    first, second = [np.zeros_like(layer) for layer in layers], [np.zeros_like(layer) for layer in layers]
    steps, step = _ROUNDS * (len(truth) // _BATCH), 0
    for _ in range(_ROUNDS):
        order = rng.permutation(len(truth))
        for start in range(0, len(truth) - _BATCH + 1, _BATCH):
            chosen = order[start : start + _BATCH]
            noisy = scaled[chosen] + _NOISE * rng.standard_normal((_BATCH, scaled.shape[1]))
            step += 1
            rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            for at, slope in enumerate(_slopes(layers, noisy, truth[chosen])):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope**2
                size = np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8
                layers[at] -= rate * (first[at] / (1 - 0.9**step) / size + _DECAY * layers[at])


def _slopes(layers: list[Numbers], scaled: Numbers, truth: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """How the mean cross-entropy grows with the weights of each layer."""
    hidden, output = layers
    given = np.column_stack([scaled, np.ones(len(scaled))])
    inner = np.tanh(given @ hidden.T)
    held = np.column_stack([inner, np.ones(len(inner))])
    scores = held @ output.T
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong = raised / raised.sum(axis=1, keepdims=True)
    wrong[np.arange(len(truth)), truth] -= 1
    wrong /= len(truth)
    back = (wrong @ output[:, :-1]) * (1 - inner**2)
    return back.T @ given, wrong.T @ held


def with_threshold(judge: SignatureJudge, told: Sequence[Told]) -> SignatureJudge:
    """The judge with the least chance at which hardly anything but signatures passes among these inks."""
    others = [judge.chances(ink)[SIGNED] for ink, kind in told if kind is not LineKind.SIGNATURE]
    allowed = int(_ACCEPTED_AT_MOST * len(others))
    enough = sorted(others, reverse=True)[allowed]
    return judge.model_copy(update={"enough": round(min(max(enough + 1e-4, 0.5), 0.9999), 4)})


def counts(judge: SignatureJudge, told: Sequence[Told]) -> Counter[tuple[str, str]]:
    """How often each kind of ink is read how: present, blank, or with which doubt."""
    found: Counter[tuple[str, str]] = Counter()
    for ink, kind in told:
        reading = read_signature(ink, judge)
        said = reading.doubts[0].value if reading.doubts else reading.state.value
        found[kind.value, PRESENT if said == "read" else said] += 1
    return found


def main() -> None:
    """Fit on training writers, set the threshold on calibration writers, write the judge and print counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", type=Path, nargs="+", required=True)
    parser.add_argument("--calibration", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    calibration = told_inks(options.calibration)
    judge = with_threshold(fitted(told_inks(options.training), options.seed), calibration)
    options.out.write_text(judge.model_dump_json() + "\n", encoding="utf-8")
    for (kind, said), count in sorted(counts(judge, calibration).items()):
        print(f"{kind:14} {said:14} {count}")  # noqa: T201


if __name__ == "__main__":
    main()
