"""What the bench of recognition reads and counts, on pictures and strokes that are not of real people."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from documents import BadInput, Outcome, SampleTruth
from pipeline.scores import DocumentScore, FieldScore
from samples.writers.natural import NaturalLine
from tests.bench.options import lacking
from tests.bench.recognition import arguments
from tests.bench.recognition_batches import part_of, spread_over
from tests.bench.recognition_curves import draw_curves, height_of
from tests.bench.recognition_lines import GROUPS, group_of, read_lines
from tests.bench.recognition_offers import offer_rows
from tests.bench.recognition_runs import FieldRun, PeerReading, SampleRun, resolution_of
from tests.bench.recognition_strips import strips
from tests.bench.recognition_tables import kind_of, read_by
from tests.bench.recognition_unseen import document_rows, used_table, visited, wrong_grants
from tests.samples.writers.stand_in import company, make_folder


def field(**changed: object) -> FieldRun:
    """A handwritten name, read right and used."""
    score = {
        "sample": "0001",
        "document": 1,
        "field": "patient_last_name",
        "kind": "name",
        "hand": "hand",
        "damage": "clean",
        "filled": True,
        "truth": "WINTER",
        "read": "Winter",
        "state": "read",
        "confidence": 0.9,
        "auto": True,
        "right": True,
        "ambiguous": False,
    }
    return FieldRun(
        batch="one",
        score=FieldScore.model_validate({**score, **changed}),
        writer="w",
        resolution="fine",
        critical=True,
        peers={"paddle": PeerReading(value="WINTFR", confidence=0.4, right=False)},
    )


def run_of(*fields: FieldRun, outcome: str = "enroll", truth: str = "enroll") -> SampleRun:
    """A sample with one document."""
    document = DocumentScore(
        sample="0001", form="x/1", truth=truth, outcome=outcome, reasons=(), false_grant=False
    )
    return SampleRun(
        fields=fields, documents=(document,), pages=(), seconds={}, asked=len(fields), of_pages=1
    )


@pytest.fixture(scope="module")
def strokes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the stand-in."""
    return make_folder(tmp_path_factory.mktemp("bench") / "strokes")


def test_names_are_counted_by_their_letters_and_compared_without_case() -> None:
    assert kind_of(field()) == "name in capitals"
    assert kind_of(field(truth="Winter")) == "name in small letters"
    assert read_by("faxdesk", field()) == ("w", "winter", "winter", True)
    assert read_by("paddle", field()) == ("w", "winter", "wintfr", False)


def test_values_of_the_registry_are_counted_beside_what_was_misread_and_what_was_not() -> None:
    help_, other = (PeerReading(value="x", confidence=0.4, right=right) for right in (True, False))
    fields = [
        field(),
        field().model_copy(update={"offered": other}),
        field(right=False),
        field(right=False).model_copy(update={"offered": help_}),
        field(right=False).model_copy(update={"offered": other}),
        field(kind="zip", right=False),
    ]
    assert offer_rows(fields)[2:] == ["| name | 3 | 1 | 1 | 2 | 1 |"]


def test_a_grant_counts_as_wrong_when_a_critical_field_is_or_no_document_was_there() -> None:
    assert wrong_grants(run_of(field())) == 0
    assert wrong_grants(run_of(field(right=False))) == 1
    assert wrong_grants(run_of(field(right=False).model_copy(update={"critical": False}))) == 0
    assert wrong_grants(run_of(field(right=False), outcome=Outcome.REVIEW)) == 0
    assert wrong_grants(run_of(truth="not there")) == 1


def test_fields_for_a_person_are_those_that_may_not_be_used_unseen() -> None:
    assert visited(run_of(field(), field(auto=False), field(auto=False))) == {1: 2}


def test_the_bound_of_what_is_used_unseen_is_exact() -> None:
    lines = used_table([field() for _ in range(2139)], lambda _: "names")
    assert lines[2] == "| names, handwritten | 2139 | 100.0 | 2139 | 0 | 0.14 |"


def test_documents_without_a_wrong_grant_support_a_bound() -> None:
    runs = {str(number): run_of(field()) for number in range(299)}
    assert "| granted with a wrong critical field, of documents | 0 | 299 | 1.00 |" in document_rows(runs)


@pytest.mark.parametrize(
    ("text", "strokes_of_it", "group"),
    [
        ("winter", 2, GROUPS[0]),
        ("WINTER", 6, GROUPS[1]),
        ("no.7", 2, GROUPS[2]),
        ("the simple garden", 9, GROUPS[3]),
    ],
)
def test_natural_writing_is_grouped_by_what_it_is(text: str, strokes_of_it: int, group: str) -> None:
    strokes = (np.zeros((2, 2)),) * strokes_of_it
    line = NaturalLine(text=text, writer="w", whole_line=" " in text, strokes=strokes)
    assert group_of(line) == group


@pytest.mark.parametrize(
    ("story", "resolution"),
    [
        ("patient_acknowledgment/2017-10, complete, hand, office, fine, light, tiff", "fine"),
        ("patient_acknowledgment/2017-10, complete, typed, clean, standard, clean, pdf, cover", "standard"),
        ("patient_acknowledgment/2017-10, complete, typed, clean, fine, clean, digital_text", "digital"),
    ],
)
def test_the_resolution_of_a_fax_stands_in_its_story(story: str, resolution: str) -> None:
    truth = SampleTruth(
        sample="1", file="fax.tif", seed=1, story=story, received_on="2018-01-01T00:00:00Z", end="decided"
    )
    assert resolution_of(truth) == resolution


def test_some_samples_are_taken_from_all_over_the_batch() -> None:
    samples = [Path(str(number)) for number in range(60)]
    assert [int(path.name) for path in spread_over(samples, 4)] == [0, 15, 30, 45]
    assert spread_over(samples, None) == spread_over(samples, 99) == samples


def batch(folder: Path, hand: str) -> Path:
    """The note of a batch, without its faxes."""
    folder.mkdir()
    note = {"seed": 1, "count": 2, "maker": "1", "spandsp": "x", "hand": hand}
    (folder / "batch.json").write_text(json.dumps(note))
    return folder


def test_batches_must_be_of_one_part_that_nobody_trained_on(tmp_path: Path) -> None:
    test, other = batch(tmp_path / "a", "test writers"), batch(tmp_path / "b", "calibration writers")
    assert part_of([test]) == "test"
    assert part_of([other]) == "calibration"
    for mixed in (
        [test, other],
        [batch(tmp_path / "c", "training writers")],
        [batch(tmp_path / "d", "fonts")],
    ):
        with pytest.raises(BadInput, match="must be of test or of calibration writers"):
            part_of(mixed)


def test_without_the_strokes_one_sentence_says_what_to_do(strokes: Path, tmp_path: Path) -> None:
    for missing in (None, Path(), tmp_path):
        assert "make bench-recognition DATA=FOLDER" in lacking(missing, "make bench-recognition")
    assert lacking(strokes, "make bench-recognition") == ""


def test_each_batch_that_is_made_has_a_folder_of_its_own_seed_and_count() -> None:
    made = Path("build/recognition-7-9")
    assert arguments(["--seed", "7", "--count", "9"]).batch == [made]
    both = arguments(["--seed", "7", "--count", "9", "--capture"]).batch
    assert both == [made, Path("build/recognition-7-9-2026-11")]


def test_curves_are_small_pictures_and_the_target_can_be_told_from_nothing(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "curves.png"
    draw_curves(path, "Names", {"faxdesk": [(0.5, 0.0), (1.0, 0.2)], "paddle": [(1.0, 0.6)]}, 0.0014)
    assert path.stat().st_size < 20_000
    with Image.open(path) as picture:
        assert picture.width > picture.height > 300
    assert height_of(0.0014) - height_of(0.0) > 0.1


def test_a_natural_line_comes_off_a_real_call_at_both_resolutions_without_its_rule(strokes: Path) -> None:
    hands = company(strokes)
    writer = hands.signers[0] if hands.signers else hands.clerks[0]
    stroke = np.array([(0.0, -1.0), (3.0, -0.2), (5.0, -0.9)])
    line = NaturalLine(text="mmm", writer=writer.name, whole_line=False, strokes=(stroke,))
    found = list(strips([line] * 13, hands, seed=3))
    assert [one.resolution for one in found] == ["fine"] * 13 + ["standard"] * 13
    for one in found:
        ink = one.crop < 128
        assert 15 < ink.any(axis=1).sum() < 60
        assert 100 < ink.any(axis=0).sum() < one.crop.shape[1]
        assert ink.sum(axis=1).max() < 0.6 * one.crop.shape[1]


def test_every_engine_reads_every_natural_line_and_is_timed(strokes: Path) -> None:
    found = list(read_lines(strokes, "test", each=1, most=2, seed=1))
    assert len(found) == 4
    for line in found:
        assert set(line.texts) == {"hand", "compact", "both with lists", "paddle", "tesseract"}
        assert all(line.seconds[name] > 0 for name in line.texts)
