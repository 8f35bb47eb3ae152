"""The fields each form must carry: `*` required, `?` conditional, `!` critical; the rest are optional."""

PRESCRIBER = """
request_type:choice first_name:name* middle_initial:initial last_name:name* credentials:choice*
credentials_other:text? specialty:choice* specialty_other:text? npi:npi*! license_number:license
license_state:state? dea:dea practice_name:text address_1:address* address_2:address city:city* state:state*
zip:zip* office_phone:phone* office_phone_ext:extension office_fax:phone* email:email
prescriber_signature:signature*! prescriber_printed_name:name* prescriber_signature_date:date*
"""
PRESCRIBER_2017 = """
preferred_contact:choice preferred_time:choice
contact_1_name:name contact_1_phone:phone contact_1_fax:phone contact_1_email:email
contact_2_name:name contact_2_phone:phone contact_2_fax:phone contact_2_email:email
attest_training:tick* attest_indication:tick*! attest_monitoring:tick* attest_counseling:tick*
attest_authorization:tick* attest_reporting:tick* attest_contact:tick* attest_compliance:tick*
"""
PHARMACY = """
pharmacy_type:choice* pharmacy_type_other:text? request_type:choice pharmacy_name:text* npi:npi*! ncpdp:ncpdp
license_number:license license_state:state? dea:dea hin:text address_1:address* address_2:address city:city*
state:state* zip:zip* phone:phone* fax:phone* ship_same:tick ship_address_1:address ship_city:city
ship_state:state ship_zip:zip rep_first_name:name* rep_middle_initial:initial rep_last_name:name*
rep_position:choice* rep_position_other:text? rep_credentials:choice* rep_credentials_other:text?
rep_phone:phone* rep_phone_ext:extension rep_fax:phone* rep_email:email* rep_mobile:phone
preferred_contact:choice attest_designated:tick* attest_reviewed:tick* attest_training:tick*
attest_processes:tick* attest_dispense:tick* attest_transfer:tick* attest_records:tick* attest_reporting:tick*
attest_representative:tick* representative_signature:signature*! representative_printed_name:name*
representative_signature_date:date*
"""
ACKNOWLEDGMENT = """
patient_first_name:name* patient_middle_initial:initial patient_last_name:name* patient_birth_date:date*!
patient_sex:choice patient_address_1:address patient_city:city patient_state:state patient_zip:zip
patient_phone:phone patient_alternate_phone:phone patient_email:email patient_language:text
emergency_name:name emergency_phone:phone guardian_name:name? guardian_relationship:text?
guardian_phone:phone? guardian_email:email prescriber_first_name:name* prescriber_last_name:name*
prescriber_npi:npi*! prescriber_address_1:address prescriber_city:city prescriber_state:state
prescriber_zip:zip prescriber_phone:phone prescriber_fax:phone office_contact:name attest_hofh:tick*!
attest_counseled:tick*! attest_monitoring:tick* page_2_patient_name:name ack_liver:tick* ack_tests:tick*
ack_symptoms:tick* ack_enrollment:tick* ack_sharing:tick* ack_contact:tick* patient_signature:signature*!
patient_printed_name:name* patient_signature_date:date* prescriber_signature:signature*!
prescriber_printed_name:name* prescriber_signature_date:date*
"""
AUTHORIZATION = """
patient_first_name:name* patient_middle_initial:initial patient_last_name:name* patient_birth_date:date*!
patient_address_1:address* patient_city:city* patient_state:state* patient_zip:zip* patient_phone:phone*
patient_sex:choice allergies:text insurance:text prescriber_first_name:name* prescriber_last_name:name*
prescriber_npi:npi*! prescriber_specialty:text prescriber_address_1:address prescriber_city:city
prescriber_state:state prescriber_zip:zip prescriber_phone:phone* prescriber_fax:phone* office_contact:name
license_number:license license_state:state? dea:dea icd10:icd10 attest_hofh:tick*! attest_liver:tick*!
attest_acknowledgment:tick* alt_value:decimal alt_date:date ast_value:decimal ast_date:date alp_value:decimal
alp_date:date bilirubin_value:decimal bilirubin_date:date therapy:choice drug:text*! directions:text*!
quantity:integer*! days_supply:integer* refills:integer*! substitution:choice ship_to:choice
pharmacy_name:text pharmacy_npi:npi prescriber_signature:signature*! prescriber_printed_name:name*
prescriber_signature_date:date*
"""
DISCONTINUATION = """
patient_first_name:name* patient_last_name:name* patient_birth_date:date*! prescriber_first_name:name*
prescriber_last_name:name* prescriber_npi:npi*! prescriber_phone:phone prescriber_fax:phone
office_contact:name reason:choice* reason_other:text? effective_date:date*! attest_discontinuation:tick*!
prescriber_signature:signature*! prescriber_signature_date:date* prescriber_printed_name:name*
"""
CHANGE = """
participant_kind:choice*! first_name:name? last_name:name? pharmacy_name:text? npi:npi*! new_first_name:name
new_last_name:name new_pharmacy_name:text new_address_1:address? new_address_2:address new_city:city?
new_state:state? new_zip:zip? new_phone:phone new_fax:phone! new_email:email effective_date:date*!
participant_signature:signature*! participant_printed_name:name* participant_signature_date:date*
"""
REPRESENTATIVE = """
pharmacy_name:text* npi:npi*! previous_first_name:name previous_last_name:name rep_first_name:name*!
rep_last_name:name*! rep_title:text* rep_phone:phone* rep_fax:phone* rep_email:email* attest_designated:tick*!
attest_training:tick*! attest_processes:tick* representative_signature:signature*!
representative_printed_name:name* representative_signature_date:date*
"""
FIELDS = {
    "prescriber_enrollment/2017-10": PRESCRIBER + PRESCRIBER_2017,
    "prescriber_enrollment/2015-07": PRESCRIBER + "attest_all:tick*!",
    "pharmacy_enrollment/2017-10": PHARMACY,
    "patient_acknowledgment/2017-10": ACKNOWLEDGMENT,
    "prescription_authorization/2017-10": AUTHORIZATION,
}
"""Form and edition to its fields."""
FIELDS |= {name.replace("2017-10", "2026-11"): fields for name, fields in FIELDS.items() if "2017-10" in name}

FIELDS["patient_discontinuation/2017-10"] = DISCONTINUATION
FIELDS["change_of_information/2017-10"] = CHANGE
FIELDS["representative_change/2017-10"] = REPRESENTATIVE

FIELDS["knowledge_assessment/2017-10"] = """
first_name:name* last_name:name* npi:npi*! assessment_date:date*! office_fax:phone answer_1:choice*!
answer_2:choice*! answer_3:choice*! answer_4:choice*! answer_5:choice*! answer_6:choice*!
"""

OPTIONS = {
    **{f"knowledge_assessment.answer_{number}": "a b c d" for number in range(1, 7)},
    "prescriber_enrollment.request_type": "new recertification change",
    "pharmacy_enrollment.request_type": "new recertification change_of_representative",
    "prescriber_enrollment.credentials": "md do np pa aprn other",
    "prescriber_enrollment.specialty": "cardiology endocrinology lipidology internal_medicine other",
    "prescriber_enrollment.preferred_contact": "fax email phone",
    "prescriber_enrollment.preferred_time": "am pm",
    "pharmacy_enrollment.pharmacy_type": "specialty retail inpatient other",
    "pharmacy_enrollment.rep_position": "pharmacy_manager staff_pharmacist director executive other",
    "pharmacy_enrollment.rep_credentials": "rph pharmd bcps other",
    "pharmacy_enrollment.preferred_contact": "phone mobile email text",
    "patient_acknowledgment.patient_sex": "female male",
    "change_of_information.participant_kind": "prescriber pharmacy",
    "patient_discontinuation.reason": "liver side_effect no_benefit patient_decision lost death other",
    "prescription_authorization.patient_sex": "female male",
    "prescription_authorization.therapy": "new continuing restart",
    "prescription_authorization.substitution": "dispense_as_written substitution_permitted",
    "prescription_authorization.ship_to": "patient office",
}
"""Choices and their options in printed order."""
