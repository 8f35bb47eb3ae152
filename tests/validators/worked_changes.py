"""A worked example of every rule on changes of what is on file of a participant."""

from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    REPRESENTATIVE_CHANGE,
    REPRESENTED,
)
from tests.validators.worked_papers import Worked, typed
from tests.validators.worked_people import on_file

ON_CHANGES = (
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
