"""Names exactly as similar as the limit asks for count as the same; names a little less similar do not."""

from typing import NamedTuple

import pytest

from documents import FormRef
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    PATIENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PRESCRIBER,
    PRESCRIPTION_AUTHORIZATION,
    REPRESENTATIVE_CHANGE,
    REPRESENTED,
    REPRESENTED_BEFORE,
    perfect,
)
from tests.validators.worked_papers import Change, typed
from tests.validators.worked_people import on_file
from tests.validators.worked_standings import dispensed_by
from validators import check
from validators.names import person_similarity, printed_similarity, similarity, surname_similarity

_PHARMACY = PHARMACY.model_copy(update={"name": "Harbourlite Speciality Pharmacie"})
_PRESCRIBER = PRESCRIBER.model_copy(update={"last_name": "Okaforr-Lynd"})
_PATIENT = PATIENT.model_copy(update={"first_name": "Magnus", "last_name": "Branigen"})
_PHARMACIES = similarity(PHARMACY.name, _PHARMACY.name)
_PRESCRIBERS = person_similarity("Marisol", "Okafor-Lind", "Marisol", "Okaforr-Lynd")
_PRINTED = printed_similarity("Wen", "Castellanos", "Wen Castelanas PharmD")
_PREVIOUS = printed_similarity("Odile", "Farrow", "Odile Farow")
_ON_FILE = printed_similarity("Wen", "Castellanos", "Wen Castelanas")
_SIGNER = printed_similarity("Marisol", "Okafor-Lind", "Marisol Okafor-Lynd")
_PEOPLE = person_similarity("Marissol", "Okafor-Lynd", "Marisol", "Okafor-Lind")
_SURNAMES = surname_similarity("Brannigan", "Branigen")
_ELSEWHERE = _PRESCRIBER.model_copy(update={"npi": "1234567885"})
_NAMESAKES = typed(
    patient_first_name="Marissol",
    patient_last_name="Okafor-Lynd",
    patient_printed_name="",
    prescriber_printed_name="",
)


class Names(NamedTuple):
    """A form with two names, how similar they are, and the code given when they count as the same or not."""

    form: FormRef
    change: Change
    similarity: float
    code: str
    when_same: bool


NAMES = (
    Names(
        PATIENT_ACKNOWLEDGMENT, on_file(patients=(_PATIENT,)), _SURNAMES, "CONFLICT_PATIENT_FIRST_NAME", True
    ),
    Names(
        PRESCRIPTION_AUTHORIZATION,
        on_file(prescribers=(PRESCRIBER, _ELSEWHERE)),
        _PRESCRIBERS,
        "CONFLICT_PRESCRIBER_NPI",
        True,
    ),
    Names(PATIENT_ACKNOWLEDGMENT, _NAMESAKES, _PEOPLE, "SIG_WRONG_PERSON", True),
    Names(PHARMACY_ENROLLMENT, on_file(pharmacies=(_PHARMACY,)), _PHARMACIES, "DUPLICATE", True),
    Names(PRESCRIPTION_AUTHORIZATION, dispensed_by(_PHARMACY), _PHARMACIES, "CONFLICT_PHARMACY_NAME", False),
    Names(
        PRESCRIPTION_AUTHORIZATION,
        on_file(prescribers=(_PRESCRIBER,)),
        _PRESCRIBERS,
        "CONFLICT_PRESCRIBER_NPI",
        False,
    ),
    Names(
        PHARMACY_ENROLLMENT,
        typed(representative_printed_name="Wen Castelanas PharmD"),
        _PRINTED,
        "SIG_WRONG_PERSON",
        False,
    ),
    Names(
        PHARMACY_ENROLLMENT,
        on_file(pharmacies=(REPRESENTED.model_copy(update={"representative": "Wen Castelanas"}),)),
        _ON_FILE,
        "SIG_WRONG_PERSON",
        False,
    ),
    Names(
        CHANGE_OF_INFORMATION,
        typed(participant_printed_name="Marisol Okafor-Lynd"),
        _SIGNER,
        "SIG_WRONG_PERSON",
        False,
    ),
    Names(
        REPRESENTATIVE_CHANGE,
        on_file(pharmacies=(REPRESENTED_BEFORE.model_copy(update={"representative": "Odile Farow"}),)),
        _PREVIOUS,
        "CONFLICT_PREVIOUS_LAST_NAME",
        False,
    ),
    Names(
        REPRESENTATIVE_CHANGE,
        on_file(pharmacies=(REPRESENTED_BEFORE.model_copy(update={"name": _PHARMACY.name}),)),
        _PHARMACIES,
        "CONFLICT_PHARMACY_NAME",
        False,
    ),
)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: f"{names.code}-{names.when_same}")
def test_names_as_similar_as_the_limit_are_the_same_and_less_similar_ones_are_not(names: Names) -> None:
    assert (names.code in codes(names, names.similarity)) is names.when_same
    assert (names.code in codes(names, names.similarity + 0.001)) is not names.when_same


def codes(names: Names, limit: float) -> set[str]:
    case = names.change(perfect(names.form))
    limits = case.limits.model_copy(update={"name_similarity": limit})
    return {finding.code for finding in check(case.model_copy(update={"limits": limits}))}
