"""Prerequisites of certifying a prescriber, and whether an NPI belongs to the prescriber named."""

from collections.abc import Iterator

from documents import NationalNpi, NpiKind
from validators.case import Case
from validators.names import person_similarity
from validators.say import Remark, code_of, deficiency, label, note, pending, refusal, review, unsure
from validators.standing import (
    Certification,
    certification,
    known_npi,
    name_fields,
    namesakes,
    national,
    npi_field,
    prescriber,
    prescriber_names,
)


def npi_belongs_to_prescriber(case: Case) -> Iterator[Remark]:
    """The NPI's name in the registry is the name on the form; a check digit proves no identity."""
    fields = (npi_field(case), *name_fields(case))
    unread = [name for name in fields if case.unsure(name)]
    yield from (unsure(case, name) for name in unread)
    names, entry = prescriber_names(case), prescriber(case)
    if unread or not all(names) or not known_npi(case, fields[0]):
        return
    code = code_of("CONFLICT", fields[0])
    if entry is None and namesakes(case):
        yield review(code, "Someone of a similar name is on file under another NPI.", *fields)
    elif entry is not None and not _same_name(case, names, (entry.first_name, entry.last_name)):
        yield review(code, "The NPI is on file under another name.", *fields)
    elif _named_otherwise(case, names, national(case, fields[0])):
        yield review(code, "The national list has the NPI under another name.", *fields)
    elif namesakes(case):
        yield note(code, "Someone of a similar name is on file under another NPI.", *fields)


def npi_is_a_persons(case: Case) -> Iterator[Remark]:
    """A prescriber gives a personal NPI, not a pharmacy's."""
    npi = known_npi(case, "npi")
    entry = national(case, "npi")
    if npi and any(entry.npi == npi for entry in case.facts.pharmacies):
        yield deficiency("INVALID_NPI", f"{label(case, 'npi')} is the number of a pharmacy.", "npi")
    elif entry is not None and entry.kind is NpiKind.ORGANIZATION:
        yield deficiency("INVALID_NPI", f"{label(case, 'npi')} is the number of an organization.", "npi")
    yield from not_active(case, entry)


def knowledge_assessment_passed(case: Case) -> Iterator[Remark]:
    """Every question answered right, for the same NPI, on or before the day of the decision."""
    npi = known_npi(case, "npi")
    if not npi:
        if case.unsure("npi"):
            yield unsure(case, "npi")
        return
    passed = any(
        result.npi == npi
        and result.correct == result.questions >= case.limits.knowledge_questions
        and result.taken_on <= case.decided_on
        for result in case.facts.knowledge
    )
    if not passed:
        wanted = case.limits.knowledge_questions
        yield pending("KA_MISSING", f"No knowledge assessment with {wanted} of {wanted} is on file.", "npi")
    else:
        yield from npi_is_confirmed(case)


def npi_is_confirmed(case: Case) -> Iterator[Remark]:
    """Somebody on file has the NPI, or the national list has it under the same name."""
    if known_npi(case, "npi") and prescriber(case) is None and not _confirmed(case):
        say = review if case.limits.unconfirmed_npi == "review" else note
        yield say("NPI_UNCONFIRMED", "Nothing on file confirms whose NPI this is.", "npi")


def prescriber_not_certified_before(case: Case) -> Iterator[Remark]:
    """A prescriber is certified once; changes and returns after decertification are for a person."""
    entry = prescriber(case)
    standing = certification(entry, case)
    asked = case.known("request_type")
    if standing is Certification.ENDED:
        yield review("STANDING_ENDED", "The prescriber was certified before, and that ended.", "npi")
    elif case.unsure("request_type") and standing is not Certification.UNKNOWN:
        yield unsure(case, "request_type")
    elif asked in {"change", "recertification"}:
        yield review("CONFLICT_REQUEST_TYPE", "A change or recertification is for a person.", "request_type")
    elif entry is not None and standing in {Certification.HOLDS, Certification.LATE}:
        yield from _again(case, entry.fax)


def _again(case: Case, fax_on_file: str) -> Iterator[Remark]:
    fax = case.known("office_fax")
    if fax and fax_on_file and fax != fax_on_file:
        message = "The prescriber is certified with another fax number: a change of information."
        yield review("CONFLICT_OFFICE_FAX", message, "office_fax")
    else:
        yield refusal("DUPLICATE", "The prescriber is certified already.", "npi")


def not_active(case: Case, entry: NationalNpi | None) -> Iterator[Remark]:
    """An NPI that the national list has deactivated is for a person."""
    if entry is not None and not entry.active:
        yield review("INVALID_NPI", f"The national list has deactivated {label(case, 'npi')}.", "npi")


def _named_otherwise(case: Case, names: tuple[str, str], entry: NationalNpi | None) -> bool:
    if entry is None or entry.kind is not NpiKind.PERSON:
        return False
    return not _same_name(case, names, (entry.first_name, entry.last_name))


def _confirmed(case: Case) -> bool:
    """Whether the national list says that the NPI is this person's."""
    names, entry = prescriber_names(case), national(case, "npi")
    is_person = entry is not None and entry.active and entry.kind is NpiKind.PERSON
    return is_person and all(names) and not _named_otherwise(case, names, entry)


def _same_name(case: Case, names: tuple[str, str], other: tuple[str, str]) -> bool:
    return person_similarity(*names, *other) >= case.limits.name_similarity
