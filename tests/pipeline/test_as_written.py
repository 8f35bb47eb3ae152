"""What stands on the paper, told from what was seen and what a person keyed."""

import datetime as dt

import pytest

from extractors.kinds import purpose_of
from forms.definition import FieldKind
from pipeline.as_written import as_written
from tests.review_queue.items import field

RECEIVED = dt.date(2018, 3, 12)


@pytest.mark.parametrize(
    ("kind", "seen", "value", "text"),
    [
        (FieldKind.PHONE, "(212) 555-0142", "2125550142", "(212) 555-0142"),
        (FieldKind.PHONE, "(212) S55-0142", "2125550142", "(212) 555-0142"),
        (FieldKind.PHONE, "(212) 55-0142", "2125550142", None),
        (FieldKind.NPI, "123456789", "1234567893", "1234567893"),
        (FieldKind.DATE, "3/4/1971", "1971-03-04", "3/4/1971"),
        (FieldKind.DATE, "03/O4/1971", "1971-03-04", "03/04/1971"),
        (FieldKind.DATE, "03-04-7l", "1971-03-04", "03-04-71"),
        (FieldKind.DATE, "3/l/1971", "1971-03-04", None),
        (FieldKind.NAME, "0AKES", "Oakes", "OAKES"),
        (FieldKind.NAME, "OAKS", "Oakes", "OAKES"),
        (FieldKind.NAME, "oakes", "Oakes", "oakes"),
        (FieldKind.CITY, "", "Boston", None),
    ],
)
def test_the_layout_is_as_seen_and_the_characters_as_keyed(
    kind: FieldKind, seen: str, value: str, text: str | None
) -> None:
    a_field = field("prescriber_birth_date" if kind is FieldKind.DATE else "any", kind)
    assert as_written(a_field, seen, value, purpose_of(a_field, RECEIVED)) == text


def test_of_a_comb_only_the_characters_are_written() -> None:
    comb = field("any", FieldKind.PHONE).model_copy(update={"comb": "(ddd) ddd-dddd"})
    text = as_written(comb, "(212) 555-0142", "2125550142", purpose_of(comb, RECEIVED))
    assert text == "2125550142"
