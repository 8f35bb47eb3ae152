"""The reason codes of findings: stable, countable, each with one sentence."""

import re
from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "MISSING_<FIELD>": "A field that must be filled in is blank.",
    "ILLEGIBLE_<FIELD>": "A field could not be read with certainty.",
    "INVALID_<FIELD>": "A field is read with certainty and cannot be right.",
    "CONFLICT_<FIELD>": "A field contradicts another field, the registry or itself.",
    "SIG_MISSING_<ROLE>": "A signature is absent.",
    "SIG_UNCERTAIN_<ROLE>": "What stands on a signature line may not be a signature.",
    "SIG_WRONG_PERSON": "The printed name beside a signature is not that of the person who must sign.",
    "SIG_STAMP": "A signature looks like a rubber stamp.",
    "DATE_FUTURE": "A signature is dated after the day the fax was received.",
    "DATE_STALE": "A signature is older than the limit.",
    "PAGES_MISSING": "Pages of the form were not received.",
    "PAGE_AWAITED": "A page of the form was not received, but one of the same caller waits to be identified.",
    "PAGE_UNIDENTIFIED": "Nobody knows yet what the page is.",
    "PAGES_FOREIGN": "Pages of the document may belong to different forms or people.",
    "VERSION_OLD": "The edition of the form had been superseded when it was received.",
    "VERSION_UNKNOWN": "The edition of the form was not in use when it was received.",
    "STANDING_ENDED": "The applicant was decertified or discontinued before.",
    "KA_MISSING": "No knowledge assessment with every answer correct is on file.",
    "PRESCRIBER_NOT_CERTIFIED": "The prescriber is not certified.",
    "CERTIFIED_LATE": "The prescriber is certified now, but was not known to be when the fax was received.",
    "PHARMACY_NOT_CERTIFIED": "The pharmacy is not certified.",
    "PATIENT_NOT_ENROLLED": "The patient is not enrolled.",
    "NPI_UNCONFIRMED": "Nothing on file confirms that the NPI belongs to the name.",
    "HOFH_ABSENT": "The statement of a diagnosis consistent with HoFH is not ticked.",
    "HOFH_NEGATED": "Writing on the form contradicts the statement of HoFH, or refuses to attest.",
    "PATIENT_WITHDRAWS": "Writing on the form may say that the patient withdraws, or does not agree.",
    "LIVER_ABSENT": "The statement about liver tests is not ticked.",
    "ORDER_INCOMPLETE": "The drug order lacks its strength.",
    "ORDER_OFF_LABEL": "The order differs from 200 mg once weekly, or reaches beyond a year.",
    "UNDER_AGE": "The patient is under 18; safety is not established.",
    "DUPLICATE": "The same was decided before.",
    "REUSED_IMAGE": "A page or a signature is a copy of one sent before with other content.",
    "ALTERED": "A box or text was struck out or written over.",
    "MARGIN_NOTE": "There is handwriting outside the fields.",
    "AUDIT_ERROR": "Two people who keyed a field again without seeing its reading found another value.",
    "AE_SUSPECTED": "A laboratory value or text may tell of an adverse event.",
    "OTHER_PROGRAM": "The pages belong to another program.",
    "NOT_A_FORM": "Nothing is filled in: a blank form, a cover sheet, an empty page or an advertisement.",
}
"""Every code pattern; `<FIELD>` is a field name and `<ROLE>` the role of a signer, both in capitals."""

NEVER_OVERRIDDEN = (
    "SIG_MISSING_<ROLE>",
    "PRESCRIBER_NOT_CERTIFIED",
    "PHARMACY_NOT_CERTIFIED",
    "PATIENT_NOT_ENROLLED",
    "HOFH_ABSENT",
    "KA_MISSING",
    "PAGE_AWAITED",
    "PAGE_UNIDENTIFIED",
)
"""Codes that need new evidence, or a page settled; a person cannot set them aside."""

IDENTITY_FIELDS = (
    "npi",
    "prescriber_npi",
    "pharmacy_npi",
    "pharmacy_name",
    "patient_first_name",
    "patient_last_name",
    "patient_birth_date",
)
"""Fields that say whose standing decides: while one of them is not known, no standing can be looked up."""

_NOT_KNOWN = ("MISSING", "ILLEGIBLE", "INVALID")

_VARIABLE = re.compile(r"<[A-Z]+>")


def is_listed(code: str) -> bool:
    """Whether a code follows one of the listed patterns."""
    return any(_follows(code, pattern) for pattern in REASONS)


def may_be_overridden(code: str) -> bool:
    """Whether a person may set a finding of this code aside, with a reason.

    A field of IDENTITY_FIELDS that is missing, unread or impossible has to be read or asked for again.
    """
    unknown = {f"{what}_{name.upper()}" for what in _NOT_KNOWN for name in IDENTITY_FIELDS}
    return code not in unknown and not any(_follows(code, pattern) for pattern in NEVER_OVERRIDDEN)


def sentence(code: str) -> str:
    """What a listed code means; KeyError for a code that is not listed."""
    for pattern, meaning in REASONS.items():
        if _follows(code, pattern):
            return meaning
    raise KeyError(code)


def _follows(code: str, pattern: str) -> bool:
    return re.fullmatch(_VARIABLE.sub("[A-Z0-9_]+", pattern), code) is not None
