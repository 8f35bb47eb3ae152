"""Forms, faxes, corrections and standings as FHIR resources that a FHIR library takes."""

import base64
import datetime as dt
import hashlib
import json
from typing import Any

import pytest
import sqlalchemy as sa
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.parameters import Parameters
from sqlmodel import Session

from documents import Correction, NoSuchThing, OurMistake, Outcome, Resolution
from forms.library import load_forms
from pipeline.fhir.bundle import bundle, checked
from pipeline.fhir.etasu import etasu
from pipeline.fhir.filed import filed, forms_decided
from pipeline.fhir.naming import digest_uri
from registry.database import reading, writing
from registry.effects import record_decision
from registry.faxes import FaxSink
from registry.papers import save_documents, save_pages, save_reading
from registry.review_items import add_correction
from tests.registry.people import (
    NOON,
    ORDER,
    ORDER_VALUES,
    PATIENT,
    PATIENT_VALUES,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    pages_of,
)
from validators import Limits

CONTENT = b"the fax as it came"


class OneFax:
    """Blobs that hold the same bytes under every digest."""

    def put(self, content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    def get(self, digest: str) -> bytes:
        return CONTENT

    def has(self, digest: str) -> bool:
        return True


def decide(engine: sa.Engine, name: str, form: Any, outcome: Outcome, values: dict[str, str]) -> str:
    made = decision_of(name, form, outcome, values)
    assert made.reading is not None
    FaxSink(engine, lambda session, digest: None).accept(fax_of(name), arrival_of(name))
    with writing(engine) as session:
        save_pages(session, pages_of(name))
        save_documents(session, digest_of(name), (document_of(name, form),))
        save_reading(session, made.reading, NOON)
        return record_decision(session, made, TODAY).number


def exported(session: Session, name: str) -> dict[str, Any]:
    found = filed(session, OneFax(), digest_of(name), 1)
    form = found.decided.disposition.form
    assert form is not None
    text = bundle(found, load_forms().get(form), Limits())
    Bundle.model_validate_json(text)
    made: dict[str, Any] = json.loads(text)
    return made


def resources(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in made["entry"] if entry["resource"]["resourceType"] == kind]


def answers(response: dict[str, Any]) -> dict[str, Any]:
    items = [item for section in response["item"] for item in section["item"]]
    return {item["linkId"]: next(iter(item["answer"][0].values())) for item in items}


def test_a_granted_form_is_a_completed_response_with_its_fax(registry_engine: sa.Engine) -> None:
    number = decide(registry_engine, "enrolled", PATIENT, Outcome.ENROLL, PATIENT_VALUES)
    with reading(registry_engine) as session:
        made = exported(session, "enrolled")
    (response,) = resources(made, "QuestionnaireResponse")
    assert response["status"] == "completed"
    assert response["subject"]["identifier"]["value"] == number
    assert response["source"]["identifier"]["value"] == PATIENT_VALUES["prescriber_npi"]
    assert answers(response) == PATIENT_VALUES
    (fax,) = resources(made, "DocumentReference")
    assert fax["masterIdentifier"]["value"] == digest_uri(digest_of("enrolled"))
    sha1 = hashlib.sha1(CONTENT, usedforsecurity=False).digest()
    assert base64.b64decode(fax["content"][0]["attachment"]["hash"]) == sha1
    assert fax["context"]["related"][0]["reference"] == made["entry"][0]["fullUrl"]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.DEFICIENT, "in-progress"),
        (Outcome.REVIEW, "in-progress"),
        (Outcome.PENDING, "in-progress"),
        (Outcome.REJECT, "stopped"),
        (Outcome.DUPLICATE, "stopped"),
    ],
)
def test_a_form_that_is_not_granted_is_not_completed(
    registry_engine: sa.Engine, outcome: Outcome, status: str
) -> None:
    decide(registry_engine, "form", PREF, outcome, PRESCRIBER_VALUES)
    with reading(registry_engine) as session:
        (response,) = resources(exported(session, "form"), "QuestionnaireResponse")
    assert response["status"] == status


def test_what_only_a_person_could_read_is_left_out(registry_engine: sa.Engine) -> None:
    decide(registry_engine, "form", PREF, Outcome.REVIEW, PRESCRIBER_VALUES)
    with reading(registry_engine) as session:
        found = filed(session, OneFax(), digest_of("form"), 1)
        assert found.reading is not None
        unsure = tuple(
            one.model_copy(update={"confidence": 0.5}) if one.field == "npi" else one
            for one in found.reading.readings
        )
        doubtful = found.model_copy(update={"reading": found.reading.model_copy(update={"readings": unsure})})
        made = json.loads(bundle(doubtful, load_forms().get(PREF), Limits()))
    (response,) = resources(made, "QuestionnaireResponse")
    assert set(answers(response)) == set(PRESCRIBER_VALUES) - {"npi"}
    assert "source" not in response


def test_every_correction_has_its_provenance(registry_engine: sa.Engine) -> None:
    decide(registry_engine, "form", PREF, Outcome.REVIEW, PRESCRIBER_VALUES)
    said = Correction(
        fax=digest_of("form"),
        document=1,
        revision=1,
        resolution=Resolution.ACCEPT,
        by="op",
        second="second",
        reason="compared with the page",
        made_at=NOON + dt.timedelta(hours=1),
    )
    with writing(registry_engine) as session:
        add_correction(session, said)
    with reading(registry_engine) as session:
        made = exported(session, "form")
    (provenance,) = resources(made, "Provenance")
    assert [agent["who"]["identifier"]["value"] for agent in provenance["agent"]] == ["op", "second"]
    assert provenance["reason"][0]["text"] == "compared with the page"
    assert provenance["target"][0]["reference"] == made["entry"][0]["fullUrl"]


def test_the_same_document_is_exported_the_same(registry_engine: sa.Engine) -> None:
    decide(registry_engine, "form", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES)
    with reading(registry_engine) as session:
        assert forms_decided(session) == ((digest_of("form"), 1),)
        assert exported(session, "form") == exported(session, "form")


def requirements(session: Session, number: str) -> tuple[str, dict[str, str]]:
    text = checked(Parameters, etasu(session, number, NOON, TODAY))
    whole = json.loads(text)["parameter"][0]["resource"]
    nested = whole["contained"][0]["parameter"]
    return whole["status"], {one["name"]: one["resource"]["status"] for one in nested}


def test_the_elements_of_a_case_are_met_one_by_one(registry_engine: sa.Engine) -> None:
    number = decide(registry_engine, "enrolled", PATIENT, Outcome.ENROLL, PATIENT_VALUES)
    with reading(registry_engine) as session:
        status, each = requirements(session, number)
    assert status == "data-required"
    assert each == {
        "patient enrollment": "success",
        "prescriber certification": "data-required",
        "knowledge assessment": "data-required",
        "prescription authorization": "data-required",
    }
    decide(registry_engine, "certified", PREF, Outcome.CERTIFY, PRESCRIBER_VALUES)
    decide(registry_engine, "ordered", ORDER, Outcome.AUTHORIZE, ORDER_VALUES)
    with reading(registry_engine) as session:
        assert requirements(session, number)[0] == "success"


def test_a_number_nobody_has_is_no_case(registry_engine: sa.Engine) -> None:
    with reading(registry_engine) as session, pytest.raises(NoSuchThing):
        etasu(session, "P-NOBODY", NOON, TODAY)


def test_what_the_library_refuses_is_our_mistake_and_names_no_value() -> None:
    with pytest.raises(OurMistake, match="Parameters at") as refused:
        checked(Parameters, {"resourceType": "Parameters", "parameter": [{"nam": "Minna Oakes"}]})
    assert "Oakes" not in str(refused.value)
