"""The outbox: what is sent once, tried again, held, cancelled, owed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

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
    Standing,
)
from letters.folder import FolderSender
from letters.post import Post, PostPlan, post_round
from letters.sender import Parcel, Progress
from registry.blobs import BlobStore
from registry.database import writing
from registry.fax_tables import FaxRow
from registry.outbox import cancel, events, link_reply, put_letter, release
from registry.participants import put_prescriber
from registry.review_items import add_correction
from tests.letters.outgoing import (
    DEFICIENCY,
    MOMENT,
    REFERENCE,
    decide,
    with_fax,
    written,
)
from tests.registry.people import digest_of
from tests.validators.builders import (
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIPTION_AUTHORIZATION,
    doubtful,
    library,
    perfect,
    with_facts,
    with_values,
    without_page,
)
from validators import Case

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


class ScriptedSender:
    """Takes parcels, but for the first `refusals`; says of jobs what it is told to."""

    name = "scripted"
    follows = True

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.taken: list[Parcel] = []
        self.says: dict[str, Progress] = {}

    def find(self, key: str) -> str:
        return key if key in [parcel.key for parcel in self.taken] else ""

    def send(self, parcel: Parcel) -> str:
        if self.refusals:
            self.refusals -= 1
            raise SendFailed("refused")
        self.taken.append(parcel)
        return parcel.key

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        return {job: self.says[job] for job in jobs if job in self.says}


class Office:
    """A post with a clock that the test sets."""

    def __init__(
        self, engine: sa.Engine, home: Path, refusals: int = 0, plan: PostPlan | None = None
    ) -> None:
        self.engine, self.now, self.sender = engine, MOMENT, ScriptedSender(refusals)
        self.post = Post(
            engine=engine,
            sender=self.sender,
            blobs=BlobStore(home / "blobs"),
            library=library(),
            clock=lambda: self.now,
            zone=ZoneInfo("America/New_York"),
            plan=plan or PostPlan(resolution="standard", attempts=3, retry_seconds=60),
        )

    def round(self, later: dt.timedelta = MINUTE) -> list[LetterState]:
        """Run a round some time later; where the letters are then, by when they were recorded."""
        self.now += later
        post_round(self.post)
        return self.states()

    def states(self) -> list[LetterState]:
        return [status.state for status in written(self.engine)]

    def numbers(self) -> list[str]:
        return [parcel.number for parcel in self.sender.taken]

    def put(self, letter: Letter = DEFICIENCY) -> None:
        with writing(self.engine) as session:
            put_letter(session, letter, self.now)


@pytest.fixture
def office(registry_engine: sa.Engine, tmp_path: Path) -> Office:
    return Office(registry_engine, tmp_path)


def loose(letter: Letter = DEFICIENCY, **update: object) -> Letter:
    """A letter that hangs on no document."""
    return letter.model_copy(update=update)


def order(**values: str) -> Case:
    case = with_values(perfect(PRESCRIPTION_AUTHORIZATION), pharmacy_npi=PHARMACY_NPI, **values)
    return with_facts(case, pharmacies=(with_fax(PHARMACY),))


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
            session.get_one(FaxRow, digest_of(name)).caller = "6175550142"
    assert office.round() == [LetterState.QUEUED]
    with writing(office.engine) as session:
        session.get_one(FaxRow, digest_of("another")).caller = "2125550101"
    assert office.round(dt.timedelta(minutes=6)) == [LetterState.SENT]


def decertify(office: Office) -> None:
    gone = PRESCRIBER.model_copy(
        update={"standing": Standing.DECERTIFIED, "decertified_on": office.now.date()}
    )
    with writing(office.engine) as session:
        put_prescriber(session, gone, "test")


def test_everybody_who_was_told_of_an_authorization_is_told_once_that_it_is_void(office: Office) -> None:
    decide(office.engine, order())
    office.round()
    decertify(office)
    office.round()
    office.round()
    said = [status for status in written(office.engine) if status.letter.kind is LetterKind.WITHDRAWAL]
    assert {status.number for status in said} == {"6175550142", "6175550199"}
    assert {status.letter.until for status in said} == {MOMENT.date()}
    assert len(office.sender.taken) == 4


def test_a_confirmation_that_has_not_left_is_cancelled_when_the_authorization_is_void(
    office: Office,
) -> None:
    decide(office.engine, order())
    decertify(office)
    office.round()
    confirmations = [s for s in written(office.engine) if s.letter.kind is LetterKind.AUTHORIZATION]
    assert {status.state for status in confirmations} == {LetterState.CANCELLED}


def reminding(engine: sa.Engine, home: Path, days: tuple[int, ...]) -> Office:
    office = Office(engine, home, plan=PostPlan(resolution="standard", reminder_days=days))
    decide(engine, order(refills=""))
    office.round()
    return office


def test_reminders_follow_their_cadence_and_then_end(registry_engine: sa.Engine, tmp_path: Path) -> None:
    office = reminding(registry_engine, tmp_path, (7, 14))
    counts = [len(office.round(DAY)) for _ in range(30)]
    assert [counts.index(count) for count in (2, 3)] == [6, 13]
    assert counts[-1] == 3
    (first, second) = [s.letter for s in written(registry_engine) if s.letter.kind is LetterKind.REMINDER]
    assert (first.reminder, second.reminder) == (1, 2)


def test_without_a_cadence_nobody_is_reminded(registry_engine: sa.Engine, tmp_path: Path) -> None:
    assert len(reminding(registry_engine, tmp_path, ()).round(400 * DAY)) == 1


def test_nobody_is_reminded_of_a_form_that_came_back(registry_engine: sa.Engine, tmp_path: Path) -> None:
    office = reminding(registry_engine, tmp_path, (7,))
    (status,) = written(registry_engine)
    with writing(registry_engine) as session:
        link_reply(session, digest_of("one"), 1, status.letter.reference, office.now)
    assert len(office.round(30 * DAY)) == 1


def test_nobody_is_reminded_of_a_form_that_was_accepted_on_another_fax(
    registry_engine: sa.Engine, tmp_path: Path
) -> None:
    office = reminding(registry_engine, tmp_path, (7,))
    decide(registry_engine, order(), name="two", at=MOMENT + DAY)
    office.round(30 * DAY)
    assert [s for s in written(registry_engine) if s.letter.kind is LetterKind.REMINDER] == []
