"""Why an order or form is refused, in the two-letter codes of NCPDP."""

from typing import Final

from documents import Disposition, Standing
from validators import Case
from validators.standing import Certification, certification, patients, pharmacy, prescriber

MEANINGS: Final = {
    "EM": "patient enrollment required",
    "ES": "prescriber certification required",
    "EO": "pharmacy certification required",
    "EC": "case information missing or invalid",
    "EX": "prescriber deactivated",
    "EY": "pharmacy deactivated",
    "EZ": "patient deactivated",
}
"""The denial codes in use between pharmacies and REMS administrators (SCRIPT 2017071)."""


def refusal_code(case: Case, disposition: Disposition) -> str:
    """The code of a refusal: prescriber before pharmacy before patient, as they must be put right."""
    reasons = disposition.reasons
    if "PRESCRIBER_NOT_CERTIFIED" in reasons:
        return "EX" if certification(prescriber(case), case) is Certification.ENDED else "ES"
    if "PHARMACY_NOT_CERTIFIED" in reasons:
        ended = certification(pharmacy(case, "pharmacy_npi"), case) is Certification.ENDED
        return "EY" if ended else "EO"
    if "PATIENT_NOT_ENROLLED" in reasons:
        exact, _ = patients(case)
        return "EZ" if any(known.standing is Standing.DISCONTINUED for known in exact) else "EM"
    return "EC"
