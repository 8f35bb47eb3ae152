"""The tables of a batch: groups, shares, and the counts that must hold."""

import pytest

from pipeline.score_tables import Summary, Tally, summarize
from pipeline.scores import BatchScores, DocumentScore, FieldScore, PageScore
from tests.pipeline.reports import score

WRONG = {"right": False, "read": "6175550199"}
TYPED = "typed fields, clean or lightly damaged"


def summary(
    *fields: FieldScore, pages: tuple[PageScore, ...] = (), documents: tuple[DocumentScore, ...] = ()
) -> Summary:
    return summarize(BatchScores(fields=fields, pages=pages, documents=documents))


def tally(found: Summary, name: str) -> tuple[int, int]:
    (one,) = [each for each in found.tallies if each.name == name]
    return one.count, one.total


def document(truth: str, outcome: str, *, false_grant: bool = False) -> DocumentScore:
    return DocumentScore(
        sample="one", form="f/2017-10", truth=truth, outcome=outcome, reasons=(), false_grant=false_grant
    )


def page(*, right: bool, to_review: bool) -> PageScore:
    return PageScore(sample="one", page=1, truth="cover", taken_for="", right=right, to_review=to_review)


def test_a_row_counts_one_kind_one_writing_and_one_damage() -> None:
    found = summary(
        score(),
        score(**WRONG),
        score(**WRONG, auto=False),
        score(hand="hand", auto=False),
        score(kind="zip", damage="damaged"),
    )
    (phone, by_hand, code) = found.by_kind
    assert (phone.kind, phone.hand, phone.damage, phone.fields) == ("phone", "typed", "clean", 3)
    assert [phone.exact, phone.safe, phone.auto] == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert phone.auto_wrong == 1
    assert (by_hand.hand, by_hand.auto) == ("hand", 0)
    assert (code.kind, code.damage) == ("zip", "damaged")
    assert [row.fields for row in found.by_hand] == [3, 1, 1]


def test_rows_go_from_typed_to_blank_and_from_clean_to_damaged() -> None:
    hands = ["blank", "hand", "digital", "typed"]
    damages = ["badly damaged", "damaged", "clean"]
    found = summary(*(score(hand=hand, damage=damage) for hand in hands for damage in damages))
    rows = [(row.hand, row.damage) for row in found.by_hand]
    assert rows == [(hand, damage) for hand in reversed(hands) for damage in reversed(damages)]


def test_the_typed_measure_leaves_out_boxes_handwriting_and_bad_damage() -> None:
    found = summary(
        score(**WRONG, auto=False),
        score(hand="digital", damage="damaged"),
        score(**WRONG, hand="hand"),
        score(**WRONG, damage="badly damaged"),
        score(**WRONG, kind="tick"),
    )
    assert tally(found, f"{TYPED}: exactly right") == (1, 2)
    assert tally(found, f"{TYPED}: right or left to a person") == (2, 2)


def test_boxes_are_right_among_those_used_and_doubtful_ones_are_counted_apart() -> None:
    found = summary(
        score(kind="tick"),
        score(kind="choice", **WRONG),
        score(kind="tick", **WRONG, auto=False),
        score(kind="tick", ambiguous=True, **WRONG, auto=True),
        score(kind="signature"),
    )
    assert tally(found, "checkboxes: right among those not flagged") == (1, 2)
    assert tally(found, "checkboxes: flagged for a person") == (1, 3)
    assert tally(found, "checkboxes: doubtful by design, left to a person or right") == (0, 1)
    assert tally(found, "signatures: right among those not flagged") == (1, 1)


def test_a_page_taken_wrongly_is_forgiven_when_a_person_sees_it() -> None:
    seen = (
        page(right=True, to_review=False),
        page(right=False, to_review=True),
        page(right=False, to_review=False),
    )
    found = summary(pages=seen)
    assert tally(found, "pages: classified right") == (1, 3)
    assert tally(found, "pages: classified right or sent to review") == (2, 3)


def test_documents_are_counted_by_what_should_have_become_of_them() -> None:
    found = summary(
        documents=(
            document("certify", "certify"),
            document("enroll", "review"),
            document("deficient", "deficient"),
            document("review", "authorize", false_grant=True),
            document("not there", "review"),
            document("not there", "deficient"),
        )
    )
    assert tally(found, "documents: outcome as it should be") == (2, 6)
    assert tally(found, "documents that should be granted: granted without a person") == (1, 2)
    assert tally(found, "documents: granted wrongly") == (1, 6)
    assert tally(found, "documents: wrong form accepted") == (1, 6)


def test_nothing_to_count_is_no_fault() -> None:
    found = summary()
    assert (found.by_kind, found.by_hand) == ((), ())
    assert {one.count for one in found.tallies} == {0}
    assert Tally(name="nothing", count=0, total=0).share == 1
    assert Tally(name="half", count=1, total=2).share == 0.5
