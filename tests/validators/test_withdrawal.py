"""Words by which a patient withdraws from an acknowledgment."""

import pytest

from documents import Outcome
from tests.validators.builders import PATIENT_ACKNOWLEDGMENT, change, perfect, with_values
from tests.validators.verdicts import verdict


@pytest.mark.parametrize(
    "words",
    [
        "patient withdraws",
        "WITHDREW 3/9",
        "consent revoked",
        "opted out",
        "please disenroll",
        "patient declines",
        "I do not agree",
        "no longer wishes",
    ],
)
def test_words_of_withdrawal_are_for_a_person_even_when_read_poorly(words: str) -> None:
    case = with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_language=words)
    case = change(case, "patient_language", confidence=0.4)
    assert verdict(case) == (Outcome.REVIEW, ("PATIENT_WITHDRAWS",))


@pytest.mark.parametrize("words", ["Drawer", "Optout", "Declan", "English, no longer Spanish"])
def test_words_that_only_look_like_withdrawal_enroll(words: str) -> None:
    assert verdict(with_values(perfect(PATIENT_ACKNOWLEDGMENT), patient_language=words)) == (
        Outcome.ENROLL,
        (),
    )
