"""What a form with the outcome `record` changes in the registry, by the name of the form."""

from collections.abc import Callable, Mapping

from sqlmodel import Session

from documents import Standing
from registry.awaited import of_knowledge, of_patient
from registry.decisions import Applied, Decision
from registry.history import Cause, note_change
from registry.merges import entries_of
from registry.named_patient import day_of, named_patient
from registry.participant_tables import PatientRow
from registry.participants import place, put_knowledge
from registry.record_changes import change_details

ENROLLED_ONCE = frozenset({Standing.ENROLLED, Standing.DISCONTINUED})


def _discontinuation(session: Session, made: Decision, cause: Cause) -> Applied:
    """The patient is discontinued from the effective date; authorizations are void from then.

    A person may have it begin earlier than is on record.
    """
    number, day = named_patient(session, made, cause.on, ENROLLED_ONCE), day_of(made, "effective_date")
    if not number or day is None:
        raise ValueError("a discontinuation without one patient and a trusted day")
    entry = ("patient", number)
    note_change(session, entry, Standing.DISCONTINUED, day, cause)
    place(session, entry, cause)
    family = (session.get_one(PatientRow, key) for _, key in entries_of(session, entry))
    news = (of_patient(patient.birth_date) for patient in family)
    return Applied(number=number, news=tuple(dict.fromkeys(news)))


def _assessment(session: Session, made: Decision, cause: Cause) -> Applied:
    """The result of an answer sheet counts, passed or not."""
    result = made.result
    if result is None:
        raise ValueError("an answer sheet without a score")
    changed = put_knowledge(session, result, cause)
    return Applied(number=result.npi, news=(of_knowledge(result.npi),) if changed else ())


RECORDS: Mapping[str, Callable[[Session, Decision, Cause], Applied]] = {
    "knowledge_assessment": _assessment,
    "patient_discontinuation": _discontinuation,
    "change_of_information": change_details,
    "representative_change": change_details,
}
"""One effect for every form that grants `record`."""
