"""What a decision is made from: the pages, the limits, the local day, and what a person said."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import select

from documents import ClassifiedPage, Correction, Facts, Outcome, PageGuess, PageKind, PageRef, Resolution
from pipeline.judge import Bench, Matter, judge, judged, known_facts
from registry import papers
from registry.audits import next_audit
from registry.database import writing
from registry.decision_tables import ReviewItemRow, WaitingRow
from registry.decisions import decision, evidence_of
from registry.faxes import FaxSink
from registry.item_terms import are_found_by
from registry.participant_tables import DetailChangeRow, KnowledgeRow
from registry.review_items import open_item_of
from registry.safety import reports_of
from review_queue.audit_plan import AuditPlan
from review_queue.items import item_for
from tests.canaries import matter_of
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import (
    FAX,
    KNOWLEDGE_ASSESSMENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_NPI,
    SIGNED,
    WITH_KEY,
    change,
    granting_facts,
    illegible,
    library,
    perfect,
    with_values,
    without_page,
)
from validators import Case, Limits

MOMENT = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
AFTER_MIDNIGHT_UTC = dt.datetime(2018, 3, 13, 2, tzinfo=dt.UTC)
BENCH = Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York"))
UNKNOWN = ClassifiedPage(number=9, turn=0, best=PageGuess(kind=PageKind.UNKNOWN, score=1))
ELSEWHERE = PageRef(fax=digest_of("two"), number=1)
LACKING = without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2)


def matter(case: Case, received_at: dt.datetime = MOMENT, name: str = "one", **more: object) -> Matter:
    fax = fax_of(name).model_copy(update={"received_at": received_at, "caller": "617 555 0142"})
    document = case.reading.document.model_copy(update={"fax": fax.digest})
    found = matter_of(fax, case.reading.model_copy(update={"document": document}))
    return dataclasses.replace(found, **more)  # type: ignore[arg-type]  # any field of it


def of_no_form(found: Matter, *classified: ClassifiedPage) -> Matter:
    """The matter as one whose first page, classified so, is a document of no form of ours."""
    document = found.document.model_copy(update={"form": None, "pages": found.document.pages[:1]})
    return dataclasses.replace(found, document=document, reading=None, classified=classified)


def said(resolution: Resolution) -> Correction:
    return Correction(
        fax=digest_of("one"),
        document=1,
        revision=1,
        resolution=resolution,
        by="clerk",
        reason="looked at the page",
        made_at=MOMENT,
    )


def keep(engine: sa.Engine, found: Matter, name: str = "one") -> None:
    """Put the fax and its only document on record, as they are before the first decision."""
    FaxSink(engine, lambda session, digest: None).accept(found.fax, arrival_of(name))
    with writing(engine) as session:
        papers.save_pages(session, found.pages)
        papers.save_classified(session, found.fax.digest, found.classified)
        papers.save_documents(session, found.fax.digest, (found.document,))


def codes(found: Matter, known: Facts, bench: Bench = BENCH, now: dt.datetime = MOMENT) -> Sequence[str]:
    return [finding.code for finding in judged(found, known, bench, now).findings]


def test_a_fax_that_broke_off_lacks_pages() -> None:
    found = matter(perfect(PHARMACY_ENROLLMENT))
    assert codes(found, Facts()) == []
    broken = dataclasses.replace(found, pages=found.pages.model_copy(update={"whole": False}))
    assert codes(broken, Facts()) == ["PAGES_MISSING"]


@pytest.mark.parametrize(
    ("beside", "elsewhere", "code"),
    [((), (), "PAGES_MISSING"), ((UNKNOWN,), (), "PAGE_AWAITED"), ((), (ELSEWHERE,), "PAGE_AWAITED")],
)
def test_a_missing_page_is_awaited_where_an_unknown_one_lies_in_this_fax_or_another_of_the_caller(
    beside: tuple[ClassifiedPage, ...], elsewhere: tuple[PageRef, ...], code: str
) -> None:
    found = matter(LACKING)
    known = granting_facts(PATIENT_ACKNOWLEDGMENT).model_copy(update={"unidentified": elsewhere})
    assert codes(dataclasses.replace(found, classified=(*found.classified, *beside)), known) == [code]


def test_the_limits_of_the_installation_count() -> None:
    strict = dataclasses.replace(BENCH, limits=Limits(signature_max_age_days=1))
    assert codes(matter(perfect(PHARMACY_ENROLLMENT)), Facts(), strict) == ["DATE_STALE"]


def test_the_day_of_receipt_is_the_local_one() -> None:
    case = with_values(perfect(PHARMACY_ENROLLMENT), representative_signature_date="2018-03-13")
    assert codes(matter(case, AFTER_MIDNIGHT_UTC), Facts(), now=AFTER_MIDNIGHT_UTC) == ["DATE_FUTURE"]
    in_utc = dataclasses.replace(BENCH, zone=ZoneInfo("UTC"))
    assert codes(matter(case, AFTER_MIDNIGHT_UTC), Facts(), in_utc, AFTER_MIDNIGHT_UTC) == []


def test_a_document_of_no_form_is_judged_by_what_its_own_pages_are() -> None:
    cover = UNKNOWN.model_copy(update={"number": 1, "best": PageGuess(kind=PageKind.COVER, score=1)})
    found = of_no_form(matter(perfect(PHARMACY_ENROLLMENT)), cover, UNKNOWN)
    made = judged(found, Facts(), BENCH, MOMENT)
    assert (made.outcome, made.reasons) == (Outcome.ROUTE, ("NOT_A_FORM",))


def test_a_form_that_was_not_read_is_for_a_person() -> None:
    made = judged(matter(perfect(PHARMACY_ENROLLMENT), reading=None), Facts(), BENCH, MOMENT)
    assert (made.outcome, made.reasons) == (Outcome.REVIEW, ("NOT_A_FORM",))


def test_harm_told_on_a_page_that_is_no_form_is_reported_to_safety(registry_engine: sa.Engine) -> None:
    letter = ClassifiedPage(number=1, turn=0, best=PageGuess(kind=PageKind.OTHER, score=1), text="jaundice")
    found = of_no_form(matter(perfect(PHARMACY_ENROLLMENT)), letter)
    keep(registry_engine, found)
    with writing(registry_engine) as session:
        judge(session, found, BENCH, MOMENT, lambda *_: None)
        (report,) = reports_of(session, found.fax.digest, 1)
    assert report.says == ("Page 1 may tell of an adverse event.",)


def test_a_person_who_rejects_decides_and_one_who_accepts_leaves_it_to_the_rules() -> None:
    for resolution, outcome in ((Resolution.REJECT, Outcome.REJECT), (Resolution.ACCEPT, Outcome.CERTIFY)):
        found = matter(perfect(PHARMACY_ENROLLMENT), correction=said(resolution))
        assert judged(found, Facts(), BENCH, MOMENT).outcome is outcome


def test_the_first_decision_saves_the_reading_it_is_kept_with(
    registry_engine: sa.Engine,
) -> None:
    found = matter(perfect(PHARMACY_ENROLLMENT))
    keep(registry_engine, found)
    with writing(registry_engine) as session:
        made = judge(session, found, BENCH, MOMENT, lambda *_: None)
        kept = decision(session, found.fax.digest, 1)
        assert papers.reading(session, found.fax.digest, 1) == found.reading
    assert (kept.disposition, kept.reading_revision) == (made, 0)


def test_an_item_is_due_by_what_its_form_grants_and_found_by_the_names_read(
    registry_engine: sa.Engine,
) -> None:
    found = matter(illegible(perfect(PHARMACY_ENROLLMENT), "npi"))
    keep(registry_engine, found)
    with writing(registry_engine) as session:
        made = judge(session, found, BENCH, MOMENT, lambda *_: None)
        item = open_item_of(session, found.fax.digest, 1)
        by_name = session.exec(select(ReviewItemRow).where(*are_found_by(session, ("castellanos",)))).all()
    due_at = BENCH.answers.due_at(MOMENT, library().get(PHARMACY_ENROLLMENT))
    assert item == item_for(made, 0, due_at, Outcome.CERTIFY)
    assert [row.fax for row in by_name] == [found.fax.digest]


def test_names_hold_since_the_signature_and_an_answer_sheet_is_scored(registry_engine: sa.Engine) -> None:
    limits = WITH_KEY.model_copy(update={"unconfirmed_npi": "note"})
    for name, form in (("one", PHARMACY_ENROLLMENT), ("two", KNOWLEDGE_ASSESSMENT)):
        found = matter(perfect(form), name=name)
        keep(registry_engine, found, name)
        with writing(registry_engine) as session:
            judge(session, found, dataclasses.replace(BENCH, limits=limits), MOMENT, lambda *_: None)
    with writing(registry_engine) as session:
        details = session.exec(select(DetailChangeRow)).all()
        (result,) = session.exec(select(KnowledgeRow)).all()
    assert {row.effective_on.isoformat() for row in details} == {SIGNED}
    assert (result.npi, result.correct) == (PRESCRIBER_NPI, 6)
    assert result.source == evidence_of(digest_of("two"), 1)


@pytest.mark.parametrize(
    ("resolution", "waits"), [(None, True), (Resolution.ACCEPT, True), (Resolution.REJECT, False)]
)
def test_what_the_rules_decided_waits_for_evidence_and_what_a_person_decided_does_not(
    registry_engine: sa.Engine, resolution: Resolution | None, *, waits: bool
) -> None:
    correction = None if resolution is None else said(resolution)
    found = matter(perfect(PATIENT_ACKNOWLEDGMENT), correction=correction)
    keep(registry_engine, found)
    with writing(registry_engine) as session:
        judge(session, found, BENCH, MOMENT, lambda *_: None)
        assert bool(session.exec(select(WaitingRow)).all()) is waits


def test_the_facts_hold_the_unidentified_pages_of_other_faxes_of_the_caller(
    registry_engine: sa.Engine,
) -> None:
    elsewhere = matter(LACKING, name="two", classified=(UNKNOWN.model_copy(update={"number": 1}),))
    found = matter(LACKING)
    keep(registry_engine, elsewhere, "two")
    keep(registry_engine, found)
    with writing(registry_engine) as session:
        known = known_facts(session, found, BENCH.view(MOMENT))
    assert known.unidentified == (ELSEWHERE,)


@pytest.mark.parametrize(("share", "audited"), [(None, False), (0, False), (1, True)])
def test_of_documents_nobody_has_seen_a_share_is_audited_where_there_is_a_plan(
    registry_engine: sa.Engine, share: float | None, *, audited: bool
) -> None:
    case = perfect(PHARMACY_ENROLLMENT)
    crop = {"evidence": case.reading.of("npi").evidence.model_copy(update={"crop": FAX})}
    found = matter(change(case, "npi", **crop))
    keep(registry_engine, found)
    shares = {"auto_share": share, "reviewed_share": 0, "known_share": 0}
    plan = None if share is None else AuditPlan.model_validate({"key": "a key", "fields": 3, **shares})
    with writing(registry_engine) as session:
        judge(session, found, dataclasses.replace(BENCH, audits=plan), MOMENT, lambda *_: None)
        assert (next_audit(session, "ada", MOMENT) is not None) is audited
