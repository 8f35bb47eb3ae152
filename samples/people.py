"""Plausible people, practices and pharmacies that do not exist, all in normal form."""

import datetime as dt
import random

from samples import numbers, places
from samples.cast import Cast, Contact, Guardian, Patient, Pharmacy, Prescriber, Representative
from samples.places import Address, Place

__all__ = [
    "Address",
    "Cast",
    "Contact",
    "Guardian",
    "Patient",
    "Pharmacy",
    "Prescriber",
    "Representative",
    "make_cast",
    "make_minor",
    "make_patient",
    "make_pharmacy",
    "make_prescriber",
]

_SPECIALTIES = ("cardiology", "endocrinology", "lipidology", "internal_medicine")
_OTHER_SPECIALTIES = ("Family Medicine", "Pediatrics", "Medical Genetics", "Nephrology")
_PRACTICE_WORDS = ("Heart", "Lipid", "Cardiology", "Endocrine", "Internal Medicine", "Vascular", "Metabolic")
_PRACTICE_ENDS = ("Clinic", "Associates", "Center", "Group", "Institute", "Specialists")
_PHARMACY_ENDS = ("Specialty Pharmacy", "Pharmacy", "Drug", "Rx Services", "Infusion Pharmacy")
_MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example.com", "clinic.example.org")
_LANGUAGES = ("English", "English", "English", "Spanish", "French", "Vietnamese", "Polish")


def make_prescriber(rng: random.Random) -> Prescriber:
    """A prescriber whose address, area codes and license agree on the state."""
    place = places.pick(rng)
    first, last = _names(rng)
    credentials = rng.choices(("md", "do", "np", "pa", "aprn", "other"), (60, 12, 12, 8, 5, 3))[0]
    specialty = rng.choices((*_SPECIALTIES, "other"), (45, 25, 15, 10, 5))[0]
    return Prescriber(
        first_name=first,
        middle_initial=rng.choice("ABCDEFGHJKLMNPRSTW"),
        last_name=last,
        credentials=credentials,
        credentials_other=rng.choice(("MBBS", "CNS", "DNP")) if credentials == "other" else "",
        specialty=specialty,
        specialty_other=rng.choice(_OTHER_SPECIALTIES) if specialty == "other" else "",
        npi=numbers.npi(rng),
        license_number=numbers.license_number(rng, "MD"),
        license_state=place.state,
        dea=numbers.dea(rng, last),
        practice_name=_practice(rng, place),
        address=places.street_address(rng, place),
        phone=numbers.phone(rng, place.area),
        phone_ext=str(rng.randint(2, 4999)),
        fax=numbers.phone(rng, place.area),
        email=_email(rng, first, last),
        contacts=tuple(_contact(rng, place) for _ in range(2)),
        pen=rng.getrandbits(32),
    )


def make_pharmacy(rng: random.Random) -> Pharmacy:
    """A pharmacy with its authorized representative."""
    place = places.pick(rng)
    kind = rng.choices(("specialty", "retail", "inpatient", "other"), (60, 20, 15, 5))[0]
    return Pharmacy(
        pharmacy_type=kind,
        pharmacy_type_other=rng.choice(("Mail order", "Infusion center")) if kind == "other" else "",
        name=f"{rng.choice(places.lines('last_names.txt'))} {rng.choice(_PHARMACY_ENDS)}",
        npi=numbers.npi(rng),
        ncpdp=numbers.ncpdp(rng, place.state),
        license_number=numbers.license_number(rng, "PH"),
        license_state=place.state,
        dea=numbers.dea(rng, rng.choice(places.lines("last_names.txt"))),
        hin=numbers.hin(rng),
        address=places.street_address(rng, place),
        phone=numbers.phone(rng, place.area),
        fax=numbers.phone(rng, place.area),
        ship_address=places.street_address(rng, place) if rng.random() < 0.4 else None,
        representative=_representative(rng, place),
    )


def make_patient(rng: random.Random, on: dt.date) -> Patient:
    """An adult patient as of that day; see `make_minor` for one who needs a guardian."""
    place = places.pick(rng)
    first, last = _names(rng)
    return Patient(
        first_name=first,
        middle_initial=rng.choice("ABCDEFGHJKLMNPRSTW"),
        last_name=last,
        birth_date=on - dt.timedelta(days=rng.randint(19 * 366, 78 * 365)),
        sex=rng.choice(("female", "male")),
        address=places.street_address(rng, place),
        phone=numbers.phone(rng, place.area),
        alternate_phone=numbers.phone(rng, place.area),
        email=_email(rng, first, last),
        language=rng.choice(_LANGUAGES),
        emergency_name=" ".join((_names(rng)[0], last)),
        emergency_phone=numbers.phone(rng, place.area),
        guardian=None,
        pen=rng.getrandbits(32),
    )


def make_minor(rng: random.Random, on: dt.date) -> Patient:
    """A patient of 8 to 16 years with a parent who signs."""
    patient = make_patient(rng, on)
    name = f"{_names(rng)[0]} {patient.last_name}"
    guardian = Guardian(
        name=name,
        relationship=rng.choice(("Mother", "Father", "Legal guardian")),
        phone=patient.phone,
        email=_email(rng, *name.split(" ", 1)),
        pen=rng.getrandbits(32),
    )
    birth_date = on - dt.timedelta(days=rng.randint(8 * 366, 16 * 365))
    return patient.model_copy(update={"birth_date": birth_date, "guardian": guardian})


def make_cast(rng: random.Random, on: dt.date) -> Cast:
    """A prescriber, a pharmacy and an adult patient."""
    return Cast(prescriber=make_prescriber(rng), pharmacy=make_pharmacy(rng), patient=make_patient(rng, on))


def _representative(rng: random.Random, place: Place) -> Representative:
    first, last = _names(rng)
    position = rng.choices(
        ("pharmacy_manager", "staff_pharmacist", "director", "executive", "other"), (45, 25, 15, 10, 5)
    )[0]
    credentials = rng.choices(("rph", "pharmd", "bcps", "other"), (35, 50, 10, 5))[0]
    return Representative(
        first_name=first,
        middle_initial=rng.choice("ABCDEFGHJKLMNPRSTW"),
        last_name=last,
        position=position,
        position_other=rng.choice(("Compliance lead", "Clinical lead")) if position == "other" else "",
        credentials=credentials,
        credentials_other=rng.choice(("CPhT", "MBA")) if credentials == "other" else "",
        phone=numbers.phone(rng, place.area),
        phone_ext=str(rng.randint(2, 4999)),
        fax=numbers.phone(rng, place.area),
        email=_email(rng, first, last),
        mobile=numbers.phone(rng, place.area),
        pen=rng.getrandbits(32),
    )


def _contact(rng: random.Random, place: Place) -> Contact:
    first, last = _names(rng)
    return Contact(
        name=f"{first} {last}",
        phone=numbers.phone(rng, place.area),
        fax=numbers.phone(rng, place.area),
        email=_email(rng, first, last),
    )


def _names(rng: random.Random) -> tuple[str, str]:
    return rng.choice(places.lines("first_names.txt")), rng.choice(places.lines("last_names.txt"))


def _practice(rng: random.Random, place: Place) -> str:
    name = rng.choice(places.lines("last_names.txt"))
    start = rng.choice((place.city, name, "Riverside", "Lakeview", "Summit"))
    return f"{start} {rng.choice(_PRACTICE_WORDS)} {rng.choice(_PRACTICE_ENDS)}"


def _email(rng: random.Random, first: str, last: str) -> str:
    given, family = ("".join(filter(str.isalpha, name.lower())) for name in (first, last))
    shapes = (f"{given}.{family}", f"{given[0]}{family}", f"{given}{rng.randint(10, 99)}")
    return f"{rng.choice(shapes)}@{rng.choice(_MAIL_HOSTS)}"
