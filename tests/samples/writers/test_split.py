"""Every writer is in exactly one part, and a file that says otherwise is refused."""

from pathlib import Path

import pytest

from samples.writers.split import PARTS, SPLIT_FILE, BadSplit, Split, read_split

PART = "[{name}]\nimages = [{first}, {last}]\nwriters = [{writers}]\n"


def text(*parts: tuple[str, int, int, str]) -> str:
    return "\n".join(
        PART.format(name=name, first=first, last=last, writers=writers)
        for name, first, last, writers in parts
    )


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_the_committed_split_has_three_parts_and_nobody_twice() -> None:
    split = read_split()
    names = [writer for part in PARTS for writer in split.writers(part)]
    assert len(names) == len(set(names)) == 463
    assert all(len(split.writers(part)) > 50 for part in PARTS)
    assert SPLIT_FILE.parent.name == "writers"


GOOD = (("training", 0, 9, '"a-1"'), ("calibration", 10, 19, '"b-1"'), ("test", 20, 29, '"c-1"'))


def test_a_small_split_is_read(tmp_path: Path) -> None:
    split = read_split(written(tmp_path / "split.toml", text(*GOOD)))
    assert split.writers("calibration") == ("b-1",)
    split.check_all({"a-1", "b-1", "c-1"})


@pytest.mark.parametrize(
    "content",
    [
        text(GOOD[0], GOOD[1]),
        text(GOOD[0], GOOD[1], ("test", 20, 29, '"c-1", "a-1"')),
        text(GOOD[0], GOOD[1], ("test", 19, 29, '"c-1"')),
        text(*GOOD, ("other", 30, 39, '"d-1"')),
        text(GOOD[0], GOOD[1], ("test", 20, 29, "7")),
        "[training",
    ],
    ids=["part missing", "writer twice", "image twice", "unknown part", "no name", "no toml"],
)
def test_a_split_that_is_none_is_refused(content: str, tmp_path: Path) -> None:
    with pytest.raises(BadSplit):
        read_split(written(tmp_path / "split.toml", content))


def test_a_missing_split_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSplit, match="is no split"):
        read_split(tmp_path / "none.toml")


@pytest.mark.parametrize(("writers", "said"), [({"a-1", "b-1"}, "without any"), ({"z-1"}, "in no part")])
def test_a_split_of_other_writers_is_refused(writers: set[str], said: str, tmp_path: Path) -> None:
    split: Split = read_split(written(tmp_path / "split.toml", text(*GOOD)))
    with pytest.raises(BadSplit, match=said):
        split.check_all(writers)
