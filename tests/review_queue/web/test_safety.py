"""Possible adverse events at the desk: seen above the queue, reported, handed to safety, each by role."""

import pytest

from documents import Role
from documents.safety_event import SafetyClosed, SafetyReported
from registry.database import reading
from registry.safety import closed_reports, open_reports
from tests.registry.people import NOON
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.saying import FAX, acts

REPORT = {"document": "1", "reason": "the margin tells of jaundice"}


@pytest.fixture
def reported(quick_desk: Desk, item: str, ada: Browser) -> Browser:
    """An operator who reported a document to safety."""
    assert "Report to safety" in text_of(ada.get(item))
    assert ada.post(f"/faxes/{FAX}/harm", REPORT).headers["location"] == "/safety"
    return ada


def sue(desk: Desk) -> Browser:
    desk.add("sue", Role.SUPERVISOR)
    return desk.signed_in("sue")


def test_what_a_person_reads_in_a_margin_is_reported_and_stands_above_the_queue(
    reported: Browser, quick_desk: Desk, item: str
) -> None:
    queue = text_of(reported.get("/queue"))
    assert "1 possible adverse event to hand to safety" in queue
    assert "the sponsor's clock is not configured" in queue
    assert "Safety report 1 on this document is open" in text_of(reported.get(item))
    page = text_of(reported.get("/safety"))
    assert "the margin tells of jaundice" in page
    assert "not configured" in page
    assert any(isinstance(event, SafetyReported) for event in acts(quick_desk, 9))
    assert reported.post(f"/faxes/{FAX}/harm", REPORT).status_code == 409


def test_a_report_is_handed_over_with_time_and_reference_and_leaves_an_event(
    reported: Browser, quick_desk: Desk
) -> None:
    handed = {"reference": "S-2017-4", "handed": "2017-11-20T07:00"}
    assert reported.post("/safety/1/hand-over", {**handed, "handed": "2017-11-19T07:00"}).status_code == 409
    assert reported.post("/safety/1/hand-over", handed).status_code == 303
    with reading(quick_desk.engine) as session:
        assert open_reports(session) == ()
        (closed,) = closed_reports(session, NOON)
    assert closed.closing is not None
    assert (closed.closing.by, closed.closing.reference) == ("ada", "S-2017-4")
    assert isinstance(acts(quick_desk, 1)[0], SafetyClosed)
    assert "reference S-2017-4" in text_of(reported.get("/safety"))
    assert "possible adverse" not in text_of(reported.get("/queue"))
    assert reported.post("/safety/1/hand-over", handed).status_code == 409


def test_only_a_supervisor_says_that_a_paper_tells_of_no_adverse_event(
    reported: Browser, quick_desk: Desk
) -> None:
    said = {"reason": "a greeting"}
    assert reported.post("/safety/1/no-event", said).status_code == 403
    boss = sue(quick_desk)
    assert "1 to hand to safety" in text_of(boss.get("/dashboard"))
    assert boss.post("/safety/1/no-event", said).status_code == 303
    assert "without an event: 1" in text_of(boss.get("/dashboard"))
