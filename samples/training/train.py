"""Trains one of the two readers from shards, with checkpoints: `python -m samples.training.train --help`."""

import argparse
import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ocr.crop_shards import Crop
from samples.training.alphabet import columns_of
from samples.training.evaluate import evaluate
from samples.training.precision import quick
from samples.training.recipes import RECIPES, Recipe
from samples.training.scoring import held_crops, overall
from samples.training.stream import Stream, varied
from samples.training.taken_back import take_back

_LOG_EVERY = 100
_LAST_RATE = 0.02
_CLIP = 5.0
_MEASURED = 128
"""Crops, all of middling width, that show an export's network what its normalisation sees."""


@dataclass
class Run:
    """One training under way; `seconds` is the time spent training, `ending` when its last stretch began."""

    recipe: Recipe
    network: nn.Module
    optimiser: torch.optim.AdamW
    stream: Stream
    folder: Path
    chance: random.Random
    step: int = 0
    samples: int = 0
    seconds: float = 0.0
    ending: float | None = None
    best: float = math.inf
    losses: list[float] = field(default_factory=list)

    def save(self) -> None:
        """Write everything that resuming needs, in one piece."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "stream": self.stream.state(),
            "chance": self.chance.getstate(),
            "torch": torch.get_rng_state(),
            "told": [self.step, self.samples, self.seconds, self.ending, self.best],
        }
        _write(state, self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the checkpoint of the folder, if there is one."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.stream.restore(state["stream"])
        self.chance.setstate(state["chance"])
        torch.set_rng_state(state["torch"])
        self.step, self.samples, self.seconds, self.ending, self.best = state["told"]

    def tell(self, text: str) -> None:
        """Add a line to the log of the run."""
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"{self.seconds / 60:.1f} min, step {self.step}, {self.samples} crops: {text}\n")


def _write(state: Any, path: Path) -> None:
    unfinished = path.with_suffix(".part")
    torch.save(state, unfinished)
    unfinished.replace(path)


def rate_at(run: Run, minutes: float, tail: float) -> float:
    """The learning rate now: warm-up, hold, and a cosine over the last `tail` minutes."""
    warm = min(1.0, (run.step + 1) / run.recipe.warm_up)
    if run.ending is None and run.seconds / 60 >= minutes - tail:
        run.ending = run.seconds
    if run.ending is None:
        return run.recipe.rate * warm
    done = min(1.0, (run.seconds - run.ending) / 60 / tail)
    return run.recipe.rate * warm * (_LAST_RATE + (1 - _LAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def learn(run: Run, batch: list[Crop]) -> float:
    """One step on one batch; returns its loss."""
    crops = [varied(crop.pixels, run.chance) if run.recipe.shifts else crop.pixels for crop in batch]
    with quick():
        logits = run.network(run.recipe.pack(crops))
    steps = logits.float().log_softmax(2).transpose(0, 1)
    texts = [columns_of(crop.text) for crop in batch]
    loss = functional.ctc_loss(
        steps,
        torch.tensor([column for text in texts for column in text]),
        torch.full((len(batch),), steps.shape[0]),
        torch.tensor([len(text) for text in texts]),
        zero_infinity=True,
    )
    run.optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(run.network.parameters(), _CLIP)
    run.optimiser.step()
    return float(loss.item())


def train(run: Run, options: argparse.Namespace, clock: Callable[[], float] = time.monotonic) -> None:
    """Train until the minutes are over; a file STOP in the run's folder begins the last stretch early."""
    checked, saved = run.seconds, run.seconds
    run.network.train(run.recipe.learns_statistics)
    for batch in run.stream:
        _rest(options.pause)
        began = clock()
        if run.ending is None and (run.folder / "STOP").exists():
            run.ending = run.seconds
        for group in run.optimiser.param_groups:
            group["lr"] = rate_at(run, options.minutes, options.tail)
        run.losses.append(learn(run, batch))
        run.step, run.samples = run.step + 1, run.samples + len(batch)
        run.seconds += clock() - began
        over = run.ending is not None and run.seconds - run.ending >= 60 * options.tail
        if run.step % _LOG_EVERY == 0:
            _tell_speed(run)
        if over or run.seconds - checked >= 60 * options.check:
            _check(run, options.held)
            checked = run.seconds
        if over or run.seconds - saved >= 60 * options.save:
            run.save()
            saved = run.seconds
        if over:
            return


def _rest(pause: Path) -> None:
    while pause.exists():
        time.sleep(1)


def _tell_speed(run: Run) -> None:
    speed = run.samples / max(run.seconds, 1e-9)
    rate = run.optimiser.param_groups[0]["lr"]
    run.tell(f"loss {np.mean(run.losses[-_LOG_EVERY:]):.3f}, {speed:.1f} crops/s, rate {rate:.2e}")
    del run.losses[:-_LOG_EVERY]


def _check(run: Run, held: Path) -> None:
    """Read the held-out crops; keep the weights when they read best so far."""
    scores = evaluate(run.network, run.recipe, held)
    run.network.train(run.recipe.learns_statistics)
    figure = overall(scores)
    run.tell(f"held out {figure:.4f} " + json.dumps({kind: score.told() for kind, score in scores.items()}))
    if figure < run.best:
        run.best = figure
        _write(run.network.state_dict(), run.folder / "best.pt")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(RECIPES))
    parser.add_argument("--shards", type=Path, nargs="+", required=True, help="folders of training crops")
    parser.add_argument("--held", type=Path, required=True, help="folder of calibration crops")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--minutes", type=float, default=120, help="training time in all")
    parser.add_argument("--tail", type=float, default=20, help="minutes of the last stretch, a cosine")
    parser.add_argument("--check", type=float, default=10, help="minutes between looks at held-out crops")
    parser.add_argument("--save", type=float, default=4, help="minutes between checkpoints")
    parser.add_argument("--pause", type=Path, default=Path("PAUSE"), help="rests while this file exists")
    parser.add_argument(
        "--weights", type=Path, help="to begin from: best.pt of a run, or an exported .onnx file"
    )
    parser.add_argument("--seed", type=int, help="another than the reader's own")
    parser.add_argument("--rate", type=float, help="another highest learning rate than the reader's own")
    return parser.parse_args()


def _begin_from(weights: Path, network: nn.Module, recipe: Recipe, held: Path) -> None:
    """Give the network the weights of another run, or those of an export."""
    if weights.suffix != ".onnx":
        network.load_state_dict(torch.load(weights))
        return
    crops = sorted((crop.pixels for crop in held_crops(held)), key=lambda pixels: pixels.shape[1])
    middle = len(crops) // 2
    take_back(weights, network, recipe, crops[max(0, middle - _MEASURED // 2) :][:_MEASURED])


def main() -> None:
    """Begin a run, or go on with the one in the folder."""
    options = _options()
    options.tail = min(options.tail, options.minutes / 2)
    torch.set_num_threads(1)
    recipe = RECIPES[options.reader]
    recipe = replace(recipe, seed=options.seed or recipe.seed, rate=options.rate or recipe.rate)
    torch.manual_seed(recipe.seed)
    network = recipe.build()
    if options.weights:
        _begin_from(options.weights, network, recipe, options.held)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=recipe.rate, weight_decay=recipe.decay, betas=(0.9, 0.98)
    )
    stream = Stream(options.shards, recipe.batch, recipe.column, recipe.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(recipe, network, optimiser, stream, options.out, random.Random(recipe.seed))
    run.resume()
    train(run, options)


if __name__ == "__main__":
    main()
