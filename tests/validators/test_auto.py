"""What may be used without a person: fixed thresholds, and thresholds that audited readings have earned."""

import pytest

from documents import Doubt, ReadState, Writing
from documents.reading import AlignedPage
from forms.definition import FieldKind
from ocr.credit import Cell, Credit, CreditLine, Ledger, Stop
from tests.validators.builders import PRESCRIBER_ENROLLMENT, change, perfect
from validators import Case, Limits

FORM = PRESCRIBER_ENROLLMENT
CELL = Cell(kinds=(FieldKind.NPI,), forms=(FORM,), writing=Writing.HANDWRITTEN)
EARNED = Ledger(lines=(CreditLine(cell=CELL, credit=Credit(threshold=0.99, audited=3000)),))


def written(chance: float | None, *doubts: Doubt, ledger: Ledger = EARNED) -> Case:
    """An enrollment whose NPI was written by hand, under a ledger."""
    case = change(
        perfect(FORM), "npi", writing=Writing.HANDWRITTEN, chance=chance, doubts=doubts, confidence=0.4
    )
    return case.model_copy(update={"limits": Limits(ledger=ledger)})


def test_handwriting_without_credit_goes_to_a_person() -> None:
    assert not written(0.9999, ledger=Ledger()).auto("npi")


@pytest.mark.parametrize(("chance", "used"), [(0.995, True), (0.99, True), (0.989, False), (None, False)])
def test_credit_lets_readings_of_enough_chance_be_used(chance: float | None, used: bool) -> None:  # noqa: FBT001
    assert written(chance).auto("npi") is used


@pytest.mark.parametrize("doubt", [Doubt.GRAMMAR_CHOSE, Doubt.CHECK_DIGIT_CHOSE, Doubt.ENGINES_DISAGREE])
def test_a_doubt_the_chance_has_weighed_does_not_count_twice(doubt: Doubt) -> None:
    assert written(0.995, doubt).auto("npi")


@pytest.mark.parametrize(
    "doubt", sorted(set(Doubt) - {Doubt.GRAMMAR_CHOSE, Doubt.CHECK_DIGIT_CHOSE, Doubt.ENGINES_DISAGREE})
)
def test_any_other_doubt_goes_to_a_person_whatever_the_chance(doubt: Doubt) -> None:
    assert not written(0.9999, doubt).auto("npi")


def test_credit_of_one_kind_or_edition_says_nothing_of_another() -> None:
    case = change(written(0.995), "office_phone", writing=Writing.HANDWRITTEN, chance=0.9999)
    assert not case.auto("office_phone")


def test_an_illegible_field_is_never_used() -> None:
    case = change(written(0.9999), "npi", state=ReadState.ILLEGIBLE, value="")
    assert not case.auto("npi")


def test_a_page_that_is_not_trusted_is_not_used_whatever_the_chance() -> None:
    case = written(0.9999)
    page = AlignedPage(number=1, form_page=case.form.field("npi").page, residual=9, trusted=False)
    off = case.model_copy(update={"reading": case.reading.model_copy(update={"pages": (page,)})})
    assert not off.auto("npi")


def test_a_pulled_brake_sends_readings_to_a_person_also_where_there_is_no_credit() -> None:
    stops = (Stop(kinds=(FieldKind.NPI,), writing=Writing.TYPED),)
    assert perfect(FORM).auto("npi")
    assert not perfect(FORM).model_copy(update={"limits": Limits(ledger=Ledger(stops=stops))}).auto("npi")
