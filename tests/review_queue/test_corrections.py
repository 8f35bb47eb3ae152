"""What a person says becomes a reading; what the program forbids stays forbidden."""

import pytest

from documents import (
    NotAllowed,
    Outcome,
    ReadState,
    Resolution,
    Severity,
    Writing,
)
from review_queue import (
    decided_by_person,
    refusals,
    set_aside,
)
from tests.registry.people import (
    ORDER,
    disposition_of,
)
from tests.review_queue.items import FOUND, LATER, ORDER_FORM, PLACE, by_clerk, said


def test_a_second_person_lets_a_note_in_the_margin_pass() -> None:
    agreed = said("one", overrides=("MARGIN_NOTE", "PATIENT_NOT_ENROLLED"), second="bob")
    allowed = said("one", overrides=("MARGIN_NOTE",), second="bob")
    assert refusals(allowed, FOUND, ORDER_FORM, None) == ()
    assert [each.severity for each in set_aside(FOUND, agreed)] == [
        Severity.REVIEW,
        Severity.NOTE,
        Severity.REFUSAL,
    ]


def test_a_person_may_reject_or_route_but_not_grant() -> None:
    earlier = disposition_of("one", ORDER, Outcome.REVIEW)
    rejected = decided_by_person(said("one", resolution=Resolution.REJECT), earlier)
    assert (rejected.outcome, rejected.as_of) == (Outcome.REJECT, LATER)
    assert decided_by_person(said("one", resolution=Resolution.ROUTE), earlier).outcome is Outcome.ROUTE
    with pytest.raises(ValueError, match="to the rules"):
        decided_by_person(said("one"), earlier)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("patient_last_name", " Oakes ", "Oakes"),
        ("therapy", "new", "new"),
        ("topics", "tests,liver", "liver,tests"),
        ("attest_hofh", "yes", "yes"),
        ("prescriber_signature", "present", "present"),
    ],
)
def test_what_a_person_types_takes_its_normal_form(name: str, typed: str, kept: str) -> None:
    (made,) = by_clerk(**{name: typed})
    assert (made.state, made.value, made.writing, made.author) == (
        ReadState.READ,
        kept,
        Writing.PERSON,
        "clerk",
    )


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("shoe_size", "9"),
        ("quantity", "?"),
        ("therapy", "old"),
        ("topics", "liver,heart"),
        ("attest_hofh", "no"),
        ("prescriber_signature", "Ada Brandt"),
        ("patient_last_name", ""),
    ],
)
def test_what_means_nothing_for_a_field_is_refused(name: str, typed: str) -> None:
    with pytest.raises(NotAllowed, match=name):
        by_clerk(**{name: typed})


def test_a_person_may_say_that_a_field_is_blank_or_cannot_be_read() -> None:
    made = by_clerk(quantity=ReadState.ILLEGIBLE, therapy=ReadState.BLANK)
    assert [(each.state, each.value, each.evidence.box) for each in made] == [
        (ReadState.ILLEGIBLE, "", PLACE),
        (ReadState.BLANK, "", PLACE),
    ]
