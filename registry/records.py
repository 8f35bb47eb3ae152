"""What a form with the outcome `record` changes in the registry, by the name of the form."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from documents import Standing
from registry.awaited import of_patient
from registry.decisions import Applied, Decision
from registry.history import Cause, note_change
from registry.merges import entries_of
from registry.named_patient import day_of, enrolled_patient
from registry.participant_tables import PatientRow
from registry.participants import place
from registry.record_changes import change_details


def _discontinuation(session: Session, made: Decision, cause: Cause) -> Applied:
    """The patient is discontinued from the effective date; authorizations are void from then."""
    number, day = enrolled_patient(session, made, cause.on), day_of(made, "effective_date")
    if not number or day is None:
        raise ValueError("a discontinuation without one enrolled patient and a trusted day")
    entry = ("patient", number)
    note_change(session, entry, Standing.DISCONTINUED, day, cause)
    place(session, entry, cause)
    family = (session.get_one(PatientRow, key) for _, key in entries_of(session, entry))
    news = (of_patient(patient.birth_date) for patient in family)
    return Applied(number=number, news=tuple(dict.fromkeys(news)))


RECORDS: Mapping[str, Callable[[Session, Decision, Cause], Applied]] = {
    "patient_discontinuation": _discontinuation,
    "change_of_information": change_details,
    "representative_change": change_details,
}
"""One effect for every form that grants `record`."""
