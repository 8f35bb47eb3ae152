"""Signature lines for fitting the judge of signatures, with stand-in hands."""

import random
from pathlib import Path

import numpy as np
import pytest

from documents import ReadState
from extractors.kinds.ink_of_signature import ink_of_signature
from extractors.kinds.signature import read_signature
from extractors.kinds.signature_judge import SIGNED
from forms.library import load_forms
from samples.ink import PaperSheet
from samples.training.signature_fit import counts, fitted, told_inks, with_threshold
from samples.training.signature_kinds import SHARES, LineKind, Signers
from samples.training.signature_lines import SignedLine, read_lines, signed_lines, write_lines
from samples.writers.load import load_company
from tests.samples.writers.stand_in import full_writers, make_folder


@pytest.fixture(scope="module")
def signers(tmp_path_factory: pytest.TempPathFactory) -> Signers:
    return Signers(load_company(make_folder(tmp_path_factory.mktemp("hands")), "training"))


@pytest.fixture(scope="module")
def lines(signers: Signers) -> list[SignedLine]:
    library = load_forms()
    return [line for seed in range(3) for line in signed_lines(library, signers, random.Random(seed))]


def test_a_sheet_gives_lines_of_writers_of_the_part_or_of_nobody(lines: list[SignedLine]) -> None:
    assert len(lines) > 30
    assert {line.writer for line in lines} <= {"", *full_writers("training")}
    assert {line.resolution for line in lines} <= {"fine", "standard"}


def test_what_is_put_down_leaves_ink_and_an_empty_line_hardly_any(lines: list[SignedLine]) -> None:
    for line in lines:
        if line.kind is LineKind.EMPTY:
            assert read_signature(ink_of_signature(line.mask)).state is not ReadState.READ
        else:
            assert line.mask.any()


def test_the_same_seed_gives_the_same_lines(signers: Signers) -> None:
    first, again = (signed_lines(load_forms(), signers, random.Random(5)) for _ in range(2))
    assert [line.kind for line in first] == [line.kind for line in again]
    assert all(np.array_equal(one.mask, two.mask) for one, two in zip(first, again, strict=True))


def test_stored_lines_come_back_as_they_were(lines: list[SignedLine], tmp_path: Path) -> None:
    write_lines(tmp_path / "lines.npz", lines)
    for stored, line in zip(read_lines(tmp_path / "lines.npz"), lines, strict=True):
        assert np.array_equal(stored.mask, line.mask)
        assert (stored.kind, stored.writer, stored.resolution) == (line.kind, line.writer, line.resolution)


@pytest.mark.parametrize("kind", [kind for kind in SHARES if kind is not LineKind.EMPTY])
def test_every_kind_can_be_put_down(signers: Signers, kind: LineKind) -> None:
    sheet = PaperSheet(np.full((400, 1800), 255, np.uint8), 300)
    signers.put(sheet, (100.0, 150.0, 1700.0, 280.0), kind, random.Random(3))
    assert (sheet.pixels < 128).sum() > 20


def test_a_judge_is_fitted_and_keeps_others_out_by_its_threshold(
    lines: list[SignedLine], tmp_path: Path
) -> None:
    write_lines(tmp_path / "lines.npz", lines)
    told = told_inks([tmp_path / "lines.npz"])
    judge = with_threshold(fitted(told, seed=1), told)
    others = [ink for ink, kind in told if kind is not LineKind.SIGNATURE]
    assert all(judge.chances(ink)[SIGNED] < judge.enough for ink in others)
    assert counts(judge, told).total() == len(told)
    assert fitted(told, seed=1) == fitted(told, seed=1)
