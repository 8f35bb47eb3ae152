"""Perfect readings of each form with facts that grant it, and ways to change one thing."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from documents import (
    Box,
    Document,
    DocumentPage,
    Doubt,
    Evidence,
    Facts,
    FieldReading,
    FormReading,
    FormRef,
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    ReadState,
    Standing,
    Writing,
)
from forms.definition import FieldDefinition, FieldKind, FormDefinition, Need
from forms.library import load_forms
from samples.tellers import SAMPLE_KEY
from validators import Case, Limits

RECEIVED = dt.date(2018, 3, 12)
SIGNED = "2018-03-09"
FAX = "a" * 64
PRESCRIBER_NPI = "1234567893"
PHARMACY_NPI = "1234567810"

PRESCRIBER_ENROLLMENT = FormRef(form="prescriber_enrollment", edition="2017-10")
OLD_PRESCRIBER_ENROLLMENT = FormRef(form="prescriber_enrollment", edition="2015-07")
PHARMACY_ENROLLMENT = FormRef(form="pharmacy_enrollment", edition="2017-10")
PATIENT_ACKNOWLEDGMENT = FormRef(form="patient_acknowledgment", edition="2017-10")
PRESCRIPTION_AUTHORIZATION = FormRef(form="prescription_authorization", edition="2017-10")
KNOWLEDGE_ASSESSMENT = FormRef(form="knowledge_assessment", edition="2017-10")
PATIENT_DISCONTINUATION = FormRef(form="patient_discontinuation", edition="2017-10")
CHANGE_OF_INFORMATION = FormRef(form="change_of_information", edition="2017-10")
REPRESENTATIVE_CHANGE = FormRef(form="representative_change", edition="2017-10")
CURRENT_FORMS = (
    PRESCRIBER_ENROLLMENT,
    PHARMACY_ENROLLMENT,
    PATIENT_ACKNOWLEDGMENT,
    PRESCRIPTION_AUTHORIZATION,
    PATIENT_DISCONTINUATION,
    CHANGE_OF_INFORMATION,
    REPRESENTATIVE_CHANGE,
    KNOWLEDGE_ASSESSMENT,
)

PRESCRIBER = KnownPrescriber(
    npi=PRESCRIBER_NPI,
    first_name="Marisol",
    last_name="Okafor-Lind",
    standing=Standing.CERTIFIED,
    certified_on=dt.date(2018, 1, 8),
    fax="6175550142",
)
APPLICANT = PRESCRIBER.model_copy(update={"standing": Standing.PENDING, "certified_on": None, "fax": ""})
PASSED = KnowledgeResult(npi=PRESCRIBER_NPI, taken_on=dt.date(2018, 3, 1), correct=6, questions=6, attempt=1)
PATIENT = KnownPatient(
    number="P-0001",
    first_name="Teodor",
    last_name="Brannigan",
    birth_date=dt.date(1971, 6, 4),
    standing=Standing.ENROLLED,
    enrolled_on=dt.date(2018, 2, 1),
    prescribers=(PRESCRIBER_NPI,),
)
PHARMACY = KnownPharmacy(
    npi=PHARMACY_NPI,
    name="Harborlight Specialty Pharmacy",
    standing=Standing.CERTIFIED,
    certified_on=dt.date(2018, 1, 2),
)
REPRESENTED = PHARMACY.model_copy(update={"representative": "Wen Castellanos"})
REPRESENTED_BEFORE = PHARMACY.model_copy(update={"representative": "Odile Farrow"})

WITH_KEY = Limits.model_validate({"answer_key": SAMPLE_KEY})
_VALUES: Mapping[str, str] = {
    "request_type": "new",
    "first_name": "Marisol",
    "last_name": "Okafor-Lind",
    "prescriber_first_name": "Marisol",
    "prescriber_last_name": "Okafor-Lind",
    "prescriber_printed_name": "Marisol J. Okafor Lind, M.D.",
    "prescriber_npi": PRESCRIBER_NPI,
    "credentials": "md",
    "specialty": "lipidology",
    "pharmacy_type": "specialty",
    "pharmacy_name": "Harborlight Specialty Pharmacy",
    "pharmacy_npi": PHARMACY_NPI,
    "rep_first_name": "Wen",
    "rep_last_name": "Castellanos",
    "rep_position": "director",
    "rep_credentials": "pharmd",
    "representative_printed_name": "Wen Castellanos PharmD",
    "previous_first_name": "Odile",
    "previous_last_name": "Farrow",
    "participant_printed_name": "Marisol Okafor-Lind",
    "patient_first_name": "Teodor",
    "patient_last_name": "Brannigan",
    "patient_birth_date": "1971-06-04",
    "patient_printed_name": "Teodor Brannigan",
    "page_2_patient_name": "Teodor Brannigan",
    "drug": "KYNAMRO 200 mg/mL prefilled syringe",
    "directions": "Inject 200 mg subcutaneously once weekly",
    "quantity": "4",
    "days_supply": "28",
    "refills": "5",
    "therapy": "new",
    "reason": "no_benefit",
    **{f"answer_{number}": answer for number, answer in enumerate(SAMPLE_KEY, start=1)},
}
_FILLED_IN: Mapping[str, tuple[str, ...]] = {
    "change_of_information": ("first_name", "last_name", "new_fax"),
    "patient_acknowledgment": ("page_2_patient_name",),
    "representative_change": ("previous_first_name", "previous_last_name"),
}
"""The fields that a perfect form has filled in although they are not required of everybody."""
_BY_KIND: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "Plain words",
    FieldKind.NAME: "Ana Perrault",
    FieldKind.INITIAL: "J",
    FieldKind.ADDRESS: "12 Quince Street",
    FieldKind.CITY: "Boston",
    FieldKind.STATE: "MA",
    FieldKind.ZIP: "02114",
    FieldKind.PHONE: "6175550142",
    FieldKind.EXTENSION: "12",
    FieldKind.EMAIL: "desk@example.org",
    FieldKind.DATE: SIGNED,
    FieldKind.INTEGER: "1",
    FieldKind.DECIMAL: "22",
    FieldKind.NPI: PRESCRIBER_NPI,
    FieldKind.LICENSE: "MA12345",
    FieldKind.TICK: "yes",
    FieldKind.SIGNATURE: "present",
}


library = cache(load_forms)


def form_of(ref: FormRef) -> FormDefinition:
    return library().get(ref)


def perfect(ref: FormRef) -> Case:
    """A case of that form that is granted: what it needs filled in, all else blank."""
    form = form_of(ref)
    readings = tuple(_perfect_field(field, form) for field in form.fields)
    pages = tuple(DocumentPage(number=page, form_page=page, turn=0) for page in range(1, form.page_count + 1))
    document = Document(fax=FAX, number=1, form=ref, pages=pages)
    return Case(
        reading=FormReading(document=document, readings=readings),
        form=form,
        facts=granting_facts(ref),
        received_on=RECEIVED,
        decided_on=RECEIVED,
        limits=WITH_KEY if ref == KNOWLEDGE_ASSESSMENT else Limits(),
    )


def granting_facts(ref: FormRef) -> Facts:
    return _GRANTING.get(ref.form, Facts())


_GRANTING: Mapping[str, Facts] = {
    "prescriber_enrollment": Facts(prescribers=(APPLICANT,), knowledge=(PASSED,)),
    "knowledge_assessment": Facts(prescribers=(APPLICANT,)),
    "patient_acknowledgment": Facts(prescribers=(PRESCRIBER,)),
    "patient_discontinuation": Facts(prescribers=(PRESCRIBER,), patients=(PATIENT,)),
    "prescription_authorization": Facts(
        prescribers=(PRESCRIBER,), patients=(PATIENT,), pharmacies=(PHARMACY,)
    ),
    "change_of_information": Facts(prescribers=(PRESCRIBER,)),
    "representative_change": Facts(pharmacies=(REPRESENTED_BEFORE,)),
}


def with_values(case: Case, **values: str) -> Case:
    """The case with fields typed as given; an empty value leaves the field blank for certain."""
    for name, value in values.items():
        state = ReadState.READ if value else ReadState.BLANK
        writing = Writing.TYPED if value else Writing.NONE
        case = change(case, name, state=state, value=value, writing=writing, confidence=1.0, doubts=())
    return case


def doubtful(case: Case, name: str, *doubts: Doubt, confidence: float = 1.0) -> Case:
    return change(case, name, doubts=doubts, confidence=confidence)


def illegible(case: Case, name: str) -> Case:
    return change(case, name, state=ReadState.ILLEGIBLE, value="", confidence=0.3)


def change(case: Case, name: str, **update: object) -> Case:
    """The case with one reading changed, validated again."""
    old = case.reading.of(name)
    new = FieldReading.model_validate({**dict(old), **update})
    readings = tuple(new if reading is old else reading for reading in case.reading.readings)
    return case.model_copy(update={"reading": case.reading.model_copy(update={"readings": readings})})


def with_facts(case: Case, **update: object) -> Case:
    return case.model_copy(update={"facts": case.facts.model_copy(update=update)})


def with_document(case: Case, **update: object) -> Case:
    document = case.reading.document.model_copy(update=update)
    return case.model_copy(update={"reading": case.reading.model_copy(update={"document": document})})


def without_page(case: Case, page: int) -> Case:
    names = {field.name for field in case.form.fields if field.page == page}
    readings = tuple(reading for reading in case.reading.readings if reading.field not in names)
    kept = tuple(kept for kept in case.reading.document.pages if kept.form_page != page)
    reading = case.reading.model_copy(update={"readings": readings})
    return with_document(case.model_copy(update={"reading": reading}), pages=kept, missing=(page,))


def _perfect_field(field: FieldDefinition, form: FormDefinition) -> FieldReading:
    needed = field.need is Need.REQUIRED or field.name in _FILLED_IN.get(form.ref.form, ())
    value = _perfect_value(field, form) if needed else ""
    signed = field.kind is FieldKind.SIGNATURE
    writing = Writing.NONE if not value else Writing.HANDWRITTEN if signed else Writing.TYPED
    return FieldReading(
        field=field.name,
        state=ReadState.READ if value else ReadState.BLANK,
        value=value,
        seen=value,
        confidence=1.0,
        writing=writing,
        engine="scripted",
        evidence=Evidence(page=field.page, box=Box(left=0.1, top=0.1, right=0.2, bottom=0.2)),
    )


def _perfect_value(field: FieldDefinition, form: FormDefinition) -> str:
    if field.name == "npi" and form.ref.form in ("pharmacy_enrollment", "representative_change"):
        return PHARMACY_NPI
    return _VALUES.get(field.name) or _BY_KIND.get(field.kind) or field.options[0].name
