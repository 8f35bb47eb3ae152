"""Which letters a decision causes, to whom, and everything they say."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from documents import Addressee, Disposition, Letter, LetterKind, Outcome, Severity
from documents.formats import phone_is_valid
from forms.definition import FormDefinition
from forms.library import FormLibrary
from forms.participant import is_pharmacys
from letters.changed import told_of_change, what_changes
from letters.missing import filled_fields, fine_sections, missing_items
from letters.refusal import refusal_code
from registry.addressees import pharmacy_on_file, prescriber_on_file
from registry.as_of import View, known_patient
from registry.authorizations import authorization
from registry.decisions import Decision
from registry.effects import number_for
from validators import Case
from validators.dates import holds_since
from validators.standing import patients

_KINDS = {
    Outcome.CERTIFY: LetterKind.CERTIFICATION,
    Outcome.ENROLL: LetterKind.ENROLLMENT,
    Outcome.AUTHORIZE: LetterKind.AUTHORIZATION,
    Outcome.RECORD: LetterKind.RECORD,
    Outcome.PENDING: LetterKind.PENDING,
    Outcome.REJECT: LetterKind.REFUSAL,
    Outcome.DEFICIENT: LetterKind.DEFICIENCY,
}
_AGAIN = {
    "prescriber_enrollment": LetterKind.CERTIFICATION,
    "pharmacy_enrollment": LetterKind.CERTIFICATION,
    "patient_discontinuation": LetterKind.RECORD,
    "change_of_information": LetterKind.RECORD,
    "representative_change": LetterKind.RECORD,
}
_BY_A_PERSON = "It was looked at by a person at the Coordinating Center, who could not accept it."
_NOBODY_WROTE = "NOT_A_FORM"
_FAX_FIELDS = ("office_fax", "prescriber_fax", "fax")


@dataclass(frozen=True)
class LetterPlan:
    """How an installation writes letters; None: no deadline is configured, and none is named."""

    library: FormLibrary
    answer_days: int | None = None


def letters_of(
    session: Session, made: Decision, case: Case, number: str, plan: LetterPlan
) -> tuple[Letter, ...]:
    """The letters of a recorded decision, their references the same each time; none for a document in review.

    `number` is what the decision granted. Call it after the decision was recorded, in its transaction: the
    numbers on file are those that the registry holds now. An empty form names nobody and is not answered.
    """
    disposition = made.disposition
    kind = _kind(disposition, case)
    if kind is None or _NOBODY_WROTE in disposition.reasons:
        return ()
    writer = _Writer(session, made, case, number, plan)
    to = _addressees(session, case, kind)
    if kind is LetterKind.RECORD:
        to = (one for each in to for one in told_of_change(session, made, each, case.decided_on))
    return tuple(writer.letter(kind, one) for one in to)


def _kind(disposition: Disposition, case: Case) -> LetterKind | None:
    """What to say; who sends again what was granted may not have heard of it, and hears it again."""
    if disposition.outcome is Outcome.DUPLICATE:
        return _AGAIN.get(case.form.ref.form)
    return _KINDS.get(disposition.outcome)


def _addressees(session: Session, case: Case, kind: LetterKind) -> Iterator[Addressee]:
    """The participant who signed, and of an authorization the certified pharmacy that is to dispense."""
    if is_pharmacys(case.form.ref.form, case.known("participant_kind")):
        yield _with_confirmed_number(pharmacy_on_file(session, case.known("npi"), case.decided_on), case)
        return
    npi = case.known("npi") if case.form.has("npi") else case.known("prescriber_npi")
    yield _with_confirmed_number(prescriber_on_file(session, npi, case.decided_on), case)
    pharmacy = case.known("pharmacy_npi")
    if kind is LetterKind.AUTHORIZATION and pharmacy:
        yield pharmacy_on_file(session, pharmacy, case.decided_on)


def _with_confirmed_number(to: Addressee, case: Case) -> Addressee:
    """The number on file, otherwise one that a person has read off this form; never an engine's reading."""
    for name in _FAX_FIELDS:
        reading = case.read(name)
        if not to.fax and reading is not None and reading.author and phone_is_valid(reading.value):
            return to.model_copy(update={"fax": reading.value})
    return to


@dataclass(frozen=True)
class _Writer:
    """Writes the letters of one decision."""

    session: Session
    made: Decision
    case: Case
    number: str
    plan: LetterPlan

    def letter(self, kind: LetterKind, to: Addressee) -> Letter:
        disposition, case = self.made.disposition, self.case
        letter = Letter(
            reference=number_for("L", " ".join((self.made.evidence, str(self.made.revision), *_place(to)))),
            kind=kind,
            to=to,
            written_on=case.decided_on,
            fax=disposition.fax,
            document=disposition.document,
            revision=self.made.revision,
            form=case.form.ref,
            received_on=case.received_on,
            number=self.number or to.npi,
            patient=patient_line(case),
            reasons=disposition.reasons,
        )
        return letter.model_copy(update=self._body(kind, disposition, to))

    def _body(self, kind: LetterKind, disposition: Disposition, to: Addressee) -> dict[str, object]:
        if kind is LetterKind.CERTIFICATION:
            return {"since": to.since or self.case.decided_on}
        if kind is LetterKind.ENROLLMENT:
            return {"since": self.case.decided_on}
        if kind is LetterKind.RECORD:
            return self._record()
        if kind is LetterKind.AUTHORIZATION:
            given = authorization(self.session, self.number)
            return {"since": given.authorized_on, "until": given.ends_on}
        if kind is LetterKind.PENDING:
            return {"said": _said(disposition, Severity.PENDING)}
        if kind is LetterKind.REFUSAL:
            said = _said(disposition, Severity.REFUSAL) or (_BY_A_PERSON,)
            return {"said": said, "code": refusal_code(self.case, disposition)}
        return self._deficiency(disposition)

    def _record(self) -> dict[str, object]:
        """Since when it holds, as on record or as the form says; what changes; how a sheet fell short."""
        case = self.case
        number = self.number or next((patient.number for patient in patients(case)[0]), "")
        named = holds_since(case) or case.decided_on
        patient = known_patient(self.session, number, View(on=max(named, case.decided_on)))
        failed = (one.message for one in self.made.disposition.findings if one.code == "KA_FAILED")
        return {
            "since": (patient.discontinued_on if patient else None) or named,
            "said": (*failed, *what_changes(self.made)),
            **({"number": number} if number else {}),
        }

    def _deficiency(self, disposition: Disposition) -> dict[str, object]:
        case, days = self.case, self.plan.answer_days
        sent = current_edition(self.plan.library, case.form, case.decided_on)
        return {
            "form": sent.ref,
            "missing": missing_items(disposition, sent),
            "fine": fine_sections(case, disposition),
            "filled": filled_fields(case, disposition, sent),
            "answer_by": None if days is None else case.decided_on + dt.timedelta(days=days),
        }


def _place(to: Addressee) -> tuple[str, ...]:
    """What tells the letters of one decision apart."""
    return (to.role, to.fax) if to.fixed else (to.role,)


def _said(disposition: Disposition, severity: Severity) -> tuple[str, ...]:
    found = (finding.message for finding in disposition.findings if finding.severity is severity)
    return tuple(dict.fromkeys(found))


def current_edition(library: FormLibrary, form: FormDefinition, on: dt.date) -> FormDefinition:
    """The newest edition of a form that may be used on a day; the form itself when there is none."""
    current = [
        other
        for other in library
        if other.ref.form == form.ref.form
        and other.current_from <= on
        and (other.current_until is None or on <= other.current_until)
    ]
    return max(current, key=lambda other: other.ref.edition, default=form)


def patient_line(case: Case) -> str:
    """Initials and year of birth, as far as they were read for certain: `M.O., born 1971`."""
    names = (case.known("patient_first_name"), case.known("patient_last_name"))
    initials = "".join(f"{name[0].upper()}." for name in names) if all(names) else ""
    born = case.known("patient_birth_date")[:4]
    return ", ".join(part for part in (initials, f"born {born}" if born else "") if part)
