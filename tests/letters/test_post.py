"""The outbox: what is sent once, tried again, held, cancelled, owed."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import (
    BadInput,
    Correction,
    Letter,
    LetterKind,
    LetterState,
    NotAllowed,
    Outcome,
    Resolution,
    SendFailed,
)
from forms.library import FormLibrary
from letters.folder import FolderSender
from letters.post import Post, post_round
from letters.printed import printed
from letters.sender import Progress
from registry.blobs import BlobStore
from registry.database import writing
from registry.fax_tables import FaxRow
from registry.outbox import cancel, events, release
from registry.review_items import add_correction
from tests.letters.office import MINUTE, Office, order
from tests.letters.outgoing import (
    DEFICIENCY,
    MOMENT,
    REFERENCE,
    decide,
    written,
)
from tests.registry.people import digest_of
from tests.validators.builders import (
    PATIENT_ACKNOWLEDGMENT,
    doubtful,
    perfect,
    without_page,
)


@pytest.fixture
def office(registry_engine: sa.Engine, tmp_path: Path) -> Office:
    return Office(registry_engine, tmp_path)


def loose(letter: Letter = DEFICIENCY, **update: object) -> Letter:
    """A letter that hangs on no document."""
    return letter.model_copy(update=update)


def history(engine: sa.Engine, reference: str = REFERENCE) -> list[LetterState]:
    with writing(engine) as session:
        return [event.state for event in events(session, reference)]


def test_a_letter_is_sent_once_and_what_was_handed_over_is_kept(office: Office, tmp_path: Path) -> None:
    office.put()
    assert office.round() == office.round() == [LetterState.SENT]
    (parcel,) = office.sender.taken
    (status,) = written(office.engine)
    assert (parcel.number, parcel.key) == ("6175550142", status.key)
    assert status.paper is not None
    assert BlobStore(tmp_path / "blobs").get(status.paper) == parcel.pdf
    assert history(office.engine) == [LetterState.QUEUED, LetterState.SENDING, LetterState.SENT]


def test_a_letter_that_is_refused_is_tried_again_after_growing_pauses_and_then_given_to_a_person(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    office = Office(registry_engine, tmp_path, refusals=3)
    office.put()
    assert office.round() == [LetterState.SENDING]
    assert office.round(dt.timedelta(0)) == [LetterState.QUEUED]
    assert office.round(MINUTE) == [LetterState.SENDING]
    assert office.round(MINUTE) == [LetterState.QUEUED]
    assert office.round(MINUTE) == [LetterState.QUEUED]
    assert office.round(MINUTE) == [LetterState.SENDING]
    assert office.round() == [LetterState.FAILED]
    assert office.sender.taken == []
    with writing(registry_engine) as session:
        release(session, REFERENCE, "", "clerk", office.now)
    assert office.round() == [LetterState.SENT]
    assert len(office.sender.taken) == 1


def test_what_a_sender_could_not_deliver_is_another_attempt(office: Office) -> None:
    office.put()
    office.round()
    office.sender.says[f"{REFERENCE}-1"] = Progress.FAILED
    assert office.round() == [LetterState.QUEUED]
    office.sender.says[f"{REFERENCE}-2"] = Progress.DELIVERED
    assert office.round() == [LetterState.DELIVERED]
    assert [parcel.key for parcel in office.sender.taken] == [f"{REFERENCE}-1", f"{REFERENCE}-2"]


def test_a_held_letter_waits_for_the_number_a_person_gives(office: Office) -> None:
    office.put(loose(to=DEFICIENCY.to.model_copy(update={"fax": ""})))
    assert office.round() == [LetterState.HELD]
    with writing(office.engine) as session:
        with pytest.raises(BadInput, match="ten digits"):
            release(session, REFERENCE, "911", "clerk", office.now)
        release(session, REFERENCE, "6175550177", "clerk", office.now)
    assert office.round() == [LetterState.SENT]
    assert office.numbers() == ["6175550177"]


def test_only_what_nobody_has_been_handed_can_be_cancelled(office: Office) -> None:
    office.put()
    with writing(office.engine) as session:
        cancel(session, REFERENCE, "clerk", "settled by telephone", office.now)
    assert office.round() == [LetterState.CANCELLED]
    office.put(loose(reference="L-0000000000"))
    office.round()
    with writing(office.engine) as session, pytest.raises(NotAllowed, match="it cannot be cancelled"):
        cancel(session, "L-0000000000", "clerk", "too late", office.now)
    assert len(office.sender.taken) == 1


def test_a_letter_in_the_hands_of_another_sender_is_for_a_person(office: Office, tmp_path: Path) -> None:
    office.put()
    office.sender.refusals = 1
    office.round()
    other = Post(**{**vars(office.post), "sender": FolderSender(tmp_path / "out")})
    post_round(other)
    assert office.states() == [LetterState.FAILED]


def test_a_letter_that_fails_by_a_mistake_of_ours_is_for_a_person_and_the_others_go(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(letter: Letter, library: FormLibrary) -> bytes:
        if letter.reference == REFERENCE:
            raise KeyError(letter.kind)
        return printed(letter, library)

    monkeypatch.setattr("letters.post.printed", broken)
    office.put()
    office.put(loose(reference="L-0000000000"))
    office.round()
    states = {status.letter.reference: status.state for status in written(office.engine)}
    assert states == {REFERENCE: LetterState.FAILED, "L-0000000000": LetterState.SENT}


def test_a_person_is_asked_when_nobody_can_tell_whether_a_letter_went(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put()
    office.sender.refusals = 1
    office.round()

    def silent(key: str) -> str:
        raise SendFailed(key)

    monkeypatch.setattr(office.sender, "find", silent)
    with pytest.raises(SendFailed):
        office.round()
    assert office.states() == [LetterState.SENDING]
    assert office.round(dt.timedelta(hours=2)) == [LetterState.FAILED]


def test_a_decision_recorded_again_writes_nothing_again(office: Office) -> None:
    decide(office.engine, order())
    decide(office.engine, order())
    assert len(written(office.engine)) == 2


def test_a_later_decision_cancels_what_has_not_left(office: Office) -> None:
    assert decide(office.engine, order(refills="")).outcome is Outcome.DEFICIENT
    assert decide(office.engine, order(), revision=1).outcome is Outcome.AUTHORIZE
    kinds = {status.letter.kind: status.state for status in written(office.engine)}
    assert kinds[LetterKind.DEFICIENCY] is LetterState.CANCELLED
    assert kinds[LetterKind.AUTHORIZATION] is LetterState.QUEUED


def test_a_later_decision_that_says_the_same_is_not_sent_again(office: Office) -> None:
    decide(office.engine, order(refills=""))
    office.round()
    decide(office.engine, order(refills=""), revision=1)
    assert office.round() == [LetterState.SENT]


def test_a_letter_is_not_sent_over_a_correction_that_is_still_to_be_decided(office: Office) -> None:
    decide(office.engine, order(refills=""))
    correction = Correction(
        fax=digest_of("one"),
        document=1,
        revision=1,
        resolution=Resolution.ACCEPT,
        by="clerk",
        reason="looked again",
        made_at=MOMENT,
    )
    with writing(office.engine) as session:
        add_correction(session, correction)
    assert office.round() == [LetterState.CANCELLED]
    assert office.sender.taken == []


def test_no_page_is_asked_for_while_one_of_the_same_caller_waits_unidentified(office: Office) -> None:
    decide(office.engine, without_page(perfect(PATIENT_ACKNOWLEDGMENT), 2))
    decide(office.engine, doubtful(order(), "refills"), name="another", form=False)
    with writing(office.engine) as session:
        for name in ("one", "another"):
            session.get_one(FaxRow, digest_of(name)).caller_number = "6175550142"
    assert office.round() == [LetterState.QUEUED]
    with writing(office.engine) as session:
        session.get_one(FaxRow, digest_of("another")).caller_number = "2125550101"
    assert office.round(dt.timedelta(minutes=6)) == [LetterState.SENT]
