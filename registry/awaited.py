"""What a decision waits for, and what new evidence is about, in the same words."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from documents import Disposition, Finding, FormReading, Outcome, Severity

REFUSED_WAITS_DAYS = 30
"""So long a refused document waits for what it lacked; a form that is older is to be sent again."""

ANY_PHARMACY = "pharmacy"


def of_prescriber(npi: str) -> str:
    """New evidence of a prescriber's name or standing."""
    return f"prescriber {npi}"


def of_pharmacy(npi: str) -> str:
    """New evidence of a pharmacy's standing."""
    return f"{ANY_PHARMACY} {npi}"


def of_knowledge(npi: str) -> str:
    """A new result of the knowledge assessment."""
    return f"knowledge {npi}"


def of_name(npi: str) -> str:
    """A table or the national list says whose an NPI is."""
    return f"name {npi}"


def of_patient(birth_date: dt.date | str) -> str:
    """New evidence of the standing of somebody born on a day, by which patients are found."""
    return f"patient {birth_date}"


def awaited(disposition: Disposition, reading: FormReading | None) -> tuple[str, ...]:
    """The evidence that may change this decision; none unless it was decided by missing evidence alone."""
    outcomes = {Outcome.PENDING, Outcome.REJECT, Outcome.REVIEW}
    if reading is None or disposition.outcome not in outcomes:
        return ()
    wanted = [(finding.code, _wanted(finding, reading)) for finding in disposition.findings]
    if not {code for code, keys in wanted if keys}.issuperset(disposition.reasons):
        return ()
    return tuple(dict.fromkeys(key for _, keys in wanted for key in keys))


def waits_until(disposition: Disposition, on: dt.date) -> dt.date | None:
    """The last day on which new evidence changes a decision of today; None: as long as it takes."""
    refused = disposition.outcome is Outcome.REJECT
    return on + dt.timedelta(days=REFUSED_WAITS_DAYS) if refused else None


_ON_REPRESENTATIVE = frozenset({"signer_speaks_for_participant", "previous_representative_is_on_file"})
"""Rules on a pharmacy's representative, who may have been replaced by a form that is still to come."""


def _wanted(finding: Finding, reading: FormReading) -> tuple[str, ...]:
    if finding.severity is Severity.NOTE:
        return ()
    if finding.rule in _ON_REPRESENTATIVE and reading.value("participant_kind") != "prescriber":
        return (of_pharmacy(reading.value("npi")),)
    evidence = _EVIDENCE.get(finding.code)
    return evidence(reading) if evidence else ()


def _npi(reading: FormReading) -> str:
    return reading.value("prescriber_npi") or reading.value("npi")


def _pharmacy(reading: FormReading) -> str:
    npi = reading.value("pharmacy_npi")
    return of_pharmacy(npi) if npi else ANY_PHARMACY


_EVIDENCE: Mapping[str, Callable[[FormReading], tuple[str, ...]]] = {
    "KA_MISSING": lambda reading: (of_knowledge(_npi(reading)),),
    "NPI_UNCONFIRMED": lambda reading: (of_prescriber(_npi(reading)), of_name(_npi(reading))),
    "PRESCRIBER_NOT_CERTIFIED": lambda reading: (of_prescriber(_npi(reading)),),
    "PHARMACY_NOT_CERTIFIED": lambda reading: (_pharmacy(reading),),
    "PATIENT_NOT_ENROLLED": lambda reading: (of_patient(reading.value("patient_birth_date")),),
    "PARTICIPANT_UNKNOWN": lambda reading: (of_prescriber(_npi(reading)), of_pharmacy(_npi(reading))),
}
"""By the code of a finding the evidence that may remove it."""


def entry_awaited(key: str) -> tuple[str, str]:
    """The kind of entry that evidence is about, and its NPI or birth date; empty for any of the kind."""
    kind, _, of = key.partition(" ")
    return kind, of


def all_of_pharmacy(npi: str) -> Iterable[str]:
    """What a pharmacy's new standing is evidence of: of this one, and that one more is there to be named."""
    return (of_pharmacy(npi), ANY_PHARMACY)
