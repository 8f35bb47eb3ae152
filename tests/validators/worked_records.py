"""A worked example of every rule on what forms put on record."""

from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    KNOWLEDGE_ASSESSMENT,
    PATIENT_DISCONTINUATION,
    REPRESENTATIVE_CHANGE,
    REPRESENTED,
)
from tests.validators.worked_papers import Worked, typed
from tests.validators.worked_people import on_file
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
    Worked(
        "participant_is_on_file",
        CHANGE_OF_INFORMATION,
        "nobody with the NPI is on file",
        on_file(prescribers=()),
        "PARTICIPANT_UNKNOWN",
    ),
    Worked(
        "participant_is_on_file",
        REPRESENTATIVE_CHANGE,
        "the NPI is on file as that of Quay Street Apothecary",
        on_file(pharmacies=(REPRESENTED.model_copy(update={"name": "Quay Street Apothecary"}),)),
        "CONFLICT_PHARMACY_NAME",
    ),
    Worked(
        "signer_speaks_for_participant",
        CHANGE_OF_INFORMATION,
        "Odile Farrow of the office signs for the prescriber",
        typed(participant_printed_name="Odile Farrow"),
        "SIG_WRONG_PERSON",
    ),
    Worked(
        "something_changes",
        CHANGE_OF_INFORMATION,
        "nothing new is filled in",
        typed(new_fax=""),
        "NOTHING_CHANGES",
    ),
    Worked(
        "new_fax_can_be_dialed",
        CHANGE_OF_INFORMATION,
        "the new fax number is the program's",
        typed(new_fax="8777789008"),
        "INVALID_NEW_FAX",
    ),
    Worked(
        "change_is_near",
        CHANGE_OF_INFORMATION,
        "the change is to hold from a day a year ahead",
        typed(effective_date="2019-03-09"),
        "CONFLICT_EFFECTIVE_DATE",
    ),
    Worked(
        "previous_representative_is_on_file",
        REPRESENTATIVE_CHANGE,
        "another representative is on file",
        on_file(pharmacies=(REPRESENTED,)),
        "CONFLICT_PREVIOUS_LAST_NAME",
    ),
)
"""In the order of RULES."""
