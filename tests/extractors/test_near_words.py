"""Unlisted words give way to listed ones that look alike on the page."""

import pytest

from documents import Box
from extractors.near_words import with_listed_words
from extractors.two_readers import Line
from forms.definition import FieldDefinition, FieldKind, Need
from tests.extractors.posteriors import seen_as

BOX = Box(left=0.1, top=0.1, right=0.4, bottom=0.12)


def field(kind: FieldKind) -> FieldDefinition:
    return FieldDefinition(
        name="a_field", label="A field", kind=kind, need=Need.REQUIRED, section="1", page=1, box=BOX
    )


def line(*characters: str | dict[str, float]) -> Line:
    seen = seen_as(*characters)
    return Line(seen, seen)


def test_a_listed_word_that_is_nearly_as_likely_takes_the_place_of_an_unlisted_one() -> None:
    found = with_listed_words("Richand", line(*"Rich", "a", {"n": 0.5, "r": 0.4}, "d"), field(FieldKind.NAME))
    assert found == "Richard"


def test_a_plainly_written_rare_name_stays() -> None:
    found = with_listed_words("Xqvelle", line(*"Xqvelle"), field(FieldKind.NAME))
    assert found == "Xqvelle"


def test_free_text_that_is_no_order_takes_words_of_everyday_english() -> None:
    seen = line("y", {"o": 0.5, "e": 0.4}, *"sterday")
    text = field(FieldKind.TEXT)
    assert with_listed_words("yosterday", seen, text) == "yesterday"
    assert with_listed_words("yosterday", seen, text.model_copy(update={"critical": True})) == "yosterday"
    assert with_listed_words("yosterday", seen, field(FieldKind.NAME)) == "yosterday"


def test_a_word_of_the_program_is_likelier_than_one_of_everyday_english() -> None:
    seen = line(*"stati", {"m": 0.4, "c": 0.32, "n": 0.25})
    assert with_listed_words("statim", seen, field(FieldKind.TEXT)) == "statin"


def test_a_listed_word_stays_even_where_another_is_likelier() -> None:
    found = with_listed_words("Mary", line("M", "a", {"r": 0.4, "n": 0.5}, "y"), field(FieldKind.NAME))
    assert found == "Mary"


@pytest.mark.parametrize(("seen", "text"), [("SMIIH", "SMITH"), ("smiih", "smith"), ("Smiih,", "Smith,")])
def test_the_listed_word_takes_the_case_and_points_of_what_was_seen(seen: str, text: str) -> None:
    letters = [{"I": 0.4, "T": 0.4} if place == 3 else letter for place, letter in enumerate(seen.upper())]
    assert with_listed_words(seen, line(*letters), field(FieldKind.NAME)) == text


@pytest.mark.parametrize(
    ("seen", "sure", "text"), [("MGIML", "MG?ML", "MG/ML"), ("2OO", "2??", "200"), ("S721", "?721", "5721")]
)
def test_a_stroke_and_figures_are_found_among_letters_that_look_like_them(
    seen: str, sure: str, text: str
) -> None:
    mixed = [{a: 0.4, b: 0.4} if mark == "?" else a for a, b, mark in zip(seen, text, sure, strict=True)]
    assert with_listed_words(seen, line(*mixed), field(FieldKind.TEXT)) == text


def test_letters_behind_a_number_stay() -> None:
    assert with_listed_words("12B", line(*"12", {"B": 0.5, "8": 0.4}), field(FieldKind.ADDRESS)) == "12B"
