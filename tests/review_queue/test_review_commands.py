"""Review on the command line, over the forms as they are."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput, NoSuchThing, NotAllowed, ReadState
from pipeline.cli import app as faxdesk
from registry import papers
from registry.database import migrate, open_database, reading
from registry.review_items import correction
from tests.registry.people import digest_of
from tests.review_queue.items import in_review

ONE = digest_of("one")
WHO = ("--by", "clerk", "--reason", "looked at the page")


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "data").mkdir()
    url = f"sqlite:///{tmp_path / 'data' / 'faxdesk.sqlite'}"
    migrate(url)
    engine = open_database(url)
    in_review(engine, "one")
    engine.dispose()
    return url


def run(url: str, *arguments: str) -> str:
    data = ["--data", str(Path(url.removeprefix("sqlite:///")).parent)]
    return CliRunner().invoke(faxdesk, ["review", *arguments, *data], catch_exceptions=False).output


def test_the_queue_and_an_item_can_be_seen(url: str) -> None:
    assert ONE[:12] in run(url, "list")
    (item,) = json.loads(run(url, "list", "--json"))
    assert item["fax"] == ONE
    assert "MARGIN_NOTE" in run(url, "show", ONE[:8])
    sheet = json.loads(run(url, "show", ONE[:8], "1", "--json"))
    assert sheet["readings"][0]["field"] == "patient_last_name"


def test_what_a_clerk_types_takes_the_normal_form_of_its_field(url: str) -> None:
    said = ("--set", "patient_phone=(212) 555-0101", "--blank", "icd10", "--illegible", "allergies")
    assert "revision 1" in run(url, "resolve", ONE[:8], "1", *said, *WHO)
    engine = open_database(url)
    with reading(engine) as session:
        seen = papers.reading(session, ONE, 1)
        kept = correction(session, ONE, 1, 1)
    engine.dispose()
    assert seen is not None
    assert kept is not None
    assert seen.value("patient_phone") == "2125550101"
    assert [seen.of(name).state for name in ("icd10", "allergies")] == [ReadState.BLANK, ReadState.ILLEGIBLE]
    assert kept.by == "clerk"
    assert "Nothing waits" in run(url, "list")
    with pytest.raises(NoSuchThing):
        run(url, "resolve", ONE[:8], "1", *said, *WHO)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (("--set", "shoe_size=9"), NotAllowed),
        (("--set", "patient_phone"), BadInput),
        (("--set", "patient_phone=none"), NotAllowed),
        (("--override", "PATIENT_NOT_ENROLLED"), NotAllowed),
        (("--form", "prescriber enrollment"), BadInput),
        (("--form", "no_such_form/2017-10"), NoSuchThing),
        (("--reject", "--route"), BadInput),
    ],
)
def test_what_cannot_be_done_leaves_the_item_open(
    url: str, said: tuple[str, ...], error: type[BadInput]
) -> None:
    with pytest.raises(error):
        run(url, "resolve", ONE[:8], "1", *said, *WHO)
    assert len(json.loads(run(url, "list", "--json"))) == 1


@pytest.mark.parametrize("way", [("--reject",), ("--route",), ("--form", "prescriber_enrollment/2017-10")])
def test_a_document_may_be_rejected_routed_or_set_to_a_form(url: str, way: tuple[str, ...]) -> None:
    assert "revision 1" in run(url, "resolve", ONE[:8], "1", *way, *WHO)


def test_the_pages_of_a_fax_are_listed_and_put_together_anew(url: str) -> None:
    assert "page 1 of Prescription Authorization Form 2017-10" in run(url, "pages", ONE[:8])
    said = ("--page", "1=prescription_authorization/2026-11:1@1", "--turn", "1=180")
    assert "read anew as assembly 1" in run(url, "assemble", ONE[:8], *said, *WHO)
    (page,) = json.loads(run(url, "pages", ONE[:8], "--json"))
    assert (page["form"]["edition"], page["document"], page["turn"]) == ("2026-11", 2, 180)
    assert "Nothing waits" in run(url, "list")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (("--page", "1"), BadInput),
        (("--page", "1=letter"), BadInput),
        (("--page", "2=cover"), BadInput),
        (("--page", "ffff/1=cover"), NoSuchThing),
        (("--turn", "1=45"), BadInput),
        ((), NotAllowed),
    ],
)
def test_pages_that_cannot_be_put_together_so_stay_as_they_are(
    url: str, said: tuple[str, ...], error: type[BadInput]
) -> None:
    with pytest.raises(error):
        run(url, "assemble", ONE[:8], *said, *WHO)
    assert len(json.loads(run(url, "list", "--json"))) == 1
