"""What training writes."""

import random

import pytest

from documents.formats import npi_is_valid
from samples.training.alphabet import PRINTABLE, columns_of, least_steps
from samples.training.grammars import GRAMMARS
from samples.training.texts import TEXTS
from samples.training.wording import listed


@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_is_printable_and_not_blank(kind: str) -> None:
    rng = random.Random(3)
    for _ in range(300):
        text = TEXTS[kind](rng)
        assert text == text.strip()
        assert text
        assert set(text) <= set(PRINTABLE)


def test_the_same_seed_thinks_of_the_same_texts() -> None:
    once, again = random.Random(5), random.Random(5)
    assert [make(once) for make in TEXTS.values()] == [make(again) for make in TEXTS.values()]


def test_npis_have_a_right_check_digit() -> None:
    rng = random.Random(1)
    assert all(npi_is_valid(TEXTS["npi"](rng)) for _ in range(50))


def test_days_are_written_in_many_layouts() -> None:
    rng = random.Random(2)
    days = [TEXTS["date"](rng) for _ in range(400)]
    lawful = [day for day in days if GRAMMARS["date"].allows(day)]
    assert 0.4 < len(lawful) / len(days) < 0.9
    assert any(day[:3].isalpha() for day in days)
    assert any(" " in day for day in days)


def test_the_names_of_the_samples_are_not_written() -> None:
    names = set(listed("names.txt.gz"))
    assert len(names) > 20_000
    assert names.isdisjoint({"SMITH", "ABERNATHY", "ABIGAIL"})


def test_time_steps_are_counted_with_a_blank_between_two_alike() -> None:
    assert (least_steps("4418"), least_steps(""), len(columns_of("a b"))) == (5, 0, 3)
    assert columns_of("! ") == [1, len(PRINTABLE)]
