"""The order in which training sees its crops."""

import random
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from ocr.crop_shards import Crop, write_shard
from samples.training.stream import Stream, varied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = random.Random(1)
    for shard in range(6):
        crops = [
            Crop(f"{shard}{at}", np.full((48, rng.randint(60, 400)), 255, np.uint8), "npi", "w")
            for at in range(50)
        ]
        write_shard(tmp_path / f"{shard}.npz", crops)
    return tmp_path


def texts(stream: Stream, batches: int) -> list[str]:
    return [crop.text for batch in islice(stream, batches) for crop in batch]


def test_batches_hold_crops_of_like_width(folder: Path) -> None:
    for batch in islice(Stream([folder], 16, 8, seed=1), 10):
        widths = [crop.pixels.shape[1] for crop in batch]
        assert len(batch) <= 16
        assert max(widths) - min(widths) < 150


def test_every_crop_of_a_round_comes_once(folder: Path) -> None:
    seen = texts(Stream([folder], 25, 8, seed=1), 8)
    assert len(seen) == len(set(seen)) == 200


def test_two_seeds_see_the_crops_in_other_orders(folder: Path) -> None:
    assert texts(Stream([folder], 16, 8, seed=1), 4) != texts(Stream([folder], 16, 8, seed=2), 4)


def test_a_restored_stream_goes_on_with_files_not_yet_seen(folder: Path) -> None:
    first = Stream([folder], 25, 8, seed=1)
    seen = set(texts(first, 8))
    second = Stream([folder], 25, 8, seed=9)
    second.restore(first.state())
    assert first.state() == second.state()
    assert len(seen) == 200


def test_crops_too_narrow_for_their_text_are_left_out(tmp_path: Path) -> None:
    narrow = Crop("1234567890", np.full((48, 40), 255, np.uint8), "npi", "w")
    fits = Crop("1", np.full((48, 40), 255, np.uint8), "npi", "w")
    write_shard(tmp_path / "0.npz", [narrow, fits])
    assert texts(Stream([tmp_path], 4, 8, seed=1), 1) == ["1"]


def test_wide_crops_make_small_batches(tmp_path: Path) -> None:
    write_shard(tmp_path / "0.npz", [Crop("1", np.full((48, 790), 255, np.uint8), "line", "w")] * 40)
    assert max(len(batch) for batch in islice(Stream([tmp_path], 32, 8, seed=1), 3)) <= 17


def test_a_varied_crop_keeps_its_height_and_its_ink() -> None:
    crop = np.full((48, 200), 255, np.uint8)
    crop[20:30, 50:150] = 0
    moved = varied(crop, random.Random(3))
    assert moved.shape[0] == 48
    assert 0.6 < (moved < 128).sum() / (crop < 128).sum() < 1.4
