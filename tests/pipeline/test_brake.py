"""The brake in use: what pulls it, what it takes away and when, and who releases it."""

import datetime as dt
import json
import logging
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner, Result

from documents import BadInput, NotAllowed, Outcome, ReadState, Writing
from forms.definition import FieldKind
from ocr.credit import Cell, Credit, CreditLine, Ledger, Target
from pipeline.brake import brake_states, braked, record_outcome, release, watch_confidences
from pipeline.cli import app
from pipeline.judge import Bench, judge
from registry import papers
from registry.database import migrate, open_database, reading, writing
from registry.faxes import FaxSink
from tests.canaries import NOW, matter_of
from tests.pipeline.audits import outcome_of
from tests.registry.people import NOON, arrival_of, digest_of, fax_of
from tests.review_queue.items import in_review
from tests.validators.builders import PRESCRIBER_ENROLLMENT, change, library, perfect
from validators import Limits

FAMILY, HAND = "checked numbers", Writing.HANDWRITTEN
CELL = Cell(
    kinds=(FieldKind.NPI, FieldKind.DEA, FieldKind.NCPDP), forms=(PRESCRIBER_ENROLLMENT,), writing=HAND
)
LEDGER = Ledger(
    earned_at=NOON,
    lines=(CreditLine(cell=CELL, credit=Credit(threshold=0.99, audited=3000), confidences=(0.999,) * 500),),
)


def audit(engine: sa.Engine, *right: bool, at: dt.datetime = NOON) -> list[bool]:
    """Whether the brake holds after each outcome, each of another field."""
    held = []
    for number, one in enumerate(right):
        moment = at + dt.timedelta(seconds=number)
        outcome = outcome_of("one", f"npi_{moment:%H%M%S}", right=one, at=moment)
        with writing(engine) as session:
            held.append(record_outcome(session, outcome, Target()))
    return held


@pytest.fixture
def engine(registry_engine: sa.Engine) -> sa.Engine:
    in_review(registry_engine, "one")
    return registry_engine


def test_errors_pull_the_brake_in_the_transaction_that_records_them(
    engine: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    assert audit(engine, *[True] * 20, *[False] * 5) == [*[False] * 24, True]
    (line,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert (line.getMessage(), vars(line)["family"]) == ("credit taken back", FAMILY)
    with reading(engine) as session:
        (state,) = brake_states(session)
    assert (state.family, state.checked, state.wrong, state.pulled) == (FAMILY, 25, 5, True)
    assert state.reason == "5 of 25 checked readings were wrong"


def certify(engine: sa.Engine, name: str) -> Outcome:
    """The outcome of a perfect enrollment whose NPI is handwritten, under the ledger."""
    case = change(perfect(PRESCRIBER_ENROLLMENT), "npi", writing=HAND, chance=0.999, confidence=0.4)
    document = case.reading.document.model_copy(update={"fax": digest_of(name)})
    matter = matter_of(fax_of(name), case.reading.model_copy(update={"document": document}))
    bench = Bench(library=library(), limits=Limits(ledger=LEDGER), zone=ZoneInfo("America/New_York"))
    FaxSink(engine, lambda session, digest: None).accept(fax_of(name), arrival_of(name))
    with writing(engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, digest_of(name), matter.classified)
        papers.save_documents(session, digest_of(name), (matter.document,))
        return judge(session, matter, bench, NOW, lambda *_: None).outcome


def test_a_pulled_brake_holds_for_the_next_decision_of_a_running_worker(engine: sa.Engine) -> None:
    assert certify(engine, "before") is not Outcome.REVIEW
    audit(engine, *[False] * 5)
    assert certify(engine, "after") is Outcome.REVIEW
    with writing(engine) as session:
        release(session, FAMILY, HAND, "supervisor", "the readers were replaced", NOW)
    assert certify(engine, "later") is not Outcome.REVIEW


def test_released_it_starts_anew_and_only_a_pulled_one_can_be_released(engine: sa.Engine) -> None:
    audit(engine, *[False] * 5)
    with writing(engine) as session:
        release(
            session, FAMILY, HAND, "supervisor", "the readers were replaced", NOON + dt.timedelta(hours=1)
        )
        with pytest.raises(NotAllowed, match="no brake is pulled for checked numbers"):
            release(session, FAMILY, HAND, "supervisor", "again", NOW)
        assert braked(session, Limits()).ledger.stops == ()
    later = NOON + dt.timedelta(hours=2)
    assert audit(engine, *[False] * 5, at=later) == [*[False] * 4, True]


def test_an_outcome_told_twice_counts_once(engine: sa.Engine) -> None:
    with writing(engine) as session:
        for _ in range(9):
            assert not record_outcome(session, outcome_of("one", "npi", right=False), Target())


@pytest.mark.parametrize(("chance", "pulled"), [(0.999, False), (0.8, True)])
def test_confidences_that_moved_since_the_credit_was_earned_pull_it(
    engine: sa.Engine, chance: float, *, pulled: bool
) -> None:
    case = change(perfect(PRESCRIBER_ENROLLMENT), "npi", writing=HAND, chance=chance, state=ReadState.READ)
    document = case.reading.document
    document = document.model_copy(update={"fax": digest_of("one"), "pages": document.pages[:1]})
    seen = case.reading.model_copy(update={"document": document})
    with writing(engine) as session:
        for number in range(200):
            one = seen.model_copy(update={"document": document.model_copy(update={"number": number + 2})})
            papers.save_documents(session, digest_of("one"), (one.document,))
            papers.save_reading(session, one, NOON + dt.timedelta(minutes=number))
        watch_confidences(session, LEDGER, library(), NOW)
        assert bool(braked(session, Limits()).ledger.stops) is pulled


def test_the_commands_show_a_brake_and_release_it_with_a_name_and_a_reason(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    url = f"sqlite:///{tmp_path / 'data' / 'faxdesk.sqlite'}"
    migrate(url)
    engine = open_database(url)
    in_review(engine, "one")
    audit(engine, *[False] * 5)
    engine.dispose()

    def run(*asked: str) -> Result:
        return CliRunner().invoke(app, ["recognition", *asked, "--data", str(tmp_path / "data")])

    (shown,) = json.loads(run("status", "--json").stdout)["brakes"]
    assert (shown["family"], shown["wrong"], shown["pulled"]) == (FAMILY, 5, True)
    assert isinstance(run("brake", "--release", FAMILY).exception, BadInput)
    assert "released" in run("brake", "--release", FAMILY, "--by", "supervisor", "--reason", "mended").stdout
    (shown,) = json.loads(run("status", "--json").stdout)["brakes"]
    assert (shown["checked"], shown["pulled"]) == (0, False)
