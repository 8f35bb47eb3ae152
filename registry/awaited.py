"""What a decision waits for, and what new evidence is about, in the same words."""

import datetime as dt
from collections.abc import Iterable, Iterator

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
    if reading is None or disposition.outcome not in outcomes or not set(disposition.reasons) <= _CODES:
        return ()
    wanted = (key for finding in disposition.findings for key in _wanted(finding, reading))
    return tuple(dict.fromkeys(wanted))


def waits_until(disposition: Disposition, on: dt.date) -> dt.date | None:
    """The last day on which new evidence changes a decision of today; None: as long as it takes."""
    refused = disposition.outcome is Outcome.REJECT
    return on + dt.timedelta(days=REFUSED_WAITS_DAYS) if refused else None


_CODES = frozenset(
    {
        "KA_MISSING",
        "NPI_UNCONFIRMED",
        "PRESCRIBER_NOT_CERTIFIED",
        "PHARMACY_NOT_CERTIFIED",
        "PATIENT_NOT_ENROLLED",
    }
)


def _wanted(finding: Finding, reading: FormReading) -> Iterator[str]:
    if finding.severity is Severity.NOTE:
        return
    npi = reading.value("prescriber_npi") or reading.value("npi")
    if finding.code == "KA_MISSING":
        yield of_knowledge(npi)
    elif finding.code == "NPI_UNCONFIRMED":
        yield from (of_prescriber(npi), of_name(npi))
    elif finding.code == "PRESCRIBER_NOT_CERTIFIED":
        yield of_prescriber(npi)
    elif finding.code == "PHARMACY_NOT_CERTIFIED":
        pharmacy = reading.value("pharmacy_npi")
        yield of_pharmacy(pharmacy) if pharmacy else ANY_PHARMACY
    elif finding.code == "PATIENT_NOT_ENROLLED":
        yield of_patient(reading.value("patient_birth_date"))


def all_of_pharmacy(npi: str) -> Iterable[str]:
    """What a pharmacy's new standing is evidence of: of this one, and that one more is there to be named."""
    return (of_pharmacy(npi), ANY_PHARMACY)
