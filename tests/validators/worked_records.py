"""A worked example of every rule on what is put on record."""

from tests.validators.builders import KNOWLEDGE_ASSESSMENT, PATIENT_DISCONTINUATION
from tests.validators.worked_papers import Worked, typed
from validators import Limits

ON_RECORDS = (
    Worked(
        "answers_are_scored",
        KNOWLEDGE_ASSESSMENT,
        "no answer key is configured",
        lambda case: case.model_copy(update={"limits": Limits()}),
        "KA_UNSCORED",
    ),
    Worked(
        "answers_are_scored",
        KNOWLEDGE_ASSESSMENT,
        "the key says otherwise of Question 1",
        typed(answer_1="d"),
        "KA_FAILED",
    ),
    Worked(
        "discontinuation_day_holds",
        PATIENT_DISCONTINUATION,
        "the effective date is before the day of enrollment",
        typed(effective_date="2018-01-31"),
        "CONFLICT_EFFECTIVE_DATE",
    ),
    Worked(
        "discontinuation_day_holds",
        PATIENT_DISCONTINUATION,
        "the effective date is a year ahead",
        typed(effective_date="2019-03-09"),
        "CONFLICT_EFFECTIVE_DATE",
    ),
    Worked(
        "reason_tells_of_no_harm",
        PATIENT_DISCONTINUATION,
        "the reason is a liver problem",
        typed(reason="liver"),
        "AE_SUSPECTED",
    ),
)
"""Worked examples of rules on discontinuations and answer sheets, in the order of RULES."""
