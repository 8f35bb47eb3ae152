"""Who takes part in one fax: records of the people, practices and pharmacies, in normal form."""

import datetime as dt

from documents import Record
from samples.places import Address


class Contact(Record):
    """Someone at the office who may prepare a form but not sign it."""

    name: str
    phone: str
    fax: str
    email: str


class Prescriber(Record):
    """A prescriber and the practice; `pen` seeds the signature."""

    first_name: str
    middle_initial: str
    last_name: str
    credentials: str
    credentials_other: str = ""
    specialty: str
    specialty_other: str = ""
    npi: str
    license_number: str
    license_state: str
    dea: str
    practice_name: str
    address: Address
    phone: str
    phone_ext: str
    fax: str
    email: str
    contacts: tuple[Contact, ...]
    pen: int


class Representative(Record):
    """The authorized representative of a pharmacy; `pen` seeds the signature."""

    first_name: str
    middle_initial: str
    last_name: str
    position: str
    position_other: str = ""
    credentials: str
    credentials_other: str = ""
    phone: str
    phone_ext: str
    fax: str
    email: str
    mobile: str
    pen: int


class Pharmacy(Record):
    """A pharmacy and its representative."""

    pharmacy_type: str
    pharmacy_type_other: str = ""
    name: str
    npi: str
    ncpdp: str
    license_number: str
    license_state: str
    dea: str
    hin: str
    address: Address
    phone: str
    fax: str
    ship_address: Address | None
    representative: Representative


class Guardian(Record):
    """Who signs for a patient under 18; `pen` seeds the signature."""

    name: str
    relationship: str
    phone: str
    email: str
    pen: int


class Patient(Record):
    """A patient; `pen` seeds the signature."""

    first_name: str
    middle_initial: str
    last_name: str
    birth_date: dt.date
    sex: str
    address: Address
    phone: str
    alternate_phone: str
    email: str
    language: str
    emergency_name: str
    emergency_phone: str
    guardian: Guardian | None
    pen: int


class Cast(Record):
    """The people one fax is about."""

    prescriber: Prescriber
    pharmacy: Pharmacy
    patient: Patient
