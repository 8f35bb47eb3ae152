"""Synthetic faxes, readings and people for the registry's tests."""

import datetime as dt
import hashlib

from documents import (
    Arrival,
    Box,
    Digest,
    Disposition,
    Document,
    DocumentPage,
    Evidence,
    FieldReading,
    Finding,
    FormReading,
    FormRef,
    Media,
    Outcome,
    PageImage,
    PageOrigin,
    PageSet,
    ReadState,
    ReceivedFax,
    Severity,
    Writing,
)
from registry.as_of import View
from registry.decisions import Decision
from registry.history import Cause

NOON = dt.datetime(2017, 11, 20, 12, 0, tzinfo=dt.UTC)
TODAY = NOON.date()
VIEW = View(on=TODAY)
IMPORTED = Cause(at=NOON, on=TODAY, evidence="import")
PREF = FormRef(form="prescriber_enrollment", edition="2017-10")
PHARMACY = FormRef(form="pharmacy_enrollment", edition="2017-10")
PATIENT = FormRef(form="patient_acknowledgment", edition="2017-10")
ORDER = FormRef(form="prescription_authorization", edition="2017-10")

PRESCRIBER_VALUES = {
    "first_name": "Ada",
    "last_name": "Brandt",
    "npi": "1234567893",
    "office_fax": "2125550101",
    "prescriber_signature_date": "2017-11-18",
}
PHARMACY_VALUES = {
    "pharmacy_name": "Elm Street Specialty",
    "npi": "1234567810",
    "ncpdp": "0999017",
    "rep_first_name": "Rosa",
    "rep_last_name": "Quill",
}
PATIENT_VALUES = {
    "patient_first_name": "Minna",
    "patient_last_name": "Oakes",
    "patient_birth_date": "1971-03-04",
    "prescriber_first_name": "Ada",
    "prescriber_last_name": "Brandt",
    "prescriber_npi": "1234567893",
}
ORDER_VALUES = {**PATIENT_VALUES, "days_supply": "28", "refills": "2", "quantity": "4"}


def digest_of(name: str) -> Digest:
    """A digest for a name."""
    return hashlib.sha256(name.encode()).hexdigest()


def fax_of(name: str) -> ReceivedFax:
    """A fax that came from a folder at noon."""
    return ReceivedFax(
        digest=digest_of(name), channel="folder", received_at=NOON, byte_count=9, media=Media.TIFF
    )


def arrival_of(name: str, file: str = "a.tif", at: dt.datetime = NOON) -> Arrival:
    """A delivery of that fax."""
    return Arrival(digest=digest_of(name), channel="folder", name=file, arrived_at=at)


def pages_of(name: str, picture: str = "") -> PageSet:
    """One page of that fax; the same picture gives the same page digest."""
    fax = digest_of(name)
    page = PageImage(
        fax=fax,
        number=1,
        digest=digest_of(f"page {picture or name}"),
        width=1728,
        height=1100,
        x_dpi=204,
        y_dpi=98,
        origin=PageOrigin.NATIVE,
    )
    return PageSet(fax=fax, pages=(page,), whole=True)


def document_of(name: str, form: FormRef | None) -> Document:
    """The only document of that fax."""
    page = DocumentPage(number=1, form_page=1 if form else 0, turn=0)
    return Document(fax=digest_of(name), number=1, form=form, pages=(page,))


def field_of(field: str, value: str) -> FieldReading:
    """A field as an engine read it; an empty value was left blank."""
    return FieldReading(
        field=field,
        state=ReadState.READ if value else ReadState.BLANK,
        value=value,
        confidence=0.99,
        writing=Writing.TYPED,
        engine="scripted",
        evidence=Evidence(page=1, box=Box(left=0.1, top=0.1, right=0.4, bottom=0.2)),
    )


def reading_of(name: str, form: FormRef, values: dict[str, str]) -> FormReading:
    """A reading of the only document of that fax."""
    fields = tuple(field_of(field, value) for field, value in values.items())
    return FormReading(document=document_of(name, form), readings=fields)


def inked(seen: FormReading, strokes: str) -> FormReading:
    """The reading with this ink on the prescriber's signature line."""
    return seen.model_copy(
        update={
            "readings": tuple(
                one.model_copy(update={"evidence": one.evidence.model_copy(update={"strokes": strokes})})
                if one.field == "prescriber_signature"
                else one
                for one in seen.readings
            )
        }
    )


def disposition_of(name: str, form: FormRef | None, outcome: Outcome, *lacks: str) -> Disposition:
    """A disposition of the only document of that fax, for lack of the evidence that these codes speak of."""
    return Disposition(
        fax=digest_of(name),
        document=1,
        form=form,
        outcome=outcome,
        reasons=lacks,
        findings=tuple(
            Finding(rule="a_rule", code=code, severity=Severity.PENDING, message="Something is missing.")
            for code in lacks
        ),
        rule_set="1",
        as_of=NOON,
    )


def decision_of(
    name: str, form: FormRef, outcome: Outcome, values: dict[str, str], *lacks: str, revision: int = 0
) -> Decision:
    """A decision about the only document of that fax that trusts every value."""
    return Decision(
        disposition=disposition_of(name, form, outcome, *lacks),
        revision=revision,
        reading=reading_of(name, form, values),
        reading_revision=0,
        trusted=tuple(values),
    )
