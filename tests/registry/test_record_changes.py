"""Forms that change what is on file: from which day, of whom, and who hears of it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from documents import KnownPharmacy, KnownPrescriber, Outcome, Standing
from registry.as_of import View, known_pharmacy, known_prescriber
from registry.awaited import awaited
from registry.database import reading, writing
from registry.decisions import Decision
from registry.facts import gather
from registry.known_names import known_names
from registry.participants import put_pharmacy, put_prescriber
from tests.registry.people import (
    IMPORTED,
    TODAY,
    VIEW,
    decision_of,
    disposition_of,
    reading_of,
)
from tests.registry.test_effects import arrive, decide
from tests.validators.builders import CHANGE_OF_INFORMATION, REPRESENTATIVE_CHANGE

TOMORROW = TODAY + dt.timedelta(days=1)
ADA = KnownPrescriber(
    npi="1234567893",
    first_name="Ada",
    last_name="Brandt",
    standing=Standing.CERTIFIED,
    certified_on=TODAY,
    fax="2125550101",
)
ELM = KnownPharmacy(
    npi="1234567810",
    name="Elm Street",
    standing=Standing.PENDING,
    representative="Rosa Quill",
    fax="2125550155",
)
OF_ADA = {
    "participant_kind": "prescriber",
    "npi": ADA.npi,
    "new_last_name": "Lind",
    "new_fax": "2125550177",
    "new_pharmacy_name": "Elm Street",
}
OF_ELM = {"participant_kind": "pharmacy", "npi": ELM.npi, "new_pharmacy_name": "Elm and Oak"}
NEW_REPRESENTATIVE = {
    "npi": ELM.npi,
    "rep_first_name": "Wen",
    "rep_last_name": "Castle",
    "rep_fax": "2125550166",
}


@pytest.fixture
def engine(registry_engine: sa.Engine) -> sa.Engine:
    with writing(registry_engine) as session:
        put_prescriber(session, ADA, IMPORTED)
        put_pharmacy(session, ELM, IMPORTED)
    return registry_engine


def change(values: dict[str, str], since: dt.date = TODAY, name: str = "change") -> Decision:
    form = CHANGE_OF_INFORMATION if "participant_kind" in values else REPRESENTATIVE_CHANGE
    return decision_of(name, form, Outcome.RECORD, values).model_copy(update={"since": since})


def test_a_change_holds_from_its_day_and_tells_nobody_before(engine: sa.Engine) -> None:
    arrive(engine, "change", CHANGE_OF_INFORMATION, OF_ADA)
    assert decide(engine, change(OF_ADA, since=TOMORROW)).news == ()
    with reading(engine) as session:
        today, later = (known_prescriber(session, ADA.npi, View(on=day)) for day in (TODAY, TOMORROW))
        names = known_names(session)["prescriber"].by_key[ADA.npi]
    assert today == ADA
    assert later == ADA.model_copy(update={"last_name": "Lind", "fax": "2125550177"})
    assert names == "ada lind"


def test_only_what_somebody_may_wait_for_is_news(engine: sa.Engine) -> None:
    phone = {"participant_kind": "pharmacy", "npi": ELM.npi, "new_phone": "2125550123"}
    for name, values in (("prescriber", OF_ADA), ("phone", phone)):
        arrive(engine, name, CHANGE_OF_INFORMATION, values)
        assert decide(engine, change(values, name=name)).news == ()


def test_a_pharmacy_changes_its_name_and_its_representative(engine: sa.Engine) -> None:
    for name, values in (("name", OF_ELM), ("representative", NEW_REPRESENTATIVE)):
        made = change(values, name=name)
        arrive(engine, name, made.reading.document.form, values)  # type: ignore[arg-type, union-attr]  # a form was read
        assert decide(engine, made).news == (f"pharmacy {ELM.npi}", "pharmacy")
    with reading(engine) as session:
        elm = known_pharmacy(session, ELM.npi, VIEW)
    assert elm == ELM.model_copy(update={"name": "Elm and Oak", "representative": "Wen Castle"})


def test_a_number_nobody_could_dial_and_half_a_name_never_reach_the_registry(engine: sa.Engine) -> None:
    for name, values in (
        ("dialed", {**OF_ADA, "new_last_name": "", "new_fax": "911"}),
        ("named", {**NEW_REPRESENTATIVE, "rep_last_name": ""}),
    ):
        made = change(values, name=name)
        arrive(engine, name, made.reading.document.form, values)  # type: ignore[arg-type, union-attr]  # a form was read
        decide(engine, made)
    with reading(engine) as session:
        assert known_prescriber(session, ADA.npi, VIEW) == ADA
        assert known_pharmacy(session, ELM.npi, VIEW) == ELM


@pytest.mark.parametrize("values", [{**OF_ADA, "npi": "1003000126"}, {**OF_ADA, "participant_kind": ""}])
def test_nobody_on_file_is_never_changed(engine: sa.Engine, values: dict[str, str]) -> None:
    arrive(engine, "change", CHANGE_OF_INFORMATION, values)
    with pytest.raises(ValueError, match="nobody on file"):
        decide(engine, change(values))


def test_a_change_that_is_judged_again_sees_what_was_on_file_without_it(engine: sa.Engine) -> None:
    arrive(engine, "representative", REPRESENTATIVE_CHANGE, NEW_REPRESENTATIVE)
    decide(engine, change(NEW_REPRESENTATIVE, name="representative"))
    with reading(engine) as session:
        own, other = (
            gather(session, reading_of(name, REPRESENTATIVE_CHANGE, NEW_REPRESENTATIVE), VIEW, ())
            for name in ("representative", "another")
        )
    assert [known.representative for known in own.pharmacies] == ["Rosa Quill"]
    assert [known.representative for known in other.pharmacies] == ["Wen Castle"]


@pytest.mark.parametrize(
    ("rule", "values", "waits"),
    [
        ("signer_speaks_for_participant", OF_ELM, (f"pharmacy {ELM.npi}",)),
        ("signer_speaks_for_participant", OF_ADA, ()),
        ("previous_representative_is_on_file", NEW_REPRESENTATIVE, (f"pharmacy {ELM.npi}",)),
        ("signers_are_named", OF_ELM, ()),
    ],
)
def test_a_representative_who_is_not_on_file_yet_is_waited_for(
    rule: str, values: dict[str, str], waits: tuple[str, ...]
) -> None:
    made = disposition_of("change", CHANGE_OF_INFORMATION, Outcome.REVIEW, "SIG_WRONG_PERSON")
    (found,) = made.findings
    made = made.model_copy(update={"findings": (found.model_copy(update={"rule": rule}),)})
    assert awaited(made, reading_of("change", CHANGE_OF_INFORMATION, values)) == waits


def test_a_change_of_nobody_on_file_waits_for_whoever_has_the_npi() -> None:
    made = disposition_of("change", CHANGE_OF_INFORMATION, Outcome.REVIEW, "PARTICIPANT_UNKNOWN")
    waits = awaited(made, reading_of("change", CHANGE_OF_INFORMATION, OF_ADA))
    assert waits == (f"prescriber {ADA.npi}", f"pharmacy {ADA.npi}")
