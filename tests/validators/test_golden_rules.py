"""The golden rules: an uncertain reading never reaches a letter to a sender, nor a grant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import GRANTS, Doubt, FormRef, MarkState, Outcome, ReadState, Severity, Writing
from documents.reading import AlignedPage, Mark
from forms.definition import Need
from tests.validators.builders import (
    CURRENT_FORMS,
    change,
    doubtful,
    form_of,
    illegible,
    perfect,
    with_values,
)
from tests.validators.verdicts import findings, outcome, verdict
from validators import Case

AGAINST_THE_SENDER = {Severity.DEFICIENCY, Severity.REFUSAL, Severity.PENDING}


def required_fields(ref: FormRef) -> list[str]:
    return [field.name for field in form_of(ref).fields if field.need is Need.REQUIRED]


REQUIRED = [(ref, name) for ref in CURRENT_FORMS for name in required_fields(ref)]
EVERY = [(ref, field.name) for ref in CURRENT_FORMS for field in form_of(ref).fields]


def uncertain(case: Case, name: str, way: str, confidence: float, doubt: Doubt) -> Case:
    if way == "illegible":
        return illegible(case, name)
    if way == "faint value":
        return change(case, name, confidence=confidence)
    if way == "faint blank":
        blank = {"state": ReadState.BLANK, "value": "", "writing": Writing.NONE}
        return change(case, name, **blank, confidence=confidence)
    return doubtful(case, name, doubt)


@settings(max_examples=300, deadline=None)
@given(
    place=st.sampled_from(REQUIRED),
    way=st.sampled_from(["illegible", "faint value", "faint blank", "doubt"]),
    confidence=st.floats(0, 0.89),
    doubt=st.sampled_from(list(Doubt)),
)
def test_an_uncertain_required_field_is_for_a_person(
    place: tuple[FormRef, str], way: str, confidence: float, doubt: Doubt
) -> None:
    ref, name = place
    case = uncertain(perfect(ref), name, way, confidence, doubt)
    assert outcome(case) is Outcome.REVIEW
    assert [found for found in findings(case) if found.severity in AGAINST_THE_SENDER] == []


@settings(max_examples=200, deadline=None)
@given(
    place=st.sampled_from(EVERY),
    value=st.sampled_from(["", "999", "no", "3234567891", "02/30/1980", "2031-01-01", "HeFH", "160"]),
    confidence=st.floats(0, 0.89),
    doubt=st.sampled_from(list(Doubt)),
)
def test_whatever_an_uncertain_field_says_it_is_never_held_against_the_sender(
    place: tuple[FormRef, str], value: str, confidence: float, doubt: Doubt
) -> None:
    ref, name = place
    spoilt = with_values(perfect(ref), **{name: value})
    for case in (change(spoilt, name, confidence=confidence), doubtful(spoilt, name, doubt)):
        accusing = [found for found in findings(case) if found.severity in AGAINST_THE_SENDER]
        assert accusing == []
        assert outcome(case) in GRANTS | {Outcome.REVIEW}


@settings(max_examples=60, deadline=None)
@given(place=st.sampled_from(REQUIRED), other=st.sampled_from(REQUIRED))
def test_an_uncertain_field_keeps_a_deficient_document_from_being_sent_back_unseen(
    place: tuple[FormRef, str], other: tuple[FormRef, str]
) -> None:
    (ref, name), (other_ref, missing) = place, other
    if ref != other_ref or name == missing:
        return
    assert outcome(illegible(with_values(perfect(ref), **{missing: ""}), name)) is Outcome.REVIEW


@pytest.mark.parametrize("place", REQUIRED, ids=lambda place: f"{place[0].form}-{place[1]}")
def test_a_required_field_blank_for_certain_is_a_deficiency(place: tuple[FormRef, str]) -> None:
    ref, name = place
    assert outcome(with_values(perfect(ref), **{name: ""})) is Outcome.DEFICIENT


@pytest.mark.parametrize("place", REQUIRED, ids=lambda place: f"{place[0].form}-{place[1]}")
def test_a_required_field_without_any_reading_is_for_a_person(place: tuple[FormRef, str]) -> None:
    ref, name = place
    case = perfect(ref)
    readings = tuple(reading for reading in case.reading.readings if reading.field != name)
    case = case.model_copy(update={"reading": case.reading.model_copy(update={"readings": readings})})
    assert outcome(case) is Outcome.REVIEW


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_a_perfect_document_is_granted(ref: FormRef) -> None:
    assert verdict(perfect(ref)) == (form_of(ref).grants, ())


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_a_page_that_lies_badly_over_its_blank_is_for_a_person(ref: FormRef) -> None:
    case = perfect(ref)
    page = AlignedPage(number=1, form_page=1, residual=9, trusted=False)
    case = case.model_copy(update={"reading": case.reading.model_copy(update={"pages": (page,)})})
    assert outcome(case) is Outcome.REVIEW
    assert not case.auto(case.form.fields[0].name)


def test_a_struck_out_box_is_never_taken_for_a_tick() -> None:
    case = perfect(CURRENT_FORMS[0])
    box = case.reading.of("attest_indication").evidence.box
    mark = Mark(option="yes", state=MarkState.STRUCK_OUT, confidence=1, box=box)
    assert verdict(change(case, "attest_indication", marks=(mark,))) == (Outcome.REVIEW, ("ALTERED",))


def test_two_marked_boxes_are_a_contradiction_for_a_person() -> None:
    case = illegible(perfect(CURRENT_FORMS[0]), "credentials")
    case = doubtful(case, "credentials", Doubt.SEVERAL_MARKED)
    assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_CREDENTIALS",))


@pytest.mark.parametrize("place", REQUIRED, ids=lambda place: f"{place[0].form}-{place[1]}")
def test_what_a_person_cannot_read_either_is_asked_for_again(place: tuple[FormRef, str]) -> None:
    ref, name = place
    case = change(illegible(perfect(ref), name), name, writing=Writing.PERSON, author="clerk")
    assert outcome(case) is Outcome.DEFICIENT


def test_a_persons_reading_is_used_whatever_its_confidence() -> None:
    case = change(perfect(CURRENT_FORMS[0]), "npi", confidence=0.1, writing=Writing.PERSON, author="clerk")
    assert outcome(case) is Outcome.CERTIFY


def test_handwriting_needs_more_confidence_than_typing() -> None:
    case = change(perfect(CURRENT_FORMS[0]), "npi", confidence=0.97)
    assert outcome(case) is Outcome.CERTIFY
    assert outcome(change(case, "npi", writing=Writing.HANDWRITTEN)) is Outcome.REVIEW
