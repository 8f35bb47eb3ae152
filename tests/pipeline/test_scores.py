"""What counts as right, as safe, as a wrong grant, as a page or form taken for another."""

import pytest

from documents import DocumentTruth, FieldTruth, FormRef, Outcome, PageKind
from pipeline.result import DocumentReport, FaxReport, FieldReport
from pipeline.scores import BatchScores, DocumentScore, FieldScore, score_sample, together
from tests.pipeline.reports import (
    ORDER,
    read_document,
    read_fax,
    read_field,
    read_page,
    score,
    true_field,
    true_sample,
)
from tests.validators.builders import PRESCRIBER_ENROLLMENT, library

PHONE = true_field("patient_phone", "6175550142")
BLANK = true_field("icd10")


def scored(truth: FieldTruth, read: FieldReport | None) -> FieldScore:
    document = read_document().model_copy(update={"fields": {truth.name: read} if read else {}})
    found = score_sample(true_sample(truth), read_fax(document), library())
    (field,) = found.fields
    return field


def judged(outcome: str, *, true: Outcome = Outcome.AUTHORIZE, phone: str = PHONE.value) -> DocumentScore:
    report = read_fax(read_document(outcome, patient_phone=read_field(phone)))
    (document,) = score_sample(true_sample(PHONE, outcome=true), report, library()).documents
    return document


@pytest.mark.parametrize(
    ("truth", "read", "right", "safe"),
    [
        (PHONE, read_field("6175550142"), True, True),
        (PHONE, read_field("6175550142", auto=False), True, True),
        (PHONE, read_field("6175550143"), False, False),
        (PHONE, read_field("6175550143", auto=False), False, True),
        (PHONE, read_field(), False, False),
        (PHONE, read_field(state="illegible", auto=False), False, True),
        (PHONE, None, False, True),
        (BLANK, read_field(), True, True),
        (BLANK, read_field("E78.01"), False, False),
    ],
)
def test_right_is_state_and_value_and_safe_is_right_or_left_to_a_person(
    truth: FieldTruth, read: FieldReport | None, *, right: bool, safe: bool
) -> None:
    found = scored(truth, read)
    assert (found.right, found.safe) == (right, safe)


def test_what_a_person_would_ask_about_is_right_unless_it_was_used_and_wrong() -> None:
    doubtful = true_field("attest_hofh", "yes", ambiguous=True)
    assert scored(doubtful, read_field(state="illegible", auto=False)).right
    assert scored(doubtful, read_field("yes")).right
    assert not scored(doubtful, read_field()).safe


def test_a_field_that_was_not_found_says_so() -> None:
    found = scored(PHONE, None)
    assert (found.state, found.read, found.auto, found.confidence) == ("not found", "", False, 0)


def test_a_blank_field_has_no_writing() -> None:
    assert (scored(BLANK, read_field()).hand, scored(BLANK, read_field()).filled) == ("blank", False)
    assert (scored(PHONE, None).hand, scored(PHONE, None).filled) == ("typed", True)


@pytest.mark.parametrize(
    ("bad_rows", "rows_missing", "damage"),
    [(0, 0, "clean"), (1, 0, "damaged"), (0, 40, "damaged"), (15, 0, "damaged"), (16, 0, "badly damaged")],
)
def test_damage_is_counted_in_bad_rows(bad_rows: int, rows_missing: int, damage: str) -> None:
    truth = true_sample(PHONE, bad_rows=bad_rows, rows_missing=rows_missing)
    (field,) = score_sample(truth, read_fax(), library()).fields
    assert field.damage == damage


def test_fields_of_a_page_that_was_never_sent_are_not_counted() -> None:
    truth = true_sample()
    fields = (true_field("first_name", "Ana"), true_field("attest_training", "yes"))
    first_page_only = DocumentTruth(
        form=PRESCRIBER_ENROLLMENT, pages=(1, None), fields=fields, outcome=Outcome.DEFICIENT
    )
    found = score_sample(truth.model_copy(update={"documents": (first_page_only,)}), read_fax(), library())
    assert [field.field for field in found.fields] == ["first_name"]


@pytest.mark.parametrize(
    ("outcome", "true", "phone", "wrong"),
    [
        ("authorize", Outcome.AUTHORIZE, PHONE.value, False),
        ("authorize", Outcome.REVIEW, PHONE.value, True),
        ("authorize", Outcome.DEFICIENT, PHONE.value, True),
        ("authorize", Outcome.AUTHORIZE, "6175550199", True),
        ("certify", Outcome.AUTHORIZE, PHONE.value, True),
        ("review", Outcome.AUTHORIZE, "6175550199", False),
        ("deficient", Outcome.AUTHORIZE, PHONE.value, False),
    ],
)
def test_a_false_grant_has_a_wrong_field_or_should_not_be(
    outcome: str, true: Outcome, phone: str, *, wrong: bool
) -> None:
    assert judged(outcome, true=true, phone=phone).false_grant is wrong


def test_a_document_that_was_not_found_has_no_outcome() -> None:
    (document,) = score_sample(true_sample(PHONE), read_fax(), library()).documents
    assert (document.truth, document.outcome, document.false_grant) == ("authorize", "not found", False)


@pytest.mark.parametrize(
    "found",
    [
        read_document(form=FormRef(form="prescriber_enrollment", edition="2017-10")),
        read_document(pages=(2,)),
    ],
)
def test_a_form_found_that_is_not_there_counts_as_a_wrong_grant_when_granted(found: DocumentReport) -> None:
    missed, unexpected = score_sample(true_sample(PHONE), read_fax(found), library()).documents
    assert missed.outcome == "not found"
    assert (unexpected.truth, unexpected.false_grant) == ("not there", True)


def test_of_two_documents_of_one_form_the_one_with_the_pages_is_compared() -> None:
    report = read_fax(read_document("review", pages=(2,)), read_document("authorize", pages=(1, 3)))
    first, other = score_sample(true_sample(), report, library()).documents
    assert (first.outcome, other.truth, other.outcome) == ("authorize", "not there", "review")


@pytest.mark.parametrize(
    ("report", "right", "to_review"),
    [
        (read_fax(read_document()), True, False),
        (read_fax(read_document("review")), True, True),
        (read_fax(pages=(read_page(PageKind.COVER, None),)), False, False),
        (
            read_fax(
                read_document(form=PRESCRIBER_ENROLLMENT), pages=(read_page(form=PRESCRIBER_ENROLLMENT),)
            ),
            False,
            False,
        ),
        (read_fax(pages=()), False, False),
    ],
)
def test_a_page_is_right_when_kind_form_and_place_are(
    report: FaxReport, *, right: bool, to_review: bool
) -> None:
    (page,) = score_sample(true_sample(PHONE), report, library()).pages
    assert (page.truth, page.right, page.to_review) == (f"{ORDER} page 1", right, to_review)


def test_batches_are_put_together_in_order() -> None:
    parts = [BatchScores(fields=(score(field=name),), pages=(), documents=()) for name in ("a", "b")]
    assert [field.field for field in together(iter(parts)).fields] == ["a", "b"]
    assert together([]) == BatchScores(fields=(), pages=(), documents=())
