"""A named person ends and gives back standings, merges entries and takes them apart; history stays."""

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    AlreadyTaken,
    KnownPatient,
    KnownPrescriber,
    NoSuchThing,
    NotAllowed,
    OpenAuthorization,
    Outcome,
    Standing,
)
from registry.as_of import View, known_patient, known_prescriber, position_of
from registry.authorizations import open_authorizations, put_authorization
from registry.database import reading, writing
from registry.explain import explain
from registry.facts import gather
from registry.history import Moment
from registry.lookup import search, show
from registry.participants import put_patient, put_prescriber
from registry.person_changes import change_detail, change_standing, merge, part, persons_cause
from tests.registry.people import (
    IMPORTED,
    NOON,
    ORDER,
    ORDER_VALUES,
    PATIENT,
    PATIENT_VALUES,
    TODAY,
    VIEW,
    decision_of,
    digest_of,
    reading_of,
)
from tests.registry.test_effects import arrive, decide
from tests.validators.builders import library

YESTERDAY, LAST_WEEK = TODAY - dt.timedelta(days=1), TODAY - dt.timedelta(days=7)
YESTERDAYS_TABLE = IMPORTED.model_copy(update={"on": YESTERDAY})
WORD = persons_cause("ada", "the state board's letter", Moment(at=NOON, on=TODAY))
ADA = KnownPrescriber(
    npi="1234567893",
    first_name="Ada",
    last_name="Brandt",
    standing=Standing.CERTIFIED,
    certified_on=dt.date(2016, 5, 1),
)
MINNA = KnownPatient(
    number="P-1",
    first_name="Minna",
    last_name="Oakes",
    birth_date=dt.date(1971, 3, 4),
    standing=Standing.ENROLLED,
    enrolled_on=dt.date(2017, 11, 1),
    prescribers=("1234567893",),
)
AGAIN = MINNA.model_copy(
    update={"number": "P-2", "last_name": "Oaks", "standing": Standing.PENDING, "enrolled_on": None}
)
GIVEN = OpenAuthorization(
    number="A-1", patient="P-1", prescriber_npi="1234567893", authorized_on=dt.date(2017, 11, 2)
)


@pytest.fixture
def filled(registry_engine: sa.Engine) -> sa.Engine:
    with writing(registry_engine) as session:
        put_prescriber(session, ADA, IMPORTED)
        put_patient(session, MINNA, IMPORTED)
        put_patient(session, AGAIN, IMPORTED)
        put_authorization(session, GIVEN, "import", IMPORTED)
    return registry_engine


class Queue:
    """What was woken."""

    def __init__(self) -> None:
        self.woken: list[tuple[str, int, int]] = []

    def __call__(self, _session: Session, *document: str | int) -> None:
        fax, number, revision = document
        self.woken.append((str(fax), int(number), int(revision)))


def change(engine: sa.Engine, key: str, standing: Standing, day: dt.date, queue: Queue | None = None) -> None:
    with writing(engine) as session:
        change_standing(session, key, standing, day, WORD, queue or Queue())


def standing(engine: sa.Engine, key: str, on: dt.date) -> Standing:
    with reading(engine) as session:
        return position_of(
            session, ("patient" if key.startswith("P") else "prescriber", key), View(on=on)
        ).standing


def test_what_ends_by_a_persons_word_voids_orders_and_is_given_back_with_its_history(
    filled: sa.Engine,
) -> None:
    change(filled, "1234567893", Standing.DEACTIVATED, LAST_WEEK)
    with reading(filled) as session:
        assert open_authorizations(session, "P-1", YESTERDAY) == ()
    change(filled, "1234567893", Standing.CERTIFIED, YESTERDAY)
    days = (dt.date(2017, 11, 12), LAST_WEEK, YESTERDAY)
    assert [standing(filled, "1234567893", day) for day in days] == [
        Standing.CERTIFIED,
        Standing.DEACTIVATED,
        Standing.CERTIFIED,
    ]
    with reading(filled) as session:
        (why,) = explain(session, "1234567893", VIEW, library())
        assert open_authorizations(session, "P-1", TODAY) == ()
    assert [(line.says, line.by) for line in why.evidence] == [
        ("certified", ""),
        ("deactivated", "ada"),
        ("certified", "ada"),
    ]
    assert why.evidence[1].reason == "the state board's letter"


def test_a_person_may_change_their_mind_on_one_day(filled: sa.Engine) -> None:
    for minute, wanted in enumerate((Standing.DEACTIVATED, Standing.CERTIFIED, Standing.DEACTIVATED)):
        word = WORD.model_copy(update={"at": NOON + dt.timedelta(minutes=minute)})
        with writing(filled) as session:
            change_standing(session, "1234567893", wanted, TODAY, word, Queue())
        assert standing(filled, "1234567893", TODAY) is wanted


@pytest.mark.parametrize(
    ("key", "wanted", "day", "why"),
    [
        ("1234567893", Standing.CERTIFIED, TODAY, AlreadyTaken),
        ("1234567893", Standing.ENROLLED, TODAY, NotAllowed),
        ("1234567893", Standing.EXPIRED, TODAY, NotAllowed),
        ("1234567893", Standing.DECERTIFIED, TODAY + dt.timedelta(days=1), NotAllowed),
        ("P-2", Standing.ENROLLED, TODAY, NotAllowed),
        ("P-3", Standing.DISCONTINUED, TODAY, NoSuchThing),
    ],
)
def test_a_person_cannot_give_what_needs_a_form_or_change_days_to_come(
    filled: sa.Engine, key: str, wanted: Standing, day: dt.date, why: type[Exception]
) -> None:
    with pytest.raises(why):
        change(filled, key, wanted, day)


def test_a_person_puts_a_fax_number_on_file_before_any_table_of_that_day(filled: sa.Engine) -> None:
    dated = WORD.model_copy(update={"since": YESTERDAY})
    with writing(filled) as session:
        put_prescriber(session, ADA.model_copy(update={"fax": "2125550101"}), YESTERDAYS_TABLE)
        entry = change_detail(session, "1234567893", "fax=2125550177", dated, Queue())
    with reading(filled) as session:
        ada = known_prescriber(session, "1234567893", VIEW)
        (why,) = explain(session, "1234567893", VIEW, library())
    assert entry == ("prescriber", "1234567893")
    assert ada is not None
    assert ada.fax == "2125550177"
    assert [(line.by, line.says) for line in why.on_file if line.by] == [("ada", "2125550177")]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("1234567893", "representative=Rosa Quill"),
        ("1234567893", "fax"),
        ("1234567893", "fax=911"),
        ("1234567893", "last_name= "),
        ("P-1", "birth_date=1971-02-30"),
        ("P-1", "prescriber=1234567893"),
    ],
)
def test_a_detail_that_cannot_be_is_refused(filled: sa.Engine, key: str, said: str) -> None:
    with writing(filled) as session, pytest.raises(NotAllowed):
        change_detail(session, key, said, WORD, Queue())


@pytest.mark.parametrize(("by", "reason"), [("", "because"), ("ada", " ")])
def test_a_change_needs_a_person_and_a_reason(by: str, reason: str) -> None:
    with pytest.raises(NotAllowed):
        persons_cause(by, reason, Moment(at=NOON, on=TODAY))


def test_an_order_refused_for_a_patient_nobody_knew_waits_thirty_days_for_the_enrollment(
    filled: sa.Engine,
) -> None:
    arrive(filled, "paf", ORDER, ORDER_VALUES)
    decide(filled, decision_of("paf", ORDER, Outcome.REJECT, ORDER_VALUES, "PATIENT_NOT_ENROLLED"))
    late = WORD.model_copy(update={"on": TODAY + dt.timedelta(days=31)})
    queue = Queue()
    with writing(filled) as session:
        change_standing(session, "P-1", Standing.DISCONTINUED, TODAY, late, queue)
    assert queue.woken == []
    with writing(filled) as session:
        merge(session, "P-1", "P-2", WORD, queue)
    assert queue.woken == [(digest_of("paf"), 1, 1)]


def test_two_entries_that_are_merged_count_as_one_and_both_numbers_are_found(filled: sa.Engine) -> None:
    oaks = {**PATIENT_VALUES, "patient_last_name": "Oaks"}
    with writing(filled) as session:
        assert len(gather(session, reading_of("f", PATIENT, oaks), VIEW, ()).patients) == 2
        merge(session, "P-1", "P-2", WORD, Queue())
    with reading(filled) as session:
        (found,) = gather(session, reading_of("f", PATIENT, oaks), VIEW, ()).patients
        assert (found.number, found.last_name, found.standing) == ("P-2", "Oaks", Standing.ENROLLED)
        assert [one.number for one in open_authorizations(session, "P-2", TODAY)] == ["A-1"]
        assert [(one.key, one.kept) for one in search(session, "p-2", TODAY)] == [("P-2", "P-1")]
        assert show(session, "P-2", TODAY).patient is not None
        (why,) = explain(session, "P-2", VIEW, library())
    assert (why.kept, why.in_force) == ("P-1", True)
    assert ("P-2 counts as P-1", "ada") in [(line.says, line.by) for line in why.evidence]
    arrive(filled, "paf", ORDER, {**ORDER_VALUES, "patient_last_name": "Oaks"})
    made = decision_of("paf", ORDER, Outcome.AUTHORIZE, {**ORDER_VALUES, "patient_last_name": "Oaks"})
    number = decide(filled, made).number
    with reading(filled) as session:
        assert number in [one.number for one in open_authorizations(session, "P-1", TODAY)]


def test_entries_taken_apart_stand_as_before_and_the_merge_is_remembered(filled: sa.Engine) -> None:
    with writing(filled) as session:
        merge(session, "P-1", "P-2", WORD, Queue())
        with pytest.raises(AlreadyTaken):
            merge(session, "P-2", "P-1", WORD, Queue())
        with pytest.raises(NotAllowed):
            merge(session, "P-1", "1234567893", WORD, Queue())
        part(session, "P-2", WORD.model_copy(update={"at": NOON + dt.timedelta(hours=1)}), Queue())
        with pytest.raises(NoSuchThing):
            part(session, "P-2", WORD, Queue())
    assert standing(filled, "P-2", TODAY) is Standing.PENDING
    between = View(on=TODAY, known_at=NOON + dt.timedelta(minutes=30))
    with reading(filled) as session:
        was = known_patient(session, "P-2", between)
        (why,) = explain(session, "P-2", VIEW, library())
    assert was is not None
    assert was.standing is Standing.ENROLLED
    assert [line.says for line in why.evidence][-2:] == ["P-2 counts as P-1", "P-2 no longer counts as P-1"]
