"""What the people of a cast put on each form we know, field by field, in normal form."""

import datetime as dt
import random
from collections.abc import Callable

from samples.cast import Cast, Patient, Pharmacy, Prescriber
from samples.change_tellers import change_of_pharmacy, change_of_prescriber, representative_change
from samples.told import address_of, called, signed_by

_ALLERGIES = ("NKDA", "None known", "Penicillin", "Sulfa", "Latex")
_INSURERS = ("Blue Harbor PPO", "Unity Health", "Medicare Part D", "Northway HMO", "Medicaid")
_DIRECTIONS = (
    "200 mg SC once weekly",
    "Inject 200 mg subcutaneously once weekly",
    "Inject 200 mg subcutaneously once a week",
    "200 mg subcut every week",
    "1 syringe (200 mg) SC once weekly",
)
_DRUGS = ("KYNAMRO 200 mg/mL PFS", "Kynamro 200 mg/mL prefilled syringe", "KYNAMRO (mipomersen) 200 mg/mL")
_SUPPLIES = (("4", "28"), ("4", "28"), ("12", "84"))
SAMPLE_KEY = "bdacad"
"""The right answers of the assessment in samples; no program's."""

_OTHER_REASONS = ("Moving abroad", "Other treatment", "Change of insurance")
_UPPER_LIMITS = {"alt": 40, "ast": 40, "alp": 120}


def _prescriber_enrollment(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    who = cast.prescriber
    told = _licensed(who) | address_of("", who.address) | signed_by("prescriber", called(who), signed_on)
    for number, contact in enumerate(who.contacts, start=1):
        told |= {f"contact_{number}_{key}": value for key, value in contact.model_dump().items()}
    return told | {
        "request_type": rng.choices(("new", "recertification", "change"), (80, 15, 5))[0],
        "first_name": who.first_name,
        "middle_initial": who.middle_initial,
        "last_name": who.last_name,
        "credentials": who.credentials,
        "credentials_other": who.credentials_other,
        "specialty": who.specialty,
        "specialty_other": who.specialty_other,
        "npi": who.npi,
        "practice_name": who.practice_name,
        "office_phone": who.phone,
        "office_phone_ext": who.phone_ext,
        "office_fax": who.fax,
        "email": who.email,
        "preferred_contact": rng.choice(("fax", "email", "phone")),
        "preferred_time": rng.choice(("am", "pm")),
    }


def _pharmacy_enrollment(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    where = cast.pharmacy
    who = where.representative
    told = address_of("", where.address) | signed_by("representative", called(who), signed_on)
    told |= {f"rep_{key}": value for key, value in who.model_dump(exclude={"pen"}).items()}
    told |= _pharmacy(where)
    ship = address_of("ship_", where.ship_address) if where.ship_address else {}
    return (
        told
        | ship
        | {
            "ship_same": "" if ship else "yes",
            "pharmacy_type": where.pharmacy_type,
            "pharmacy_type_other": where.pharmacy_type_other,
            "request_type": rng.choices(("new", "recertification", "change_of_representative"), (75, 15, 10))[
                0
            ],
            "preferred_contact": rng.choice(("phone", "mobile", "email", "text")),
        }
    )


def _pharmacy(where: Pharmacy) -> dict[str, str]:
    kept = {"npi", "ncpdp", "license_number", "license_state", "dea", "hin", "phone", "fax"}
    return where.model_dump(include=kept) | {"pharmacy_name": where.name}


def _patient_acknowledgment(cast: Cast, signed_on: dt.date, _rng: random.Random) -> dict[str, str]:
    patient, who = cast.patient, cast.prescriber
    signer = patient.guardian.name if patient.guardian else f"{patient.first_name} {patient.last_name}"
    guardian = patient.guardian.model_dump(exclude={"pen"}) if patient.guardian else {}
    told = _patient(patient) | {f"guardian_{key}": value for key, value in guardian.items()}
    told |= _named_prescriber(who) | signed_by("patient", signer, signed_on)
    return (
        told
        | signed_by("prescriber", called(who), signed_on)
        | {
            "patient_alternate_phone": patient.alternate_phone,
            "patient_email": patient.email,
            "patient_language": patient.language,
            "emergency_name": patient.emergency_name,
            "emergency_phone": patient.emergency_phone,
            "page_2_patient_name": f"{patient.first_name} {patient.last_name}",
        }
    )


def _prescription_authorization(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    who = cast.prescriber
    quantity, days = rng.choice(_SUPPLIES)
    told = _licensed(who) | _patient(cast.patient) | _named_prescriber(who) | _laboratory(signed_on, rng)
    return (
        told
        | signed_by("prescriber", called(who), signed_on)
        | {
            "allergies": rng.choice(_ALLERGIES),
            "insurance": rng.choice(_INSURERS),
            "icd10": "E78.01",
            "therapy": rng.choices(("new", "continuing", "restart"), (60, 35, 5))[0],
            "drug": rng.choice(_DRUGS),
            "directions": rng.choice(_DIRECTIONS),
            "quantity": quantity,
            "days_supply": days,
            "refills": str(rng.choices(range(13), (4, *([1] * 12)))[0]),
            "substitution": rng.choice(("dispense_as_written", "substitution_permitted")),
            "ship_to": rng.choice(("patient", "office")),
            "pharmacy_name": cast.pharmacy.name,
            "pharmacy_npi": cast.pharmacy.npi,
        }
    )


def _knowledge_assessment(cast: Cast, signed_on: dt.date, _rng: random.Random) -> dict[str, str]:
    who = cast.prescriber
    answers = {f"answer_{number}": answer for number, answer in enumerate(SAMPLE_KEY, start=1)}
    return answers | {
        "first_name": who.first_name,
        "last_name": who.last_name,
        "npi": who.npi,
        "assessment_date": signed_on.isoformat(),
        "office_fax": who.fax,
    }


def _patient_discontinuation(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    return (
        _patient(cast.patient)
        | _named_prescriber(cast.prescriber)
        | signed_by("prescriber", called(cast.prescriber), signed_on)
        | {
            "reason": rng.choice(("no_benefit", "patient_decision", "lost", "other")),
            "reason_other": rng.choice(_OTHER_REASONS),
            "effective_date": (signed_on + dt.timedelta(days=rng.choice((0, 0, 7, 30)))).isoformat(),
        }
    )


def _licensed(who: Prescriber) -> dict[str, str]:
    return who.model_dump(include={"license_number", "license_state", "dea"})


def _named_prescriber(who: Prescriber) -> dict[str, str]:
    return address_of("prescriber_", who.address) | {
        "prescriber_first_name": who.first_name,
        "prescriber_last_name": who.last_name,
        "prescriber_npi": who.npi,
        "prescriber_specialty": who.specialty_other or who.specialty.replace("_", " ").title(),
        "prescriber_phone": who.phone,
        "prescriber_fax": who.fax,
        "office_contact": who.contacts[0].name,
    }


def _patient(patient: Patient) -> dict[str, str]:
    return address_of("patient_", patient.address) | {
        "patient_first_name": patient.first_name,
        "patient_middle_initial": patient.middle_initial,
        "patient_last_name": patient.last_name,
        "patient_birth_date": patient.birth_date.isoformat(),
        "patient_sex": patient.sex,
        "patient_phone": patient.phone,
    }


def _laboratory(signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    drawn = (signed_on - dt.timedelta(days=rng.randint(2, 25))).isoformat()
    told = {f"{test}_value": str(rng.randint(limit // 3, limit)) for test, limit in _UPPER_LIMITS.items()}
    told["bilirubin_value"] = f"{rng.randint(3, 11) / 10:.1f}"
    return told | {f"{test}_date": drawn for test in (*_UPPER_LIMITS, "bilirubin")}


TELLERS: dict[str, Callable[[Cast, dt.date, random.Random], dict[str, str]]] = {
    "prescriber_enrollment": _prescriber_enrollment,
    "pharmacy_enrollment": _pharmacy_enrollment,
    "patient_acknowledgment": _patient_acknowledgment,
    "prescription_authorization": _prescription_authorization,
    "knowledge_assessment": _knowledge_assessment,
    "patient_discontinuation": _patient_discontinuation,
    "change_of_information": change_of_prescriber,
    "change_of_information of a pharmacy": change_of_pharmacy,
    "representative_change": representative_change,
}
