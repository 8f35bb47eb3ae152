"""The rules without which no form may grant an outcome."""

from collections.abc import Mapping

from documents import Outcome
from forms.definition import FormDefinition

_ALWAYS = (
    "form_is_filled_in",
    "pages_complete",
    "pages_belong_together",
    "edition_is_current",
    "not_sent_before",
    "margins_are_empty",
    "required_fields_filled_in",
    "conditional_fields_filled_in",
    "values_are_well_formed",
    "dates_are_possible",
    "signatures_present",
    "signers_are_named",
    "signature_dates_hold",
)
_OF_OUTCOME: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.CERTIFY: _ALWAYS,
    Outcome.ENROLL: (
        *_ALWAYS,
        "birth_date_is_plausible",
        "patient_is_adult",
        "guardian_given_when_needed",
        "npi_belongs_to_prescriber",
        "prescriber_may_enroll",
        "patient_not_enrolled_before",
    ),
    Outcome.AUTHORIZE: (
        *_ALWAYS,
        "birth_date_is_plausible",
        "patient_is_adult",
        "drug_is_kynamro",
        "directions_are_on_label",
        "quantity_is_weekly",
        "refills_are_in_range",
        "laboratory_values_are_safe",
        "npi_belongs_to_prescriber",
        "prescriber_may_prescribe",
        "patient_is_enrolled",
        "pharmacy_may_dispense",
        "no_open_authorization",
    ),
}
_OF_RECORD: Mapping[str, tuple[str, ...]] = {
    "knowledge_assessment": (
        *_ALWAYS,
        "npi_belongs_to_prescriber",
        "npi_is_a_persons",
        "npi_is_confirmed",
        "answers_are_scored",
    ),
    "patient_discontinuation": (
        *_ALWAYS,
        "birth_date_is_plausible",
        "npi_belongs_to_prescriber",
        "patient_is_enrolled",
        "discontinuation_day_holds",
        "reason_tells_of_no_harm",
    ),
    "change_of_information": (
        *_ALWAYS,
        "npi_belongs_to_prescriber",
        "participant_is_on_file",
        "signer_speaks_for_participant",
        "something_changes",
        "new_fax_can_be_dialed",
        "change_is_near",
    ),
    "representative_change": (
        *_ALWAYS,
        "participant_is_on_file",
        "previous_representative_is_on_file",
    ),
}
"""What is put on record differs from form to form, and so do the rules it needs."""


def essential_rules(form: FormDefinition) -> tuple[str, ...]:
    """The rules a form must name to grant what it grants; none when no such form may grant that."""
    if form.grants is Outcome.RECORD:
        return _OF_RECORD.get(form.ref.form, ())
    return _OF_OUTCOME.get(form.grants, ())
