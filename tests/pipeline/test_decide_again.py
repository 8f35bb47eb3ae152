"""A document decided again: what a person has looked at, and what nobody has."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    Correction,
    Disposition,
    Document,
    Outcome,
    PageSet,
    ReadState,
    Record,
    Resolution,
    Writing,
)
from intake.limits import DecodeLimits
from pipeline.decide_again import Again, Standing, decide_again
from pipeline.desk import DeskPlan, DocumentRead
from pipeline.foresee import foresee
from pipeline.journal import PlainJournal
from pipeline.judge import Bench
from pipeline.process import MaybeRead, Tools
from pipeline.readers import Readers
from registry import papers
from registry.audit_tables import Origin
from registry.audits import Audit, AuditField, next_audit, open_audit, settle
from registry.blobs import BlobStore
from registry.database import writing
from registry.faxes import FaxSink
from registry.review_items import add_correction, open_item_of
from review_queue import corrected, readings_by
from review_queue.audit_plan import AuditPlan
from tests.canaries import matter_of
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import CURRENT_FORMS, PHARMACY_ENROLLMENT, illegible, library, perfect
from validators import Limits

MOMENT = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
FAX = digest_of("one")
UNREAD = illegible(perfect(PHARMACY_ENROLLMENT), "ncpdp").reading
READING = UNREAD.model_copy(update={"document": UNREAD.document.model_copy(update={"fax": FAX})})
"""A pharmacy's form that is complete, but for a field nobody needs that could not be read."""
LOOK_UP, JUDGE = ("look up", Standing), ("judge again", Disposition)
T = TypeVar("T", bound=Record)


class ScriptedReaders(Readers):
    """Readers that find the reading above on every page."""

    def read(self, document: Document, pages: PageSet, received_on: dt.date) -> DocumentRead:
        del pages, received_on
        return DocumentRead(READING.model_copy(update={"document": document}))


class ListeningJournal(PlainJournal):
    """A journal that remembers under which names, and as what, results would be recorded."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self.steps: list[tuple[str, type[Record]]] = []

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        self.steps.append((name, into))
        return super().step(name, into, work)

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        self.steps.append((name, into))
        return super().transact(name, into, work)


@pytest.fixture
def tools(registry_engine: sa.Engine, tmp_path: Path) -> Tools:
    fax = fax_of("one").model_copy(update={"received_at": MOMENT})
    FaxSink(registry_engine, lambda session, digest: None).accept(fax, arrival_of("one"))
    matter = matter_of(fax, READING)
    with writing(registry_engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, FAX, matter.classified)
        papers.save_documents(session, FAX, (READING.document,))
        papers.save_reading(session, READING, MOMENT)
    plan = DeskPlan(blobs=tmp_path, forms=tmp_path, limits=DecodeLimits())
    return Tools(
        blobs=BlobStore(tmp_path),
        readers=ScriptedReaders(plan, 1, 1),
        bench=Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York")),
        clock=lambda: MOMENT,
        wake=lambda session, fax, document, revision: None,
        people=lambda read, view: (),
    )


def correction_of(resolution: Resolution, **more: object) -> Correction:
    return Correction.model_validate(
        {
            "fax": FAX,
            "document": 1,
            "revision": 1,
            "resolution": resolution,
            "by": "clerk",
            "reason": "looked at the page",
            "made_at": MOMENT,
            **more,
        }
    )


def say(engine: sa.Engine, resolution: Resolution, **more: object) -> None:
    with writing(engine) as session:
        add_correction(session, correction_of(resolution, **more))


def outcome(engine: sa.Engine, tools: Tools, revision: int) -> Outcome:
    again = Again(fax=FAX, document=1, revision=revision)
    return decide_again(again, tools, PlainJournal(engine)).outcome


def test_an_unread_field_nobody_has_looked_at_holds_a_grant(registry_engine: sa.Engine, tools: Tools) -> None:
    assert outcome(registry_engine, tools, 1) is Outcome.REVIEW


def test_what_a_person_has_looked_at_once_does_not_hold_a_later_decision(
    registry_engine: sa.Engine, tools: Tools
) -> None:
    say(registry_engine, Resolution.ACCEPT)
    assert outcome(registry_engine, tools, 2) is Outcome.CERTIFY


def test_a_person_who_named_another_form_has_not_seen_how_it_is_read(
    registry_engine: sa.Engine, tools: Tools
) -> None:
    other = next(ref for ref in CURRENT_FORMS if ref != PHARMACY_ENROLLMENT)
    with writing(registry_engine) as session:
        taken_for = READING.document.model_copy(update={"form": other})
        papers.save_reading(session, READING.model_copy(update={"document": taken_for}), MOMENT, 1)
    say(registry_engine, Resolution.SET_FORM, form=PHARMACY_ENROLLMENT)
    journal = ListeningJournal(registry_engine)
    made = decide_again(Again(fax=FAX, document=1, revision=2), tools, journal)
    assert (made.outcome, made.reasons) == (Outcome.REVIEW, ("ILLEGIBLE_NCPDP",))
    assert journal.steps == [LOOK_UP, ("read again", MaybeRead), JUDGE]


def test_work_broken_off_by_a_crash_finds_its_steps_by_the_names_they_always_had(
    registry_engine: sa.Engine, tools: Tools
) -> None:
    journal = ListeningJournal(registry_engine)
    decide_again(Again(fax=FAX, document=1, revision=1), tools, journal)
    assert journal.steps == [LOOK_UP, JUDGE]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Outcome.CERTIFY),
        ({"rep_last_name": ReadState.BLANK}, Outcome.DEFICIENT),
        ({"rep_last_name": "Quill"}, Outcome.REVIEW),
    ],
)
def test_what_is_foreseen_before_a_correction_is_what_is_decided_after_it(
    registry_engine: sa.Engine, tools: Tools, said: dict[str, str | ReadState], expected: Outcome
) -> None:
    readings = readings_by("clerk", library().get(PHARMACY_ENROLLMENT), READING, said, lambda _, text: text)
    correction = correction_of(Resolution.ACCEPT, readings=readings)
    with writing(registry_engine) as session:
        foreseen = foresee(session, correction, tools.bench, MOMENT)
        add_correction(session, correction)
        papers.save_reading(session, corrected(READING, readings), MOMENT, 1)
    again = Again(fax=FAX, document=1, revision=1)
    assert decide_again(again, tools, PlainJournal(registry_engine)) == foreseen
    assert foreseen.outcome is expected


def test_an_audit_error_waits_for_a_person_until_somebody_has_spoken_of_the_field(
    registry_engine: sa.Engine, tools: Tools
) -> None:
    with writing(registry_engine) as session:
        audit = Audit(
            fax=FAX,
            document=1,
            revision=0,
            form=PHARMACY_ENROLLMENT,
            origin=Origin.AUTO,
            opened_at=MOMENT,
            fields=(AuditField(field="npi", unseen=True),),
        )
        open_audit(session, audit)
        settle(session, audit, "npi", MOMENT - dt.timedelta(minutes=1), correct=False)
    say(registry_engine, Resolution.ACCEPT)
    again = Again(fax=FAX, document=1, revision=1)
    found = decide_again(again, tools, PlainJournal(registry_engine))
    assert (found.outcome, found.reasons) == (Outcome.REVIEW, ("AUDIT_ERROR",))
    with writing(registry_engine) as session:
        item = open_item_of(session, FAX, 1)
    assert item is not None
    assert item.fields == ("npi",)
    npi = READING.of("npi").model_copy(update={"author": "clerk", "writing": Writing.PERSON})
    say(registry_engine, Resolution.ACCEPT, revision=2, readings=(npi,))
    assert outcome(registry_engine, tools, 2) is Outcome.CERTIFY


@pytest.mark.parametrize(("share", "audited"), [(0, False), (1, True)])
def test_of_documents_that_pass_a_share_is_audited(
    registry_engine: sa.Engine, tools: Tools, share: float, *, audited: bool
) -> None:
    crop = {"evidence": READING.of("npi").evidence.model_copy(update={"crop": FAX})}
    seen = tuple(one.model_copy(update=crop) for one in READING.readings)
    with writing(registry_engine) as session:
        papers.save_reading(session, READING.model_copy(update={"readings": seen}), MOMENT, 1)
    plan = AuditPlan(key="a key", auto_share=0, reviewed_share=share, fields=3, known_share=0)
    say(registry_engine, Resolution.ACCEPT)
    bench = dataclasses.replace(tools.bench, audits=plan)
    assert outcome(registry_engine, dataclasses.replace(tools, bench=bench), 1) is Outcome.CERTIFY
    with writing(registry_engine) as session:
        assert (next_audit(session, "ada", MOMENT) is not None) is audited
        assert next_audit(session, "clerk", MOMENT) is None
