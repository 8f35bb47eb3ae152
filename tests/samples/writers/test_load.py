"""The folder of pen strokes is read whole, or refused with a sentence that says what is wrong with it."""

from pathlib import Path

import numpy as np
import pytest

from documents import UnusableFile
from samples.writers.load import load_company, mislabelled
from samples.writers.person import Person, tidied
from samples.writers.split import PARTS, BadSplit, read_split
from samples.writers.strokes import STROKE_FILES, Piece, StrokeFile
from tests.samples.writers.stand_in import WORDS, full_writers, make_folder, piece_of, write_file


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("strokes"))


@pytest.mark.parametrize("part", PARTS)
def test_a_company_is_the_writers_of_its_part_and_nobody_else(part: str, folder: Path) -> None:
    company = load_company(folder, part)  # type: ignore[arg-type]
    assert {person.name for person in company.people} == set(read_split().writers(part))  # type: ignore[arg-type]
    assert {person.name for person in company.clerks} == set(full_writers(part))  # type: ignore[arg-type]
    assert company.signers == company.clerks


def test_a_person_has_everything_the_files_hold_of_him(folder: Path) -> None:
    person = load_company(folder, "test").clerks[0]
    assert len(person.characters["7"]) == 2
    assert set(person.words) == set(WORDS)
    assert [line.label for line in person.lines] == ["the simple garden"]
    assert person.characters["H"][0].height == pytest.approx(1.0, abs=0.06)
    assert person.low_height == pytest.approx(0.6, abs=0.05)


def test_a_text_is_spelt_in_letters_the_person_left(folder: Path) -> None:
    company = load_company(folder, "test")
    clerk = company.clerks[0]
    assert clerk.in_letters("Anna @ 12-B") == "Anna @ 12-B"
    assert clerk.in_letters("señor") is None
    other = next(person for person in company.people if person not in company.clerks)
    assert (other.in_letters("aa-a"), other.in_letters("ab")) == ("aa-a", None)


def test_what_lacks_small_letters_is_written_in_capitals(tmp_path: Path) -> None:
    split = read_split()
    for name in STROKE_FILES:
        write_file(
            tmp_path / name,
            [
                piece_of(writer, "upper", letter)
                for part in PARTS
                for writer in split.writers(part)
                for letter in "AB"
            ],
        )
    person = load_company(tmp_path, "test").people[0]
    assert (person.in_letters("Abba"), person.in_letters("abc")) == ("ABBA", None)
    assert not person.writes_numbers


def test_a_letter_left_in_one_form_only_is_written_in_that_form() -> None:
    stroke = (np.array([(0.0, 0.0), (0.5, 1.0)]),)
    person = Person("p-1", {letter: (Piece(letter, stroke),) for letter in "MakR"}, {}, ())
    assert (person.in_letters("Mark"), person.in_letters("Marek")) == ("MaRk", None)


def test_samples_that_cannot_be_their_label_are_left_out() -> None:
    usual = [Piece("H", (np.array([(0.0, 0.0), (0.5, height)]),)) for height in (0.9, 1.0, 1.1)]
    speck = Piece("H", (np.array([(0.0, 0.0), (0.02, 0.05)]),))
    assert tidied([*usual, speck], "H") == tuple(usual)
    assert tidied([speck], "H") == (speck,)
    assert tidied([speck], ".") == (speck,)


def test_samples_found_to_be_something_else_are_left_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = full_writers("test")[0]
    listed = tmp_path / "wrong.toml"
    listed.write_text(f'[{writer}]\n"7" = [1]\n"q" = [0, 1]\n', encoding="utf-8")
    before = load_company(folder, "test").by_name[writer]
    monkeypatch.setattr("samples.writers.load.MISLABELLED_FILE", listed)
    after = load_company(folder, "test").by_name[writer]
    assert np.array_equal(after.characters["7"][0].lines[0], before.characters["7"][0].lines[0])
    assert (len(before.characters["7"]), len(after.characters["7"])) == (2, 1)
    assert "q" not in after.characters


def test_only_writers_of_calibration_and_test_are_listed_as_mislabelled() -> None:
    split = read_split()
    assert set(mislabelled()) <= {*split.writers("calibration"), *split.writers("test")}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"chars-dev\.npz is missing"):
        load_company(tmp_path, "test")


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chars-dev.npz").write_bytes(b"no archive")
    with pytest.raises(UnusableFile, match="no file of pen strokes"):
        StrokeFile(tmp_path / "chars-dev.npz")


@pytest.mark.parametrize(
    "changed",
    [
        {"item_off": np.array([0, 2, 1], np.int32)},
        {"stroke_off": np.array([0, 3], np.int32)},
        {"points": np.zeros((4, 3), np.int16)},
        {"writer": np.array([0, 9], np.int16)},
        {"label": np.array([b"a"])},
    ],
    ids=["items back", "strokes short", "three numbers a point", "unknown writer", "label missing"],
)
def test_arrays_that_do_not_fit_each_other_are_refused(
    changed: dict[str, np.ndarray], tmp_path: Path
) -> None:
    path = tmp_path / "chars-dev.npz"
    write_file(path, [piece_of("a-1", "lower", "a"), piece_of("a-1", "lower", "b")], **changed)
    with pytest.raises(UnusableFile, match="do not fit"):
        StrokeFile(path)


def test_strokes_of_writers_who_are_in_no_part_are_refused(tmp_path: Path) -> None:
    make_folder(tmp_path)
    write_file(tmp_path / "text-dev.npz", [piece_of("stranger-1", "text", "the garden")])
    with pytest.raises(BadSplit, match="stranger-1"):
        load_company(tmp_path, "test")
