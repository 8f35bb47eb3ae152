"""What the registry knows that the rules need, fetched before they run and recorded with the decision."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from documents.fax import Digest, PageRef
from documents.record import Record


class Standing(StrEnum):
    """Where a participant or patient stands in the program; expired follows from days, never recorded."""

    PENDING = "pending"
    CERTIFIED = "certified"
    DEACTIVATED = "deactivated"
    DECERTIFIED = "decertified"
    EXPIRED = "expired"
    ENROLLED = "enrolled"
    DISCONTINUED = "discontinued"


class KnownPrescriber(Record):
    """A prescriber in the registry."""

    npi: str
    first_name: str = Field(repr=False)
    last_name: str = Field(repr=False)
    standing: Standing
    certified_on: dt.date | None = None
    decertified_on: dt.date | None = None
    fax: str = Field(default="", repr=False)


class KnownPharmacy(Record):
    """A pharmacy in the registry."""

    npi: str
    ncpdp: str = ""
    name: str = Field(repr=False)
    standing: Standing
    certified_on: dt.date | None = None
    decertified_on: dt.date | None = None
    representative: str = Field(default="", repr=False)
    fax: str = Field(default="", repr=False)


class KnownPatient(Record):
    """A patient in the registry; `prescribers` are the NPIs the patient is linked with."""

    number: str
    first_name: str = Field(repr=False)
    last_name: str = Field(repr=False)
    birth_date: dt.date = Field(repr=False)
    standing: Standing
    enrolled_on: dt.date | None = None
    discontinued_on: dt.date | None = None
    prescribers: tuple[str, ...] = ()


Known = KnownPrescriber | KnownPharmacy | KnownPatient
"""Somebody in the registry."""


class NpiKind(StrEnum):
    """Whose an NPI is; unknown where the national list no longer says."""

    PERSON = "person"
    ORGANIZATION = "organization"
    UNKNOWN = "unknown"


class NationalNpi(Record):
    """What the national list (NPPES) says of an NPI; the last name of an organization is its name."""

    npi: str
    kind: NpiKind
    first_name: str = Field(default="", repr=False)
    last_name: str = Field(default="", repr=False)
    active: bool = True


class KnowledgeResult(Record):
    """One attempt at the knowledge assessment; only `correct` == `questions` passes."""

    npi: str
    taken_on: dt.date
    correct: int = Field(ge=0)
    questions: int = Field(gt=0)
    attempt: int = Field(ge=1)
    source: str = "web"


class OpenAuthorization(Record):
    """An authorization given and not ended."""

    number: str
    patient: str
    prescriber_npi: str
    authorized_on: dt.date
    ends_on: dt.date | None = None


class EarlierDocument(Record):
    """A document decided before that shares a page image, the same content or a signature with this one.

    `same_signature`: a signature is the same ink, copied and not written anew; `same_dates`: with the date
    that stood beside it before.
    """

    fax: Digest
    document: int
    form: str
    same_image: bool
    same_content: bool
    same_signature: bool = False
    same_dates: bool = True
    outcome: str


class Facts(Record):
    """Registry facts about the people and earlier documents a reading names; empty tuples mean none known.

    `unidentified` are pages of other faxes from the same caller's number of which nobody knows what they are;
    `enrolling` says that an acknowledgment in the same fax waits for a person.
    """

    prescribers: tuple[KnownPrescriber, ...] = ()
    pharmacies: tuple[KnownPharmacy, ...] = ()
    patients: tuple[KnownPatient, ...] = ()
    knowledge: tuple[KnowledgeResult, ...] = ()
    authorizations: tuple[OpenAuthorization, ...] = ()
    earlier: tuple[EarlierDocument, ...] = ()
    nppes: tuple[NationalNpi, ...] = ()
    unidentified: tuple[PageRef, ...] = ()
    enrolling: bool = False
