"""Faxes and tables that arrive at one registry without contradicting each other, and how all ends."""

from collections.abc import Mapping

from documents import FormRef
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    KNOWLEDGE_ASSESSMENT,
    PATIENT_ACKNOWLEDGMENT,
    PATIENT_DISCONTINUATION,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    REPRESENTATIVE_CHANGE,
)

OTTO = {"npi": "1245319599", "first_name": "Otto", "last_name": "Frost"}
MINNA = {"patient_first_name": "Minna", "patient_last_name": "Oakes", "patient_birth_date": "1980-02-29"}

Papers = Mapping[str, tuple[FormRef, Mapping[str, str]]]


def by_otto() -> dict[str, str]:
    """What Otto's patients' forms say."""
    named = {f"prescriber_{name}": value for name, value in OTTO.items()}
    return {**named, "prescriber_printed_name": "Otto Frost"}


CHANGES: Papers = {
    "the prescriber's change": (
        CHANGE_OF_INFORMATION,
        {"new_fax": "6175550188", "effective_date": "2018-03-10"},
    ),
    "a representative": (
        REPRESENTATIVE_CHANGE,
        {
            "previous_first_name": "Wen",
            "previous_last_name": "Castellanos",
            "rep_first_name": "Odile",
            "rep_last_name": "Farrow",
            "representative_printed_name": "Odile Farrow",
            "representative_signature_date": "2018-03-10",
        },
    ),
    "the pharmacy's change": (
        CHANGE_OF_INFORMATION,
        {
            "participant_kind": "pharmacy",
            "first_name": "",
            "last_name": "",
            "npi": PHARMACY_NPI,
            "pharmacy_name": "Harborlight Specialty Pharmacy",
            "new_fax": "6175550199",
            "participant_printed_name": "Odile Farrow",
            "effective_date": "2018-03-11",
        },
    ),
}
"""The pharmacy's change is signed by the new representative."""
FAXES: Papers = {
    "prescriber": (PRESCRIBER_ENROLLMENT, {}),
    "pharmacy": (PHARMACY_ENROLLMENT, {}),
    "patient": (PATIENT_ACKNOWLEDGMENT, {}),
    "order": (PRESCRIPTION_AUTHORIZATION, {"pharmacy_npi": PHARMACY_NPI}),
    "Otto": (PRESCRIBER_ENROLLMENT, {**OTTO, "prescriber_printed_name": "Otto Frost"}),
    "Otto's patient": (
        PATIENT_ACKNOWLEDGMENT,
        {**by_otto(), **MINNA, "patient_printed_name": "Minna Oakes", "page_2_patient_name": "Minna Oakes"},
    ),
    "results": (KNOWLEDGE_ASSESSMENT, {}),
    "Piet's end": (
        PATIENT_DISCONTINUATION,
        {
            "patient_first_name": "Piet",
            "patient_last_name": "Zondervan",
            "patient_birth_date": "1955-05-05",
            "effective_date": "2018-02-20",
            "prescriber_first_name": "Ruta",
            "prescriber_last_name": "Vosloo",
            "prescriber_npi": "1003000126",
            "prescriber_printed_name": "Ruta Vosloo",
        },
    ),
    "Otto's order": (PRESCRIPTION_AUTHORIZATION, {**by_otto(), **MINNA}),
    **CHANGES,
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "names": {
        "prescribers": "npi,first_name,last_name,standing\n1234567893,Marisol,Okafor-Lind,pending\n",
    },
    "gone": {
        "prescribers": "npi,first_name,last_name,standing,certified_on,decertified_on\n"
        "1003000126,Ruta,Vosloo,decertified,2017-01-09,2018-03-01\n"
    },
    "orders of old": {
        "patients": "number,first_name,last_name,birth_date,standing,enrolled_on,prescribers\n"
        "P-8,Piet,Zondervan,1955-05-05,enrolled,2017-11-20,1003000126\n",
        "authorizations": "number,patient,prescriber_npi,authorized_on,ends_on\n"
        "A-8,P-8,1003000126,2018-01-02,2018-06-30\n",
    },
}
EVENTS = (*FAXES, *TABLES)
FOR_ONE = ("prescriber", "results", "names")
"""What one certification takes; a table that says again what a form has said is evidence all the same."""
END = {
    "prescriber": ["certify"],
    "pharmacy": ["certify"],
    "patient": ["enroll"],
    "order": ["authorize"],
    "Otto": ["pending", "KA_MISSING"],
    "Otto's patient": ["pending", "PRESCRIBER_NOT_CERTIFIED"],
    "Otto's order": ["pending", "PRESCRIBER_NOT_CERTIFIED", "PATIENT_NOT_ENROLLED"],
    "results": ["record"],
    "Piet's end": ["record"],
    **{name: ["record"] for name in CHANGES},
    "1234567893": ["certified", "2018-03-12", "None", "6175550188"],
    "1245319599": ["pending", "None", "None", "6175550142"],
    "1003000126": ["decertified", "2017-01-09", "2018-03-01", ""],
    PHARMACY_NPI: ["certified", "2018-03-12", "None", "6175550199"],
    "representative": ["Odile Farrow"],
    "Teodor": ["enrolled", "2018-03-12", "None"],
    "Minna": ["pending", "None", "None"],
    "Piet": ["discontinued", "2017-11-20", "2018-02-20"],
    "authorizations": ["1003000126 until 2018-02-20", "1234567893 until 2018-08-27"],
}
