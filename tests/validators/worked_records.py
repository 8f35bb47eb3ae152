"""A worked example of every rule on what forms put on record."""

from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    KNOWLEDGE_ASSESSMENT,
    PATIENT_DISCONTINUATION,
    PHARMACY,
    PHARMACY_NPI,
    REPRESENTATIVE_CHANGE,
    REPRESENTED,
    with_facts,
    with_values,
)
from tests.validators.worked_doubts import given_up, unread
from tests.validators.worked_papers import Change, Worked, typed
from tests.validators.worked_people import on_file
from validators import Case, Limits


def of_pharmacy(**values: str) -> Change:
    """The change of information as that of a pharmacy on file, signed by its representative."""
    participant = {
        "participant_kind": "pharmacy",
        "first_name": "",
        "last_name": "",
        "pharmacy_name": PHARMACY.name,
        "npi": PHARMACY_NPI,
        "participant_printed_name": "Wen Castellanos, PharmD",
    }

    def change(case: Case) -> Case:
        return with_facts(
            with_values(case, **{**participant, **values}), pharmacies=(REPRESENTED,), prescribers=()
        )

    return change


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
        "answers_are_scored",
        KNOWLEDGE_ASSESSMENT,
        "Question 1 was not read with certainty",
        unread("answer_1"),
        "KA_UNSCORED",
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
        CHANGE_OF_INFORMATION,
        "the NPI on file is a prescriber's and the change a pharmacy's",
        typed(participant_kind="pharmacy"),
        "PARTICIPANT_UNKNOWN",
    ),
    Worked(
        "participant_is_on_file",
        REPRESENTATIVE_CHANGE,
        "the NPI was not read with certainty",
        unread("npi"),
        "ILLEGIBLE_NPI",
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
        "signer_speaks_for_participant",
        CHANGE_OF_INFORMATION,
        "Odile Farrow signs for a pharmacy whose representative is Wen Castellanos",
        of_pharmacy(participant_printed_name="Odile Farrow"),
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
        "something_changes",
        CHANGE_OF_INFORMATION,
        "nothing new of a pharmacy is filled in",
        of_pharmacy(new_fax=""),
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
        "new_fax_can_be_dialed",
        CHANGE_OF_INFORMATION,
        "the new fax number is 117-555-0142, in no area there is",
        typed(new_fax="1175550142"),
        "INVALID_NEW_FAX",
    ),
    Worked(
        "new_fax_can_be_dialed",
        CHANGE_OF_INFORMATION,
        "the new fax number was not read with certainty",
        unread("new_fax"),
        "ILLEGIBLE_NEW_FAX",
    ),
    Worked(
        "new_fax_can_be_dialed",
        CHANGE_OF_INFORMATION,
        "a person cannot read the new fax number either",
        given_up("new_fax"),
        "ILLEGIBLE_NEW_FAX",
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
    Worked(
        "previous_representative_is_on_file",
        REPRESENTATIVE_CHANGE,
        "the previous representative's first name is blank",
        typed(previous_first_name=""),
        "MISSING_PREVIOUS_LAST_NAME",
    ),
    Worked(
        "previous_representative_is_on_file",
        REPRESENTATIVE_CHANGE,
        "the previous representative's first name was not read with certainty",
        unread("previous_first_name"),
        "ILLEGIBLE_PREVIOUS_FIRST_NAME",
    ),
)
"""In the order of RULES."""
