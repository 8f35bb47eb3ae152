"""Names and cities that no list knows are spelt as is likeliest."""

import pytest

from documents import Box
from extractors.two_readers import Line
from extractors.unlisted import with_likely_spelling
from forms.definition import FieldDefinition, FieldKind, Need
from tests.extractors.posteriors import seen_as

BOX = Box(left=0.1, top=0.1, right=0.4, bottom=0.12)


def spelt(kind: FieldKind, text: str, *characters: str | dict[str, float]) -> str:
    field = FieldDefinition(
        name="a_field", label="A field", kind=kind, need=Need.REQUIRED, section="1", page=1, box=BOX
    )
    seen = seen_as(*characters)
    return with_likely_spelling(text, Line(seen, seen), field)


@pytest.mark.parametrize("kind", [FieldKind.NAME, FieldKind.CITY])
def test_an_unlisted_word_is_spelt_as_such_words_are(kind: FieldKind) -> None:
    assert spelt(kind, "Brankfqrdt", *"Brankf", {"q": 0.5, "o": 0.45}, *"rdt") == "Brankfordt"


def test_what_is_written_plainly_stays_however_it_is_spelt() -> None:
    assert spelt(FieldKind.NAME, "Brankfqrdt", *"Brankfqrdt") == "Brankfqrdt"


def test_a_word_of_the_list_stays() -> None:
    assert spelt(FieldKind.NAME, "Mary", "M", "a", {"r": 0.4, "n": 0.5}, "y") == "Mary"


def test_other_kinds_stay_as_they_are() -> None:
    text = "Brankfqrdt"
    assert spelt(FieldKind.ADDRESS, text, *"Brankf", {"q": 0.5, "o": 0.45}, *"rdt") == text
