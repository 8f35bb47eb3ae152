"""Batches of samples: what is planned, what is made of it, and the committed one made again."""

import csv
import io
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from documents import BadInput, Outcome, PageKind, PageTruth, SampleTruth
from forms.library import FormLibrary, load_forms
from pipeline.commands.samples import app
from registry.csv_tables import TABLES, read_table
from samples.batch import FIXED_BATCH, BatchNote, BatchOptions, make_batch
from samples.calls.received import BAD_LINES, read_pages
from samples.fixed import fixed_batch_plan
from samples.one import make_sample
from samples.plan import TOLD_ALONE, Damage, Oddity, SamplePlan, Wrap
from samples.scenarios import SCENARIOS

MADE_AGAIN = ("0003", "0004", "0007")
"""A damaged call, a fax in a PDF, a form filled in on a computer."""

GRANTS = {Outcome.CERTIFY, Outcome.ENROLL, Outcome.AUTHORIZE}


@pytest.fixture(scope="module")
def library() -> FormLibrary:
    return load_forms()


@pytest.fixture(scope="module")
def committed() -> dict[str, SampleTruth]:
    truths = (SampleTruth.model_validate_json(path.read_bytes()) for path in FIXED_BATCH.glob("*/truth.json"))
    return {truth.sample: truth for truth in truths}


def planned(oddity: Oddity) -> SamplePlan:
    return next(plan for plan in fixed_batch_plan() if plan.oddity is oddity)


@pytest.mark.parametrize("number", MADE_AGAIN)
def test_the_committed_batch_is_what_the_maker_makes(number: str, library: FormLibrary) -> None:
    plan = next(plan for plan in fixed_batch_plan() if plan.name.startswith(number))
    made = make_sample(plan, library)
    folder = FIXED_BATCH / plan.name
    assert made.truth == SampleTruth.model_validate_json((folder / "truth.json").read_bytes())
    assert made.content == (folder / made.truth.file).read_bytes(), "make it anew: python -m samples"


def test_the_committed_batch_holds_every_planned_sample(committed: dict[str, SampleTruth]) -> None:
    note = BatchNote.model_validate_json((FIXED_BATCH / "batch.json").read_bytes())
    assert set(committed) == {plan.name for plan in fixed_batch_plan()}
    assert 30 <= note.count == len(committed) <= 34
    assert note.spandsp.startswith("Spandsp")
    assert sum(path.stat().st_size for path in FIXED_BATCH.rglob("*")) < 3_000_000


def test_the_committed_batch_has_some_of_everything(committed: dict[str, SampleTruth]) -> None:
    plans = fixed_batch_plan()
    assert {plan.form for plan in plans} == {story.form for story in SCENARIOS}
    assert {plan.wrap for plan in plans} == set(Wrap)
    assert {plan.damage for plan in plans} == set(Damage)
    assert {plan.mode for plan in plans} == {"typed", "hand", "mixed", "digital"}
    assert {plan.oddity for plan in plans} >= set(Oddity) - {
        Oddity.COVER_LAST,
        Oddity.TWO_DOCUMENTS,
        *TOLD_ALONE,
    }
    outcomes = {document.outcome for truth in committed.values() for document in truth.documents}
    assert outcomes == set(Outcome) - {Outcome.ROUTE}


def test_damage_is_as_planned_and_as_the_tags_of_the_fax_say(committed: dict[str, SampleTruth]) -> None:
    for plan in fixed_batch_plan():
        truth = committed[plan.name]
        worst = max(page.bad_rows for page in truth.pages)
        fewest, most = {Damage.LIGHT: (1, 15), Damage.HEAVY: (16, 160)}.get(plan.damage, (0, 0))
        assert fewest <= worst <= most, plan.name
        if plan.wrap is Wrap.TIFF:
            received = read_pages(FIXED_BATCH / plan.name / truth.file)
            assert [page.number(BAD_LINES) for page in received] == [page.bad_rows for page in truth.pages]


def test_a_call_cut_off_between_pages_is_for_a_person(committed: dict[str, SampleTruth]) -> None:
    cut = next(plan for plan in fixed_batch_plan() if plan.damage is Damage.CUT)
    truth = committed[cut.name]
    assert truth.documents[0].pages == (1, None)
    assert (truth.documents[0].outcome, truth.end) == (Outcome.REVIEW, "review")


def test_a_page_never_sent_is_a_deficiency(committed: dict[str, SampleTruth]) -> None:
    truth = committed[planned(Oddity.MISSING_PAGE).name]
    assert truth.documents[0].pages.count(None) == 1
    assert (truth.documents[0].outcome, truth.documents[0].reasons) == (
        Outcome.DEFICIENT,
        ("PAGES_MISSING",),
    )


def test_a_resend_is_the_same_bytes_and_a_second_scan_is_not(committed: dict[str, SampleTruth]) -> None:
    for oddity, same in ((Oddity.RESENT, True), (Oddity.SCANNED_AGAIN, False)):
        plan = planned(oddity)
        assert plan.of is not None
        first = (FIXED_BATCH / plan.of.name / "fax.tif").read_bytes()
        assert ((FIXED_BATCH / plan.name / "fax.tif").read_bytes() == first) is same
        fields = committed[plan.name].documents[0].fields
        assert fields == committed[plan.of.name].documents[0].fields
        assert plan.received_at > plan.of.received_at


def test_the_registry_accepts_every_table_of_the_batch() -> None:
    rows = {name: len(read_table(FIXED_BATCH / "registry" / f"{name}.csv").rows) for name in TABLES}
    assert all(rows[name] for name in ("prescribers", "pharmacies", "patients", "knowledge"))


def test_each_sample_has_its_own_people(committed: dict[str, SampleTruth]) -> None:
    seen: Counter[str] = Counter()
    for plan in fixed_batch_plan():
        if plan.of is None:
            npis = {
                field.value
                for document in committed[plan.name].documents
                for field in document.fields
                if field.name in ("npi", "prescriber_npi") and field.value
            }
            seen.update(npis)
    assert set(seen.values()) == {1}


def test_whoever_is_to_be_certified_is_on_file_by_name(committed: dict[str, SampleTruth]) -> None:
    with (FIXED_BATCH / "registry" / "prescribers.csv").open(encoding="utf-8", newline="") as table:
        on_file = {(row["npi"], row["last_name"].upper()) for row in csv.DictReader(table)}
    for truth in committed.values():
        for document in truth.documents:
            values = {field.name: field.value for field in document.fields}
            if document.outcome in GRANTS and document.form.form != "pharmacy_enrollment":
                start = "" if document.form.form == "prescriber_enrollment" else "prescriber_"
                assert (values[f"{start}npi"], values[f"{start}last_name"].upper()) in on_file


def test_a_batch_on_disk_is_complete_and_the_same_again(tmp_path: Path, library: FormLibrary) -> None:
    told: list[tuple[int, int]] = []
    for name in ("one", "two"):
        make_batch(tmp_path / name, 2, 31, library, lambda done, count: told.append((done, count)))
    assert told == [(1, 2), (2, 2)] * 2
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert {file.name for file in files} >= {"batch.json", "truth.json", "prescribers.csv"}
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    for truth_file in (tmp_path / "one").glob("*/truth.json"):
        truth = SampleTruth.model_validate_json(truth_file.read_bytes())
        received = (truth_file.parent / truth.file).stat().st_mtime
        assert f"{np.datetime64(round(received), 's')}Z" == truth.received_on


def test_handwriting_can_come_from_the_fonts_kept_for_tests(tmp_path: Path, library: FormLibrary) -> None:
    note = make_batch(
        tmp_path / "kept", 1, 31, library, lambda _done, _count: None, BatchOptions(hand="kept_fonts")
    )
    assert note.hand == "kept_fonts"
    make_batch(tmp_path / "maker", 1, 31, library, lambda _done, _count: None)
    kept, maker = (next((tmp_path / name).glob("*/fax.*")).read_bytes() for name in ("kept", "maker"))
    assert kept != maker


def test_a_batch_is_not_made_over_something_else(tmp_path: Path, library: FormLibrary) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(BadInput, match="not empty"):
        make_batch(tmp_path, 1, 1, library, lambda _done, _count: None)


def test_the_command_makes_a_batch(tmp_path: Path) -> None:
    out = tmp_path / "batch"
    result = CliRunner().invoke(app, ["make", "--out", str(out), "--count", "1", "--seed", "31"])
    assert result.exit_code == 0, result.output
    assert len(list(out.glob("*/truth.json"))) == 1
    assert "1 faxes" in result.output


def test_the_command_says_so_when_the_maker_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "samples", None)
    result = CliRunner().invoke(app, ["make", "--out", str(tmp_path / "batch")])
    assert isinstance(result.exception, BadInput)
    assert "checkout" in str(result.exception)


def test_every_page_truth_belongs_to_a_received_page(committed: dict[str, SampleTruth]) -> None:
    for name, truth in committed.items():
        assert [page.number for page in truth.pages] == list(range(1, len(truth.pages) + 1))
        if truth.file == "fax.tif":
            with Image.open(io.BytesIO((FIXED_BATCH / name / truth.file).read_bytes())) as fax:
                assert getattr(fax, "n_frames", 1) == len(truth.pages)
        assert all(_is_told(page) for page in truth.pages)


def _is_told(page: PageTruth) -> bool:
    return (page.kind is PageKind.FORM) == (page.form is not None and page.form_page is not None)
