"""Crops for training, as a fax leaves them."""

import random
from pathlib import Path

import numpy as np
import pytest

from ocr import ENGINES
from ocr.crop_shards import Crop, read_shard, shard_paths, write_shard
from ocr.line_image import HEIGHT
from samples.fonts import fonts
from samples.training.author import MIXTURE, Author
from samples.training.corpus import crops_of_a_sheet
from tests.samples.training.strokes import WRITERS


@pytest.fixture(scope="module")
def crops(strokes: Path) -> list[Crop]:
    author = Author(strokes, "training")
    return [crop for seed in range(3) for crop in crops_of_a_sheet(author, random.Random(seed))]


def test_crops_are_prepared_as_the_readers_take_them(crops: list[Crop]) -> None:
    assert len(crops) > 90
    assert {crop.pixels.shape[0] for crop in crops} == {HEIGHT}
    assert all(crop.pixels.dtype == np.uint8 for crop in crops)
    assert all((crop.pixels < 128).any() and (crop.pixels > 200).any() for crop in crops)


def test_crops_come_from_training_writers_and_maker_fonts_alone(crops: list[Crop]) -> None:
    families = {font.family for look in ("hand", "print") for font in fonts(look)}
    assert {crop.writer for crop in crops} <= {*WRITERS["training"], *families, "scans"}


def test_the_mixture_has_many_kinds(crops: list[Crop]) -> None:
    kinds = {crop.kind for crop in crops}
    assert kinds <= set(MIXTURE)
    assert len(kinds) > 12


def test_the_same_seed_makes_the_same_crops(strokes: Path, crops: list[Crop]) -> None:
    again = crops_of_a_sheet(Author(strokes, "training"), random.Random(0))
    assert all(
        one.text == other.text and np.array_equal(one.pixels, other.pixels)
        for one, other in zip(crops, again, strict=False)
    )


def test_most_print_can_be_read(strokes: Path) -> None:
    made = crops_of_a_sheet(Author(strokes, "calibration"), random.Random(4), {"print": 1.0})
    engine = ENGINES["paddle"]()
    read = [engine.read(crop.pixels).seen == crop.text for crop in made]
    assert sum(read) > 0.5 * len(read)


def test_a_shard_gives_back_what_was_written(tmp_path: Path, crops: list[Crop]) -> None:
    write_shard(tmp_path / "0001.npz", crops[:5])
    (path,) = shard_paths(tmp_path)
    for before, after in zip(crops, read_shard(path), strict=False):
        assert before[0::2] == after[0::2]
        assert np.array_equal(before.pixels, after.pixels)


def test_an_unfinished_shard_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "0001.part.npz").write_bytes(b"")
    assert shard_paths(tmp_path) == []
