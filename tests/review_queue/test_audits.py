"""Keying again: who gets a crop, what settles a field, and what an error brings about."""

import datetime as dt
from collections.abc import Mapping

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import Account, AlreadyTaken, FaxState, ReadState, Role, Writing
from pipeline.brake import brake_states
from registry.accounts import save_account
from registry.audited_outcomes import AuditedOutcome, outcomes_of
from registry.audits import audit_of, open_audits, standing_errors
from registry.database import reading, writing
from registry.desk_events import events
from registry.faxes import status
from registry.known_answers import agreements
from registry.review_items import add_correction
from review_queue.accounts import Actor
from review_queue.audit_verdict import Verdict
from review_queue.audits import AuditWork, Keyed, Task, key_task, release_audit, take_audit, task_of
from review_queue.desk import LEASE
from tests.registry.people import NOON, digest_of, field_of
from tests.review_queue.audits import PLAN, USED, audit_work, audited, decided, resolved
from tests.review_queue.items import Queue

WRONG = {"ncpdp": "0999025"}
READ: Mapping[str, str] = {}


def take(engine: sa.Engine, me: str, at: dt.datetime = NOON) -> str:
    """The fax of the audit somebody is given; empty when there is none."""
    with writing(engine) as session:
        found = take_audit(session, me, at)
    return found.fax if found else ""


def key(
    engine: sa.Engine, me: str, work: AuditWork, values: Mapping[str, str] = READ, at: dt.datetime = NOON
) -> list[Verdict]:
    """Somebody keys all that is left of the next audit: what the engine read, but for `values`."""
    take(engine, me, at)
    found: list[Verdict] = []
    while True:
        with writing(engine) as session:
            task = task_of(session, me, at, work)
            if task is None:
                return found
            text = {**USED, **values}[task.field.name]
            keyed = Keyed(state=ReadState.READ, text=text) if text else Keyed(state=ReadState.ILLEGIBLE)
            verdict = key_task(session, task, keyed, Actor(name=me, address="", at=at), work)
        found += [verdict] if verdict else []
        at += dt.timedelta(seconds=10)


def states(engine: sa.Engine, name: str) -> dict[str, bool | None]:
    with reading(engine) as session:
        return {one.field: one.correct for one in audit_of(session, digest_of(name), 1).fields}


def test_what_one_person_keys_as_it_was_read_is_right(registry_engine: sa.Engine) -> None:
    audited(registry_engine, "one")
    typed = {"ncpdp": " 0999017 ", "pharmacy_name": "ELM STREET, SPECIALTY", "phone": "(617) 555-0142"}
    assert len(key(registry_engine, "ada", audit_work(Queue()), typed)) == 3
    assert set(states(registry_engine, "one").values()) == {True}
    with reading(registry_engine) as session:
        found = {one.field: one for one in outcomes_of(session, digest_of("one"), 1)}
        assert open_audits(session, "bo") == (0, 0)
    assert set(found) == set(USED)
    told = found["ncpdp"]
    assert (told.right, told.by, told.second, told.writing) == (True, "ada", "", Writing.TYPED)
    assert (told.confidence, told.revision) == (0.99, 0)


def test_two_people_against_the_reading_find_an_error_that_reopens_the_record(
    registry_engine: sa.Engine,
) -> None:
    audited(registry_engine, "one")
    queue = Queue()
    key(registry_engine, "ada", audit_work(queue), WRONG)
    assert states(registry_engine, "one")["ncpdp"] is None
    assert queue.put == []
    later = NOON + dt.timedelta(hours=1)
    (verdict,) = key(registry_engine, "bo", audit_work(queue), WRONG, later)
    assert verdict.right is False
    assert queue.put == [(digest_of("one"), 1, 1)]
    with reading(registry_engine) as session:
        ((_, newest),) = events(session, 1)
        assert newest.model_dump(include={"act", "by", "field", "revision"}) == {
            "act": "record_reopened",
            "by": "bo",
            "field": "ncpdp",
            "revision": 1,
        }
        assert status(session, digest_of("one")).state is FaxState.WORKING
        assert standing_errors(session, digest_of("one"), 1) == ("ncpdp",)
        told = [(one.by, one.second) for one in outcomes_of(session, digest_of("one"), 1) if not one.right]
    assert told == [("ada", "bo")]


@pytest.mark.parametrize(
    ("keyed", "right"),
    [
        (("0999025", "0999017"), True),
        (("0999025", "0999033"), None),
        (("0999025", "0999033", "0999025"), False),
        (("", ""), False),
        (("0999017x",), None),
    ],
)
def test_a_field_is_settled_by_two_who_say_the_same(
    registry_engine: sa.Engine, keyed: tuple[str, ...], *, right: bool | None
) -> None:
    audited(registry_engine, "one")
    for number, text in enumerate(keyed):
        key(registry_engine, f"person{number}", audit_work(Queue()), {"ncpdp": text})
    assert states(registry_engine, "one")["ncpdp"] is right


def test_nobody_keys_a_document_they_resolved_or_a_field_twice(registry_engine: sa.Engine) -> None:
    audited(registry_engine, "one", by="Ada")
    assert take(registry_engine, "ada") == ""
    key(registry_engine, "bo", audit_work(Queue()), WRONG)
    assert take(registry_engine, "bo") == ""
    with reading(registry_engine) as session:
        assert [open_audits(session, me) for me in ("ada", "bo", "cy")] == [(1, 0), (1, 0), (1, 1)]


def test_a_resolver_who_is_named_as_in_records_does_not_key_either(registry_engine: sa.Engine) -> None:
    audited(registry_engine, "one", by="Bo Reed")
    with writing(registry_engine) as session:
        save_account(session, Account(name="bo", full_name="Bo Reed", role=Role.OPERATOR))
    assert take(registry_engine, "bo") == ""
    assert take(registry_engine, "ada") != ""


def test_two_people_have_different_documents_and_a_lease_ends(registry_engine: sa.Engine) -> None:
    faxes = {audited(registry_engine, name).fax for name in ("one", "two")}
    assert {take(registry_engine, "ada"), take(registry_engine, "bo")} == faxes
    assert take(registry_engine, "ada") == take(registry_engine, "ada")
    assert take(registry_engine, "cy") == ""
    with writing(registry_engine) as session:
        assert release_audit(session, "bo", NOON) is not None
        assert release_audit(session, "bo", NOON) is None
    assert take(registry_engine, "cy") != ""
    assert take(registry_engine, "bo", NOON + LEASE) != ""


def test_errors_pull_the_brake_with_the_keying_that_finds_the_last_one(registry_engine: sa.Engine) -> None:
    work, pulled = audit_work(Queue(), PLAN.model_copy(update={"fields": 1})), []
    for number in range(5):
        audited(registry_engine, f"fax {number}", decided(f"fax {number}", ncpdp="0999017"))
        for person in ("ada", "bo"):
            key(registry_engine, person, work, WRONG, NOON + dt.timedelta(hours=number))
            with reading(registry_engine) as session:
                pulled.append(any(one.pulled for one in brake_states(session)))
    assert pulled == [*[False] * 9, True]


def test_an_outcome_that_cannot_be_kept_leaves_nothing_of_its_keying(registry_engine: sa.Engine) -> None:
    audited(registry_engine, "one")

    def full(_session: Session, _outcome: AuditedOutcome) -> bool:
        raise AlreadyTaken("the disk is full")

    work = audit_work(Queue())
    broken = AuditWork(work.plan, work.library, work.zone, full, work.enqueue)
    take(registry_engine, "ada")
    with pytest.raises(AlreadyTaken):
        key(registry_engine, "ada", broken)
    with reading(registry_engine) as session:
        task = task_of(session, "ada", NOON, work)
    assert isinstance(task, Task)
    assert task.left == 3


def test_what_a_person_said_is_audited_without_counting_for_the_brake(registry_engine: sa.Engine) -> None:
    made = decided("one", npi="1234567810")
    assert made.reading is not None
    said = field_of("npi", "1234567810").model_copy(
        update={"writing": Writing.PERSON, "author": "cy", "evidence": made.reading.readings[0].evidence}
    )
    made = made.model_copy(update={"reading": made.reading.model_copy(update={"readings": (said,)})})
    audited(registry_engine, "one", made, by="cy")
    queue = Queue()
    for person in ("ada", "bo"):
        key(registry_engine, person, audit_work(queue), {"npi": "1234567893"})
    with reading(registry_engine) as session:
        assert outcomes_of(session, digest_of("one"), 1) == ()
        assert standing_errors(session, digest_of("one"), 1) == ("npi",)
    assert len(queue.put) == 1


def test_an_error_stands_until_a_person_has_spoken_of_the_field(registry_engine: sa.Engine) -> None:
    audited(registry_engine, "one")
    for person in ("ada", "bo"):
        key(registry_engine, person, audit_work(Queue()), WRONG)
    later = NOON + dt.timedelta(hours=1)
    for revision, field in enumerate(("phone", "ncpdp"), start=1):
        with writing(registry_engine) as session:
            assert standing_errors(session, digest_of("one"), 1) == ("ncpdp",)
            said = (field_of(field, "1"),)
            add_correction(session, resolved("one", "cy", revision=revision, readings=said, made_at=later))
    with reading(registry_engine) as session:
        assert standing_errors(session, digest_of("one"), 1) == ()


def test_an_error_a_person_has_mended_meanwhile_counts_and_reopens_nothing(
    registry_engine: sa.Engine,
) -> None:
    audited(registry_engine, "one")
    queue = Queue()
    key(registry_engine, "ada", audit_work(queue), WRONG)
    with writing(registry_engine) as session:
        add_correction(session, resolved("one", "cy", readings=(field_of("ncpdp", "0999025"),)))
    key(registry_engine, "bo", audit_work(queue), WRONG)
    assert states(registry_engine, "one")["ncpdp"] is False
    assert queue.put == []
    with reading(registry_engine) as session:
        assert [one.right for one in outcomes_of(session, digest_of("one"), 1)].count(False) == 1


def test_known_answers_measure_a_person_and_count_for_nothing_else(registry_engine: sa.Engine) -> None:
    plan = PLAN.model_copy(update={"fields": 1, "known_share": 0.999999})
    audited(registry_engine, "known", decided("known", phone=USED["phone"]), plan)
    key(registry_engine, "ada", audit_work(Queue(), plan))
    two = decided("new", ncpdp=USED["ncpdp"], pharmacy_name=USED["pharmacy_name"])
    audited(registry_engine, "new", two, plan.model_copy(update={"fields": 2}))
    key(registry_engine, "bo", audit_work(Queue(), plan), {"phone": "6175550143"})
    with reading(registry_engine) as session:
        (told,) = agreements(session)
        assert (told.by, told.asked, told.agreed) == ("bo", 1, 0)
        assert [one.right for one in outcomes_of(session, digest_of("known"), 1)] == [True]
    assert states(registry_engine, "new") == {"ncpdp": True, "pharmacy_name": True}
