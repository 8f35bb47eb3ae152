"""A person claims and resolves an item; the correction and its work are one transaction."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    AlreadyTaken,
    FaxState,
    NoSuchThing,
    NotAllowed,
    Resolution,
    StoreFailed,
)
from registry import papers
from registry.database import open_database, reading, writing
from registry.faxes import reconcile, status
from registry.review_items import correction, corrections, open_items
from review_queue import (
    claim,
    release,
    resolve,
)
from tests.registry.people import (
    NOON,
    PREF,
    digest_of,
)
from tests.review_queue.items import (
    LATER,
    ORDER_FORM,
    PREF_FORM,
    Queue,
    by_clerk,
    in_review,
    said,
)


def test_prescriptions_come_before_enrollments_and_then_what_is_due(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "prescriber", PREF)
    item = in_review(registry_engine, "order")
    again = in_review(registry_engine, "order")
    with reading(registry_engine) as session:
        listed = open_items(session)
    assert item == again
    assert [each.fax for each in listed] == [digest_of("order"), digest_of("prescriber")]
    assert listed[0].fields == ("patient_last_name",)


def test_an_item_is_one_persons_until_the_lease_ends(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    fax = digest_of("one")
    with writing(registry_engine) as session:
        taken = claim(session, fax, 1, "ada", NOON)
        assert taken.claim is not None
        assert open_items(session) == (taken,)
        with pytest.raises(AlreadyTaken):
            claim(session, fax, 1, "bob", LATER)
        with pytest.raises(AlreadyTaken):
            release(session, fax, 1, "bob", LATER)
        with pytest.raises(AlreadyTaken):
            resolve(session, said("one", by="bob"), ORDER_FORM, Queue())
        renewed = claim(session, fax, 1, "ada", LATER).claim
        assert renewed is not None
        claim(session, fax, 1, "bob", renewed.until)
        release(session, fax, 1, "bob", renewed.until)
        assert open_items(session)[0].claim is None


def test_a_correction_is_a_new_reading_and_the_old_one_stays(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    fax, queue = digest_of("one"), Queue()
    with writing(registry_engine) as session:
        resolve(session, said("one", readings=by_clerk(patient_last_name="Oakes")), ORDER_FORM, queue)
    assert queue.put == [(fax, 1, 1)]
    with reading(registry_engine) as session:
        new, old = papers.reading(session, fax, 1), papers.reading(session, fax, 1, revision=0)
        kept = correction(session, fax, 1, 1)
        assert status(session, fax).state is FaxState.WORKING
        assert reconcile(session).sound
        assert open_items(session) == ()
        assert corrections(session, fax, 1) == (kept,)
    assert new is not None
    assert old is not None
    assert (old.value("patient_last_name"), new.value("patient_last_name")) == ("Oaks", "Oakes")
    assert new.of("patient_last_name").author == "clerk"
    assert new.of("patient_last_name").evidence == old.of("patient_last_name").evidence
    assert new.of("quantity") == old.of("quantity")


def test_a_double_click_is_one_correction(registry_url: str) -> None:
    engine, queue, start = open_database(registry_url), Queue(), Barrier(2)
    in_review(engine, "one")

    def save() -> bool:
        start.wait()
        try:
            with writing(engine) as session:
                resolve(session, said("one"), ORDER_FORM, queue)
        except NoSuchThing:
            return False
        return True

    with ThreadPoolExecutor(2) as clicks:
        saved = [future.result() for future in (clicks.submit(save), clicks.submit(save))]
    engine.dispose()
    assert sorted(saved) == [False, True]
    assert queue.put == [(digest_of("one"), 1, 1)]


def test_when_the_work_cannot_be_queued_the_item_stays_open(registry_engine: sa.Engine) -> None:
    item = in_review(registry_engine, "one")

    def broken(_session: Session, _fax: str, _document: int, _revision: int) -> None:
        raise StoreFailed

    with pytest.raises(StoreFailed), writing(registry_engine) as session:
        resolve(session, said("one"), ORDER_FORM, broken)
    with reading(registry_engine) as session:
        assert open_items(session) == (item,)
        assert correction(session, digest_of("one"), 1, 1) is None


def test_a_document_decided_again_closes_the_older_item(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    newer = in_review(registry_engine, "one", revision=1)
    with writing(registry_engine) as session:
        assert open_items(session) == (newer,)
        with pytest.raises(AlreadyTaken):
            resolve(session, said("one"), ORDER_FORM, Queue())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"overrides": ("PATIENT_NOT_ENROLLED",), "second": "bob"}, "needs new evidence"),
        ({"overrides": ("SIG_MISSING_PRESCRIBER",), "second": "bob"}, "needs new evidence"),
        ({"overrides": ("HOFH_ABSENT",), "second": "bob"}, "needs new evidence"),
        ({"overrides": ("MARGIN_NOTE",)}, "needs a second person"),
        ({"overrides": ("MARGIN_NOTE",), "second": "clerk"}, "must be another one"),
        ({"overrides": ("ALTERED",), "second": "bob"}, "not among the findings"),
        ({"readings": by_clerk(prescriber_signature="present")}, "a second person must see it"),
    ],
)
def test_what_the_program_forbids_is_refused(
    registry_engine: sa.Engine, changes: dict[str, object], why: str
) -> None:
    item = in_review(registry_engine, "one")
    with pytest.raises(NotAllowed, match=why), writing(registry_engine) as session:
        resolve(session, said("one", **changes), ORDER_FORM, Queue())
    with reading(registry_engine) as session:
        assert open_items(session) == (item,)


def test_a_form_set_by_a_person_replaces_the_document(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    queue = Queue()
    with writing(registry_engine) as session:
        resolve(session, said("one", resolution=Resolution.SET_FORM, form=PREF), PREF_FORM, queue)
        document = papers.document(session, digest_of("one"), 1)
    assert (document.form, document.missing) == (PREF, (2,))
    assert [page.form_page for page in document.pages] == [1]
    assert queue.put == [(digest_of("one"), 1, 1)]
