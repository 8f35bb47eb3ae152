"""How likely a word is by the words of a list."""

from extractors.spelling import Spelling

NAMES = ("ANNA", "HANNA", "ANNE", "HANNAH", "JOHANNA")


def test_a_word_spelt_as_those_of_the_list_is_likelier() -> None:
    spelling = Spelling(NAMES)
    assert spelling.log_probability("JOHANNE") > spelling.log_probability("JOHNANE")


def test_characters_the_list_never_has_are_possible() -> None:
    spelling = Spelling(NAMES)
    assert -60 < spelling.log_probability("X'Q") < spelling.log_probability("ANN")
