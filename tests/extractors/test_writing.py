"""Typed or handwritten."""

import numpy as np

from documents import Writing
from extractors.writing import measures_of, typed_odds, writing_by
from ocr import Pixels
from samples.bench_crops import sample_crops
from samples.style import Mode

EMPTY = np.full((40, 200), 255, np.uint8)


def crops(mode: Mode) -> list[Pixels]:
    return [one.crop for one in next(iter(sample_crops(41, mode, ("office", "fine"), "tests")))]


def writings_of(crops: list[Pixels], sections: list[str] | None = None) -> list[Writing]:
    return [writing_by(odds) for odds in typed_odds(crops, sections or [])]


def test_an_empty_crop_holds_no_writing() -> None:
    specks = EMPTY.copy()
    specks[[3, 20, 37], [10, 90, 150]] = 0
    assert measures_of(EMPTY) is None
    assert writings_of([EMPTY, specks]) == [Writing.NONE, Writing.NONE]


def test_most_fields_of_a_typed_form_are_typed() -> None:
    found = writings_of(crops("typed"))
    assert found.count(Writing.TYPED) > 0.85 * len(found)


def test_most_fields_of_a_handwritten_form_are_handwritten() -> None:
    found = writings_of(crops("hand"))
    assert found.count(Writing.HANDWRITTEN) > 0.85 * len(found)


def test_the_company_of_a_document_does_not_make_writing_out_of_nothing() -> None:
    found = writings_of([*crops("typed"), EMPTY])
    assert found[-1] is Writing.NONE


def test_a_single_crop_is_judged_by_itself() -> None:
    assert {writings_of([crop])[0] for crop in crops("hand")} <= {Writing.HANDWRITTEN, Writing.TYPED}


def test_parts_of_a_form_filled_in_otherwise_are_told_apart() -> None:
    typed, hand = crops("typed"), crops("hand")
    sections = ["prescriber"] * len(typed) + ["patient"] * len(hand)
    found = writings_of([*typed, *hand], sections)
    assert found[: len(typed)].count(Writing.TYPED) > 0.85 * len(typed)
    assert found[len(typed) :].count(Writing.HANDWRITTEN) > 0.85 * len(hand)
