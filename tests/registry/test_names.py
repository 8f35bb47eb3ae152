"""Names are near whatever their case, accents, punctuation and order."""

from hypothesis import given
from hypothesis import strategies as st

from registry.names import NEAR, compared, folded, nearness


def test_case_accents_and_punctuation_are_folded_away() -> None:
    assert folded("José  O'Álvarez-Smith_Jr.") == "jose o alvarez smith jr"


def test_a_misread_name_is_near_and_another_is_not() -> None:
    assert compared("Oaks, Minna") == compared("Minna Oaks")
    assert nearness("Minna Oaks", "Oakes, Minna") >= NEAR > nearness("Minna Oaks", "Walter Hart")


@given(st.text(), st.text())
def test_nearness_is_the_same_both_ways_and_whole_for_itself(one: str, other: str) -> None:
    assert nearness(one, other) == nearness(other, one)
    assert nearness(one, one) == 100
    assert folded(folded(one)) == folded(one)
