"""Changes of what is on file of a participant: whose it is, who asks for it, and what may be used."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from documents import KnownPharmacy, KnownPrescriber
from documents.formats import phone_is_valid
from forms.participant import is_pharmacys
from validators.case import Case
from validators.dates import EFFECTIVE_DATE, known_date
from validators.names import bare, printed_similarity, similarity
from validators.say import Remark, code_of, deficiency, label, review, unsure
from validators.standing import known_npi, pharmacy, prescriber

KIND, NEW_FAX, SIGNER = "participant_kind", "new_fax", "participant_printed_name"
_FOR_BOTH = ("new_address_1", "new_address_2", "new_city", "new_state", "new_zip", "new_phone", NEW_FAX)
CHANGES = {
    "prescriber": ("new_first_name", "new_last_name", *_FOR_BOTH, "new_email"),
    "pharmacy": ("new_pharmacy_name", *_FOR_BOTH, "new_email"),
}
"""For each kind of participant the fields that say what changes."""


def participant_is_on_file(case: Case) -> Iterator[Remark]:
    """The participant is on file with this NPI and name; nothing is changed of anybody else."""
    unread = [name for name in ("npi", KIND) if case.unsure(name)]
    yield from (unsure(case, name) for name in unread)
    kind, name = participant_kind(case), case.known("pharmacy_name")
    if unread or not kind or not known_npi(case, "npi"):
        return
    entry = _participant(case)
    if entry is None:
        yield review("PARTICIPANT_UNKNOWN", f"No {kind} with this NPI is on file.", "npi")
    elif isinstance(entry, KnownPharmacy) and name and not _alike(case, name, entry.name):
        yield review(
            "CONFLICT_PHARMACY_NAME", "The NPI is on file under another name.", "npi", "pharmacy_name"
        )


def signer_speaks_for_participant(case: Case) -> Iterator[Remark]:
    """A prescriber signs in person, for a pharmacy the representative on file; an earlier one no more."""
    printed, entry = case.known(SIGNER), _participant(case)
    if not printed or entry is None:
        return
    if isinstance(entry, KnownPrescriber):
        if not _is_prescriber(case, printed):
            message = f"{label(case, SIGNER)} is not the prescriber named on the form."
            yield review("SIG_WRONG_PERSON", message, SIGNER, "first_name", "last_name")
    elif not _alike(case, " ".join(bare(printed)), entry.representative):
        message = f"{label(case, SIGNER)} is not the authorized representative on file."
        yield review("SIG_WRONG_PERSON", message, SIGNER)


def something_changes(case: Case) -> Iterator[Remark]:
    """A change of information says what changes."""
    fields = CHANGES.get(participant_kind(case))
    if fields and all(case.empty(name) for name in fields):
        yield deficiency("NOTHING_CHANGES", "Nothing is filled in that changes.", *fields)


def new_fax_can_be_dialed(case: Case) -> Iterator[Remark]:
    """A fax number that may be wrong is never put on file: the next letter would go to somebody else."""
    new = case.known(NEW_FAX)
    if case.unsure(NEW_FAX):
        yield unsure(case, NEW_FAX)
    elif case.refused(NEW_FAX):
        message = f"{label(case, NEW_FAX)} cannot be read; please write it again."
        yield deficiency(code_of("ILLEGIBLE", NEW_FAX), message, NEW_FAX)
    elif new and not phone_is_valid(new):
        message = f"{label(case, NEW_FAX)} is no number that can be dialed."
        yield deficiency(code_of("INVALID", NEW_FAX), message, NEW_FAX)
    elif new == case.limits.program_fax:
        message = f"{label(case, NEW_FAX)} is the program's own fax number."
        yield deficiency(code_of("INVALID", NEW_FAX), message, NEW_FAX)


def change_is_near(case: Case) -> Iterator[Remark]:
    """A change that is to hold from a day far ahead is for a person."""
    day, ahead = known_date(case, EFFECTIVE_DATE), case.limits.notice_ahead_days
    if day is not None and day > case.received_on + dt.timedelta(days=ahead):
        message = f"{label(case, EFFECTIVE_DATE)} is more than {ahead} days after receipt."
        yield review(code_of("CONFLICT", EFFECTIVE_DATE), message, EFFECTIVE_DATE)


def previous_representative_is_on_file(case: Case) -> Iterator[Remark]:
    """A change of representative names the one on file whose place is taken; otherwise a person decides."""
    names = ("previous_first_name", "previous_last_name")
    unread = [name for name in names if case.unsure(name)]
    yield from (unsure(case, name) for name in unread)
    entry, first, last = pharmacy(case, "npi"), *(case.known(name) for name in names)
    if unread or entry is None:
        return
    if not first or not last:
        message = "The previous representative is not named."
        yield review(code_of("MISSING", names[1]), message, *names)
    elif printed_similarity(first, last, entry.representative) < case.limits.name_similarity:
        message = "The previous representative is not the one on file."
        yield review(code_of("CONFLICT", names[1]), message, *names)


def participant_kind(case: Case) -> Literal["prescriber", "pharmacy", ""]:
    """Whose information changes; empty when the form does not say so for certain."""
    said = case.known(KIND)
    if is_pharmacys(case.form.ref.form, said):
        return "pharmacy"
    return "prescriber" if said == "prescriber" else ""


def _participant(case: Case) -> KnownPrescriber | KnownPharmacy | None:
    kind = participant_kind(case)
    if not kind:
        return None
    return prescriber(case) if kind == "prescriber" else pharmacy(case, "npi")


def _is_prescriber(case: Case, printed: str) -> bool:
    """Whether the name is the prescriber's, the one on file or the new one."""
    first, last = case.known("first_name"), case.known("last_name")
    new = case.known("new_first_name") or first, case.known("new_last_name") or last
    limit = case.limits.name_similarity
    return any(all(names) and printed_similarity(*names, printed) >= limit for names in ((first, last), new))


def _alike(case: Case, one: str, other: str) -> bool:
    return similarity(one, other) >= case.limits.name_similarity
