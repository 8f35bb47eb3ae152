"""Who is looked at in training."""

from pathlib import Path

import numpy as np
import pytest

from samples.training.specimens import Part, closed_up, load_digits, load_hands
from tests.samples.training.strokes import CHARACTERS, SPLIT, WRITERS


@pytest.mark.parametrize("part", ["training", "calibration"])
def test_only_writers_of_the_part_are_loaded(strokes: Path, part: Part) -> None:
    assert [hand.writer for hand in load_hands(strokes, part)] == sorted(WRITERS[part])


def test_no_writer_of_the_test_part_can_be_asked_for(strokes: Path) -> None:
    seen = {hand.writer for part in ("training", "calibration") for hand in load_hands(strokes, part)}
    assert seen.isdisjoint(SPLIT["test"]["writers"])


def test_a_hand_holds_what_its_writer_left(strokes: Path) -> None:
    hand = load_hands(strokes, "training")[0]
    assert hand.has(CHARACTERS)
    assert not hand.has("%")
    assert (len(hand.words), len(hand.mixed_words)) == (12, 12)
    assert hand.words[0].text == "word0"
    assert len(hand.words[0].strokes) == 5
    assert hand.characters["7"][0].strokes[0].shape == (3, 2)


def test_scans_are_those_of_the_part(strokes: Path) -> None:
    for part in ("training", "calibration"):
        first, last = SPLIT[part]["images"]
        scans = load_digits(strokes, part)
        assert sum(map(len, scans.values())) == last - first + 1


def test_labels_spelled_out_are_closed_up() -> None:
    assert [closed_up(text) for text in ("1 0 4 5", "a b", "a line", "I am 1")] == [
        "1045",
        "a b",
        "a line",
        "I am 1",
    ]


def test_a_specimen_of_two_lines_is_no_line(strokes: Path, tmp_path: Path) -> None:
    for path in strokes.glob("*.npz"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with np.load(strokes / "text-dev.npz") as stored:
        text = {name: stored[name] for name in stored.files}
    length = len("a line of text")
    text["points"][3 * length // 2 : 3 * length, 1] += 2600
    np.savez(tmp_path / "text-dev.npz", **text)
    first, second = load_hands(tmp_path, "training")
    assert (len(first.lines), len(second.lines)) == (0, 1)
