"""Where each rule comes from, in one line."""

from collections.abc import Mapping

_PAGE = "KYNAMRO REMS program page"
_LABEL = "KYNAMRO prescribing information"
_LIKE = "published forms of REMS of the same kind"
_CHOICE = "a choice of this desk, which the program's owner may change"

SOURCES: Mapping[str, str] = {
    "form_is_filled_in": f"{_CHOICE}: a blank form asks for nothing",
    "pages_complete": f"{_LIKE} print the page and the number of pages; {_CHOICE}",
    "pages_belong_together": f"{_CHOICE}: two people's pages may come in one call",
    "edition_is_current": f"{_PAGE}: all materials changed on 2017-10-25; {_CHOICE}",
    "not_sent_before": f"{_CHOICE}: a photocopied attestation is none",
    "margins_are_empty": f"{_CHOICE}: harm may be told anywhere on the page",
    "required_fields_filled_in": f"{_LIKE}: complete all required fields",
    "conditional_fields_filled_in": f"{_LIKE}: a field asked for by another answer",
    "optional_fields_noted": _CHOICE,
    "values_are_well_formed": "check digits of NPI (ISO/IEC 7812, prefix 80840) and DEA; NANP phones",
    "fax_is_not_the_programs": f"{_PAGE}: fax line 1-877-778-9008",
    "zip_fits_state": "first three digits of the ZIP code, as the postal service assigns them",
    "dea_fits_name": "second letter of a DEA number, as usually assigned",
    "ncpdp_is_plausible": "inferred from published numbers; no official statement found",
    "dates_are_possible": "Gregorian calendar",
    "birth_date_is_plausible": _CHOICE,
    "patient_is_adult": f"{_LABEL}: safety not established under 18",
    "guardian_given_when_needed": f"{_LIKE}: guardian's name, relationship and phone",
    "signatures_present": f"{_PAGE}: forms are completed and signed",
    "signers_are_named": f"{_CHOICE}: a contact may prepare a form and not sign it",
    "two_people_signed": f"{_PAGE}: the patient acknowledges with the prescriber",
    "signature_dates_hold": _CHOICE,
    "signed_together": f"{_CHOICE}: one form is one conversation",
    "nothing_negates_hofh": f"{_PAGE}: HoFH only; {_LABEL} excludes HeFH",
    "nothing_tells_of_harm": "drug-safety rules take receipt by an agent as receipt by the sponsor",
    "patient_does_not_withdraw": f"{_CHOICE}: an acknowledgment that is taken back is none",
    "npi_belongs_to_prescriber": f"{_CHOICE}: a misread digit may leave a valid number",
    "npi_is_a_persons": "NPI type 1 for people, type 2 for organizations",
    "npi_is_an_organizations": "NPI type 1 for people, type 2 for organizations",
    "knowledge_assessment_passed": f"{_PAGE}: all 6 of 6 correct",
    "prescriber_not_certified_before": _CHOICE,
    "applicant_is_a_pharmacy": f"{_PAGE}: certification is for pharmacies that dispense",
    "shipping_stays_in_state": _CHOICE,
    "pharmacy_not_certified_before": f"{_LIKE}: a new representative submits the form again",
    "prescriber_may_enroll": f"{_PAGE}: the certified prescriber completes the form with the patient",
    "patient_not_enrolled_before": _CHOICE,
    "drug_is_kynamro": f"{_LABEL}: 200 mg in 1 mL",
    "directions_are_on_label": f"{_LABEL}: 200 mg under the skin once weekly",
    "quantity_is_weekly": f"{_LABEL}: one syringe a week",
    "refills_are_in_range": _CHOICE,
    "diagnosis_code_agrees": "ICD-10-CM E78.01 from 2016-10-01, E78.0 from 2015-10-01; ICD-9-CM 272.0",
    "laboratory_values_are_safe": f"{_LABEL}, boxed warning: ALT or AST at or above 3 times the upper limit",
    "prescriber_may_prescribe": f"{_PAGE}: only certified prescribers prescribe",
    "patient_is_enrolled": f"{_PAGE}, 2017-10-25: each new patient is enrolled first",
    "pharmacy_may_dispense": f"{_PAGE}: only certified pharmacies dispense",
    "no_open_authorization": f"{_CHOICE}: one authorization for each new prescription",
}
"""One line for every rule of RULES."""
