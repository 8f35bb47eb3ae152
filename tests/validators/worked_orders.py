"""More worked examples of rules on orders and on the patient's condition."""

from tests.validators.builders import PRESCRIPTION_AUTHORIZATION
from tests.validators.worked_doubts import guessed, unread
from tests.validators.worked_papers import Worked, typed

ON_ORDERS = (
    Worked(
        "drug_is_kynamro",
        PRESCRIPTION_AUTHORIZATION,
        "the drug is `Praluent 75 mg/mL`",
        typed(drug="Praluent 75 mg/mL"),
        "INVALID_DRUG",
    ),
    Worked(
        "drug_is_kynamro",
        PRESCRIPTION_AUTHORIZATION,
        "the drug is `KYNAMR0 200 mg/mL`, with a zero",
        typed(drug="KYNAMR0 200 mg/mL"),
        "ILLEGIBLE_DRUG",
    ),
    Worked(
        "quantity_is_weekly",
        PRESCRIPTION_AUTHORIZATION,
        "the quantity is `four`",
        typed(quantity="four"),
        "INVALID_QUANTITY",
    ),
    Worked(
        "quantity_is_weekly",
        PRESCRIPTION_AUTHORIZATION,
        "14 syringes are ordered, for 98 days",
        typed(quantity="14", days_supply="98"),
        "CONFLICT_QUANTITY",
    ),
    Worked(
        "refills_are_in_range",
        PRESCRIPTION_AUTHORIZATION,
        "13 refills are ordered",
        typed(refills="13"),
        "INVALID_REFILLS",
    ),
    Worked(
        "refills_are_in_range",
        PRESCRIPTION_AUTHORIZATION,
        "91 days with 4 refills are more than a year",
        typed(days_supply="91", refills="4"),
        "ORDER_OFF_LABEL",
    ),
    Worked(
        "diagnosis_code_agrees",
        PRESCRIPTION_AUTHORIZATION,
        "the diagnosis code was not read with certainty",
        unread("icd10"),
        "ILLEGIBLE_ICD10",
    ),
    Worked(
        "laboratory_values_are_safe",
        PRESCRIPTION_AUTHORIZATION,
        "ALT may be 12 or 120 IU/L",
        guessed("alt_value", "12", "120"),
        "ILLEGIBLE_ALT_VALUE",
    ),
)
"""Further worked examples, of rules that say different things of different orders."""
