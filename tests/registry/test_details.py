"""What is on file of somebody: as it was on a day, by what was known at a time, whatever came first."""

import datetime as dt
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import KnownPatient, KnownPharmacy, KnownPrescriber, Outcome, Standing
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber
from registry.csv_import import import_tables
from registry.database import reading, writing
from registry.details import Detail, DetailChange, held
from registry.explain import Explanation, explain
from registry.history import Cause, Moment
from registry.lookup import search
from registry.participants import put_patient, put_pharmacy, put_prescriber
from tests.registry.people import (
    IMPORTED,
    NOON,
    PHARMACY,
    PHARMACY_VALUES,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    decision_of,
    digest_of,
)
from tests.registry.test_effects import arrive, decide
from tests.validators.builders import library

NPI = "1234567893"
DAY = dt.timedelta(days=1)
LATER = Cause(at=NOON + 9 * DAY, on=TODAY + 9 * DAY, evidence="import")
ADA = KnownPrescriber(
    npi=NPI, first_name="Ada", last_name="Brandt", standing=Standing.PENDING, fax="2125550101"
)
PAPER, OTHER_PAPER = (f"fax {digest_of(name)} document 1" for name in ("one", "two"))


def said(value: str, day: dt.date, evidence: str = "import", by: str = "", hours: int = 0) -> DetailChange:
    return DetailChange(
        detail=Detail.FAX,
        value=value,
        effective_on=day,
        recorded_at=NOON + dt.timedelta(hours=hours),
        evidence=evidence,
        by=by,
    )


@pytest.mark.parametrize(
    ("on", "fax"), [(TODAY - DAY, "1"), (TODAY, "1"), (TODAY + DAY, "2"), (TODAY + 3 * DAY, "3"), (None, "3")]
)
def test_a_detail_is_that_of_the_day_in_whatever_order_the_changes_came(on: dt.date | None, fax: str) -> None:
    changes = (
        said("1", TODAY, PAPER, hours=5),
        said("2", TODAY + DAY, OTHER_PAPER),
        said("3", TODAY + 2 * DAY),
    )
    assert {held(order, on)[Detail.FAX].value for order in permutations(changes)} == {fax}


def test_on_one_day_a_person_is_believed_before_a_paper_and_a_paper_before_a_table() -> None:
    told = [said("1", TODAY, hours=2), said("2", TODAY, by="ada"), said("3", TODAY, PAPER, hours=3)]
    for first, second, value in ((0, 1, "2"), (0, 2, "3"), (1, 2, "2")):
        for order in permutations((told[first], told[second])):
            assert held(order)[Detail.FAX].value == value
    assert held((said("1", TODAY, hours=2), said("4", TODAY, hours=1)))[Detail.FAX].value == "1"


def test_what_a_paper_was_first_read_to_say_counts_no_more() -> None:
    assert held((said("1", TODAY, PAPER), said("2", TODAY - DAY, PAPER)))[Detail.FAX].value == "2"


def test_a_fax_number_is_shown_as_it_was_and_as_it_was_known(registry_engine: sa.Engine) -> None:
    with writing(registry_engine) as session:
        put_prescriber(session, ADA, IMPORTED)
        put_prescriber(session, ADA.model_copy(update={"fax": "2125550177", "last_name": "Lind"}), LATER)
    views = {
        View(on=TODAY): ("Brandt", "2125550101"),
        View(on=LATER.on): ("Lind", "2125550177"),
        View(on=LATER.on, known_at=NOON): ("Brandt", "2125550101"),
    }
    with reading(registry_engine) as session:
        for view, expected in views.items():
            ada = known_prescriber(session, NPI, view)
            assert ada is not None
            assert (ada.last_name, ada.fax) == expected
        assert [found.name for found in search(session, "Ada Lind", TODAY)] == ["Ada Lind"]


def test_an_empty_column_says_nothing(registry_engine: sa.Engine) -> None:
    pharmacy = KnownPharmacy(
        npi="1234567810", name="Elm", standing=Standing.PENDING, representative="Rosa Quill", fax="2125550155"
    )
    with writing(registry_engine) as session:
        put_pharmacy(session, pharmacy, IMPORTED)
        put_pharmacy(session, pharmacy.model_copy(update={"representative": "", "fax": ""}), LATER)
    with reading(registry_engine) as session:
        assert known_pharmacy(session, "1234567810", View(on=LATER.on)) == pharmacy


def test_a_prescriber_is_a_patients_from_the_day_of_the_enrollment(registry_engine: sa.Engine) -> None:
    minna = KnownPatient(
        number="P-1",
        first_name="Minna",
        last_name="Oakes",
        birth_date=dt.date(1971, 3, 4),
        standing=Standing.ENROLLED,
        enrolled_on=TODAY - DAY,
        prescribers=(NPI,),
    )
    with writing(registry_engine) as session:
        assert put_patient(session, minna, IMPORTED)
        assert not put_patient(session, minna, IMPORTED)
        assert put_patient(session, minna.model_copy(update={"prescribers": ("1003000126",)}), LATER)
    linked = {
        View(on=TODAY - 2 * DAY): (),
        View(on=TODAY): ("1003000126", NPI),
        View(on=TODAY, known_at=NOON): (NPI,),
    }
    with reading(registry_engine) as session:
        for view, npis in linked.items():
            patient = known_patient(session, "P-1", view)
            assert patient is not None
            assert patient.prescribers == npis


@pytest.mark.parametrize(
    ("row", "fax"),
    [
        ("certified,2016-05-01,2125550177", "2125550177"),
        ("pending,,2125550177", PRESCRIBER_VALUES["office_fax"]),
    ],
)
def test_a_form_that_waited_undoes_what_was_told_since_only_of_whoever_was_merely_listed(
    registry_engine: sa.Engine, tmp_path: Path, row: str, fax: str
) -> None:
    table = tmp_path / "prescribers.csv"
    columns = "npi,first_name,last_name,standing,certified_on,fax"
    table.write_text(f"{columns}\n1234567893,Ada,Brandt,{row}\n", "utf-8")
    arrive(registry_engine, "pef", PREF, PRESCRIBER_VALUES)
    made = decision_of("pef", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES)
    now = Moment(at=NOON - DAY, on=TODAY - DAY)
    import_tables(registry_engine, (table,), now, lambda _session, *_document: None)
    decide(registry_engine, made.model_copy(update={"since": TODAY - 2 * DAY}))
    with reading(registry_engine) as session:
        ada = known_prescriber(session, NPI, View(on=TODAY))
    assert ada is not None
    assert (ada.standing, ada.fax) == (Standing.CERTIFIED, fax)


def ask(engine: sa.Engine, key: str, view: View) -> Explanation:
    with reading(engine) as session:
        (why,) = explain(session, key, view, library())
    return why


def test_everything_on_file_is_explained_with_its_paper(registry_engine: sa.Engine) -> None:
    place = {"address_1": "5 Elm Street", "city": "Boston", "state": "MA", "zip": "02114"}
    values = {**PHARMACY_VALUES, **place, "phone": "6175550110", "rep_email": "rosa@elm.example"}
    arrive(registry_engine, "phf", PHARMACY, values)
    decide(registry_engine, decision_of("phf", PHARMACY, Outcome.CERTIFY, values))
    with writing(registry_engine) as session:
        known = known_pharmacy(session, "1234567810", View(on=TODAY))
        assert known is not None
        put_pharmacy(session, known.model_copy(update={"representative": "Wen Castle"}), LATER)
    lines = ask(registry_engine, "1234567810", View(on=LATER.on)).on_file
    assert [(line.says, line.holds) for line in lines if line.detail is Detail.REPRESENTATIVE] == [
        ("Rosa Quill", False),
        ("Wen Castle", True),
    ]
    shown = {line.detail: line.says for line in lines if line.paper and line.paper.fax == digest_of("phf")}
    assert shown[Detail.ADDRESS] == "5 Elm Street, Boston, MA, 02114"
    assert (shown[Detail.PHONE], shown[Detail.REPRESENTATIVE_EMAIL]) == ("6175550110", "rosa@elm.example")
    before = ask(registry_engine, "1234567810", View(on=TODAY)).on_file
    assert [line.says for line in before if line.detail is Detail.REPRESENTATIVE] == ["Rosa Quill"]


def test_half_an_address_is_none(registry_engine: sa.Engine) -> None:
    values = {**PRESCRIBER_VALUES, "address_1": "5 Elm Street", "city": "Boston"}
    arrive(registry_engine, "pef", PREF, values)
    decide(registry_engine, decision_of("pef", PREF, Outcome.CERTIFY, values))
    assert Detail.ADDRESS not in {line.detail for line in ask(registry_engine, NPI, View(on=TODAY)).on_file}
