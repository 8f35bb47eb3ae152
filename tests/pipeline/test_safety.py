"""What may tell of an adverse event is reported to safety with the decision, once, and stays until closed."""

import datetime as dt

import pytest
import sqlalchemy as sa
from alembic import command

from documents import NotAllowed, Outcome, PageRef
from documents.safety import SafetyClosing, SafetyEnding, SafetyReport
from registry import papers
from registry.assemblies import take_over
from registry.database import migration_plan, writing
from registry.fax_tables import FaxRow
from registry.safety import Harm, close_report, open_report, open_reports, safety_count
from tests.letters.office import order
from tests.letters.outgoing import MOMENT, decide
from tests.registry.people import digest_of

HOUR = dt.timedelta(hours=1)
HARM = "200 mg under the skin once weekly, jaundice since March"
HANDED = SafetyClosing(
    ending=SafetyEnding.HANDED_OVER, by="ada", at=MOMENT + HOUR, handed_at=MOMENT + HOUR, reference="S-1"
)


def waiting(engine: sa.Engine) -> tuple[SafetyReport, ...]:
    with writing(engine) as session:
        return open_reports(session)


def close(engine: sa.Engine, closing: SafetyClosing = HANDED) -> None:
    (report,) = waiting(engine)
    with writing(engine) as session:
        close_report(session, report.number, closing)


def test_a_decision_that_finds_harm_opens_one_report_however_often_it_is_recorded(
    registry_engine: sa.Engine,
) -> None:
    for _ in range(2):
        assert decide(registry_engine, order(directions=HARM)).outcome is Outcome.REVIEW
    (report,) = waiting(registry_engine)
    assert (report.fax, report.document, report.received_at) == (digest_of("one"), 1, MOMENT)
    assert report.says == ("Directions may tell of an adverse event.",)
    assert report.due_at(None) is None
    assert report.due_at(24) == MOMENT + 24 * HOUR


def test_a_decision_that_is_not_kept_leaves_no_report(
    registry_engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("pipeline.judge.write_letters", dies)
    with pytest.raises(RuntimeError):
        decide(registry_engine, order(directions=HARM))
    assert waiting(registry_engine) == ()
    monkeypatch.undo()
    decide(registry_engine, order(directions=HARM))
    assert len(waiting(registry_engine)) == 1


def test_a_report_outlives_the_decision_on_its_document(registry_engine: sa.Engine) -> None:
    decide(registry_engine, order(directions=HARM))
    assert decide(registry_engine, order(), revision=1).outcome is Outcome.AUTHORIZE
    assert len(waiting(registry_engine)) == 1


def test_what_ended_without_an_event_is_looked_at_again_once_other_words_are_read(
    registry_engine: sa.Engine,
) -> None:
    no_event = SafetyClosing(ending=SafetyEnding.NO_EVENT, by="sue", at=MOMENT, reason="misread")
    decide(registry_engine, order(directions=HARM))
    close(registry_engine, no_event)
    decide(registry_engine, order(directions=HARM.replace(",", ";")), revision=1)
    assert waiting(registry_engine) == ()
    decide(registry_engine, order(directions="once weekly, stopped taking it for a rash"), revision=2)
    assert len(waiting(registry_engine)) == 1


def test_what_was_closed_is_not_opened_again_but_what_is_told_beside_it_is(
    registry_engine: sa.Engine,
) -> None:
    decide(registry_engine, order(directions=HARM))
    close(registry_engine)
    decide(registry_engine, order(directions=HARM), revision=1)
    assert waiting(registry_engine) == ()
    decide(registry_engine, order(directions=HARM, alt_value="400"), revision=2)
    assert [report.says for report in waiting(registry_engine)] == [("ALT value is at or above 120.",)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reference": " "}, "needs the reference"),
        ({"handed_at": MOMENT + 2 * HOUR}, "between its receipt and now"),
        ({"handed_at": MOMENT - HOUR}, "between its receipt and now"),
        ({"handed_at": None}, "between its receipt and now"),
        ({"ending": SafetyEnding.NO_EVENT}, "needs a reason"),
    ],
)
def test_a_report_is_closed_with_what_became_of_it_alone(
    registry_engine: sa.Engine, change: dict[str, object], message: str
) -> None:
    decide(registry_engine, order(directions=HARM))
    with pytest.raises(NotAllowed, match=message):
        close(registry_engine, HANDED.model_copy(update=change))
    assert len(waiting(registry_engine)) == 1


def test_a_report_is_closed_once(registry_engine: sa.Engine) -> None:
    decide(registry_engine, order(directions=HARM))
    (report,) = waiting(registry_engine)
    close(registry_engine)
    with writing(registry_engine) as session, pytest.raises(NotAllowed, match="closed already"):
        close_report(session, report.number, HANDED)


def test_the_clock_runs_by_the_calendar_and_counts_only_when_it_is_configured(
    registry_engine: sa.Engine,
) -> None:
    decide(registry_engine, order(directions=HARM))
    with writing(registry_engine) as session:
        counted = [
            safety_count(session, MOMENT + later * HOUR, hours).overdue
            for hours, later in ((24, 24), (24, 25), (None, 99))
        ]
        assert counted == [0, 1, None]
        assert safety_count(session, MOMENT, None).oldest == MOMENT


def test_the_clock_of_an_attached_page_began_with_the_fax_it_came_in(registry_engine: sa.Engine) -> None:
    decide(registry_engine, order())
    decide(registry_engine, order(), name="earlier", form=False)
    with writing(registry_engine) as session:
        session.get_one(FaxRow, digest_of("earlier")).received_at = MOMENT - 30 * HOUR
        (first, *_) = papers.pages(session, digest_of("one")).pages
        source = PageRef(fax=digest_of("earlier"), number=1)
        take_over(session, first.model_copy(update={"number": 9, "source": source}))
        document = papers.document(session, digest_of("one"), 1)
        attached = document.pages[0].model_copy(update={"number": 9})
        pages = (*document.pages, attached)
        papers.replace_document(session, document.model_copy(update={"pages": pages}))
        open_report(session, digest_of("one"), 1, (Harm(says="It tells of jaundice."),), MOMENT, "ada")
        (report,) = open_reports(session)
    assert report.received_at == MOMENT - 30 * HOUR


def test_what_waited_before_reports_were_kept_is_reported_when_the_database_is_migrated(
    registry_engine: sa.Engine,
) -> None:
    decide(registry_engine, order(directions=HARM))
    decide(registry_engine, order(), name="another")
    plan = migration_plan(registry_engine)
    command.downgrade(plan, "0017-1")
    command.upgrade(plan, "head")
    (report,) = waiting(registry_engine)
    assert (report.fax, report.received_at) == (digest_of("one"), MOMENT)
