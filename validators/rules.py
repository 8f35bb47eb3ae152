"""The rules by name, and running those a form names."""

from collections.abc import Mapping

from documents import BadFormFile, Finding
from forms.definition import FormDefinition
from validators.assessment import answers_are_scored
from validators.authorization import (
    no_open_authorization,
    patient_is_enrolled,
    pharmacy_may_dispense,
    prescriber_may_prescribe,
)
from validators.case import Case
from validators.changes import (
    change_is_near,
    new_fax_can_be_dialed,
    participant_is_on_file,
    previous_representative_is_on_file,
    signer_speaks_for_participant,
    something_changes,
)
from validators.clinical import (
    diagnosis_code_agrees,
    laboratory_values_are_safe,
    nothing_negates_hofh,
    nothing_tells_of_harm,
    patient_does_not_withdraw,
)
from validators.dates import (
    birth_date_is_plausible,
    dates_are_possible,
    patient_is_adult,
    signature_dates_hold,
    signed_together,
)
from validators.discontinuation import discontinuation_day_holds, reason_tells_of_no_harm
from validators.essential import essential_rules
from validators.formats import (
    dea_fits_name,
    fax_is_not_the_programs,
    ncpdp_is_plausible,
    values_are_well_formed,
    zip_fits_state,
)
from validators.order import (
    directions_are_on_label,
    drug_is_kynamro,
    quantity_is_weekly,
    refills_are_in_range,
)
from validators.pages import (
    edition_is_current,
    margins_are_empty,
    not_sent_before,
    pages_belong_together,
    pages_complete,
)
from validators.patient_enrollment import (
    guardian_given_when_needed,
    patient_not_enrolled_before,
    prescriber_may_enroll,
)
from validators.pharmacy_enrollment import (
    applicant_is_a_pharmacy,
    npi_is_an_organizations,
    pharmacy_not_certified_before,
    shipping_stays_in_state,
)
from validators.prescriber_enrollment import (
    knowledge_assessment_passed,
    npi_belongs_to_prescriber,
    npi_is_a_persons,
    npi_is_confirmed,
    prescriber_not_certified_before,
)
from validators.presence import (
    conditional_fields_filled_in,
    form_is_filled_in,
    optional_fields_noted,
    required_fields_filled_in,
)
from validators.say import Rule
from validators.signatures import signatures_present, signers_are_named, two_people_signed

RULE_SET = "2017-10.6"
"""The version of the rules, recorded with every decision; it changes whenever a rule or its severity does."""

RULES: Mapping[str, Rule] = {
    "form_is_filled_in": form_is_filled_in,
    "pages_complete": pages_complete,
    "pages_belong_together": pages_belong_together,
    "edition_is_current": edition_is_current,
    "not_sent_before": not_sent_before,
    "margins_are_empty": margins_are_empty,
    "required_fields_filled_in": required_fields_filled_in,
    "conditional_fields_filled_in": conditional_fields_filled_in,
    "optional_fields_noted": optional_fields_noted,
    "values_are_well_formed": values_are_well_formed,
    "fax_is_not_the_programs": fax_is_not_the_programs,
    "zip_fits_state": zip_fits_state,
    "dea_fits_name": dea_fits_name,
    "ncpdp_is_plausible": ncpdp_is_plausible,
    "dates_are_possible": dates_are_possible,
    "birth_date_is_plausible": birth_date_is_plausible,
    "patient_is_adult": patient_is_adult,
    "signatures_present": signatures_present,
    "signers_are_named": signers_are_named,
    "two_people_signed": two_people_signed,
    "signature_dates_hold": signature_dates_hold,
    "signed_together": signed_together,
    "nothing_negates_hofh": nothing_negates_hofh,
    "nothing_tells_of_harm": nothing_tells_of_harm,
    "patient_does_not_withdraw": patient_does_not_withdraw,
    "npi_belongs_to_prescriber": npi_belongs_to_prescriber,
    "npi_is_a_persons": npi_is_a_persons,
    "npi_is_confirmed": npi_is_confirmed,
    "knowledge_assessment_passed": knowledge_assessment_passed,
    "prescriber_not_certified_before": prescriber_not_certified_before,
    "npi_is_an_organizations": npi_is_an_organizations,
    "applicant_is_a_pharmacy": applicant_is_a_pharmacy,
    "shipping_stays_in_state": shipping_stays_in_state,
    "pharmacy_not_certified_before": pharmacy_not_certified_before,
    "guardian_given_when_needed": guardian_given_when_needed,
    "prescriber_may_enroll": prescriber_may_enroll,
    "patient_not_enrolled_before": patient_not_enrolled_before,
    "drug_is_kynamro": drug_is_kynamro,
    "directions_are_on_label": directions_are_on_label,
    "quantity_is_weekly": quantity_is_weekly,
    "refills_are_in_range": refills_are_in_range,
    "diagnosis_code_agrees": diagnosis_code_agrees,
    "laboratory_values_are_safe": laboratory_values_are_safe,
    "prescriber_may_prescribe": prescriber_may_prescribe,
    "patient_is_enrolled": patient_is_enrolled,
    "pharmacy_may_dispense": pharmacy_may_dispense,
    "no_open_authorization": no_open_authorization,
    "answers_are_scored": answers_are_scored,
    "discontinuation_day_holds": discontinuation_day_holds,
    "reason_tells_of_no_harm": reason_tells_of_no_harm,
    "participant_is_on_file": participant_is_on_file,
    "signer_speaks_for_participant": signer_speaks_for_participant,
    "something_changes": something_changes,
    "new_fax_can_be_dialed": new_fax_can_be_dialed,
    "change_is_near": change_is_near,
    "previous_representative_is_on_file": previous_representative_is_on_file,
}
"""Every rule by the name under which form files ask for it."""


def check_rules(form: FormDefinition) -> None:
    """Make sure a form names only rules that exist and all that its outcome needs; BadFormFile says which."""
    place = f"{form.ref}: rules"
    unknown = [name for name in form.rules if name not in RULES]
    if unknown:
        raise BadFormFile(f"{place}: there is no rule {unknown[0]!r}")
    needed = essential_rules(form)
    if not needed:
        raise BadFormFile(f"{form.ref}: grants: this form cannot grant {form.grants.value!r}")
    absent = [name for name in needed if name not in form.rules]
    if absent:
        raise BadFormFile(f"{place}: {absent[0]!r} is needed to grant {form.grants.value!r}")


def check(case: Case) -> tuple[Finding, ...]:
    """All findings of the rules the form names, in the form's order.

    BadFormFile when the form names a rule that does not exist or lacks one its outcome needs.
    """
    check_rules(case.form)
    return tuple(remark.by(name) for name in case.form.rules for remark in RULES[name](case))
