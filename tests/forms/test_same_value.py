"""When two values of a field say the same."""

import pytest

from forms.definition import FieldKind
from forms.same_value import same_value


@pytest.mark.parametrize(
    ("kind", "truth", "read", "same"),
    [
        (FieldKind.NAME, "Okafor-Lind", "OKAFOR LIND", True),
        (FieldKind.ADDRESS, "12 Quince St., #4", "12 quince st 4", True),
        (FieldKind.TEXT, "once weekly", "twice weekly", False),
        (FieldKind.EMAIL, "a@example.org", "A@example.org", False),
        (FieldKind.LICENSE, "MA-12345", "MA12345", False),
        (FieldKind.NPI, "1234567893", "1234567893", True),
        (FieldKind.INITIAL, "J", "j.", True),
        (FieldKind.NPI, "1234567893", "123 456 7893", False),
        (FieldKind.NAME, "Oaks", "Oakes", False),
    ],
)
def test_free_text_is_compared_by_its_letters_and_all_else_exactly(
    kind: FieldKind, truth: str, read: str, *, same: bool
) -> None:
    assert same_value(kind, truth, read) is same
