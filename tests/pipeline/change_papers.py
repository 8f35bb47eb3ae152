"""Forms that change what is on file of the builders' prescriber and pharmacy, one resting on the other."""

from collections.abc import Mapping

from documents import FormRef
from tests.validators.builders import CHANGE_OF_INFORMATION, PHARMACY_NPI, REPRESENTATIVE_CHANGE

CHANGES: Mapping[str, tuple[FormRef, Mapping[str, str]]] = {
    "the prescriber's change": (
        CHANGE_OF_INFORMATION,
        {"new_fax": "6175550188", "effective_date": "2018-03-10"},
    ),
    "a representative": (
        REPRESENTATIVE_CHANGE,
        {
            "previous_first_name": "Wen",
            "previous_last_name": "Castellanos",
            "rep_first_name": "Odile",
            "rep_last_name": "Farrow",
            "representative_printed_name": "Odile Farrow",
            "representative_signature_date": "2018-03-10",
        },
    ),
    "the pharmacy's change": (
        CHANGE_OF_INFORMATION,
        {
            "participant_kind": "pharmacy",
            "first_name": "",
            "last_name": "",
            "npi": PHARMACY_NPI,
            "pharmacy_name": "Harborlight Specialty Pharmacy",
            "new_fax": "6175550199",
            "participant_printed_name": "Odile Farrow",
            "effective_date": "2018-03-11",
        },
    ),
}
"""The pharmacy's change is signed by the new representative."""
