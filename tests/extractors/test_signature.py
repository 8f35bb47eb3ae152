"""Ink on signature lines."""

import random

import cv2
import numpy as np
import pytest

from documents import Doubt, ReadState
from extractors.kinds.ink_of_signature import Mask, ink_of_signature
from extractors.kinds.signature import SignatureReading, read_signature
from samples.ink import PaperSheet, Pen, draw_signature


def drawn(*strokes: list[tuple[int, int]]) -> Mask:
    page = np.zeros((120, 700), np.uint8)
    for stroke in strokes:
        cv2.polylines(page, [np.array(stroke, np.int32)], False, 1, 4)
    return page > 0


def judged(*strokes: list[tuple[int, int]]) -> SignatureReading:
    return read_signature(ink_of_signature(drawn(*strokes)))


def signed(owner: int, time: int = 0) -> Mask:
    """The signature of an invented hand, as it is made that time."""
    sheet = PaperSheet(np.full((120, 700), 255, np.uint8), 204)
    draw_signature(sheet, (20.0, 20.0, 680.0, 95.0), Pen(3.2, 30), owner, random.Random(time))
    return sheet.pixels < 128


def lettered(text: str, font: int, size: float) -> Mask:
    page = np.zeros((120, 700), np.uint8)
    cv2.putText(page, text, (30, 80), font, size, 1, 3)
    return page > 0


@pytest.mark.parametrize("owner", [3, 4, 5, 6, 7, 9])
def test_a_joined_signature_is_present(owner: int) -> None:
    found = read_signature(ink_of_signature(signed(owner)))
    assert (found.state, found.doubts) == (ReadState.READ, ())


def test_a_signature_keeps_its_state_when_a_line_above_hangs_in() -> None:
    page = signed(4)
    for left in (100, 180, 300):
        page[0:14, left : left + 4] = True
    measured = ink_of_signature(page)
    assert measured.hanging > 100
    assert read_signature(measured).state is ReadState.READ


def test_a_whole_line_that_hangs_in_is_not_blank() -> None:
    page = np.zeros((120, 700), np.bool_)
    for left in range(40, 400, 20):
        page[0:14, left : left + 4] = True
    assert read_signature(ink_of_signature(page)).state is ReadState.ILLEGIBLE


def test_where_on_the_line_ink_stands_does_not_matter() -> None:
    page = signed(5)
    moved = np.zeros((140, 900), np.bool_)
    moved[20:, 200:] = page
    assert ink_of_signature(moved) == ink_of_signature(page)


def test_no_ink_is_no_signature() -> None:
    assert judged().state is ReadState.BLANK


@pytest.mark.parametrize(
    ("strokes", "doubt"),
    [
        ([[(40, 60), (300, 70)]], Doubt.STRAY_LINE),
        ([[(40, 20), (110, 100)], [(110, 20), (40, 100)]], Doubt.CROSS),
        (
            [
                [(30, 110), (30, 10), (60, 110), (60, 10)],
                [(90, 110), (90, 10), (130, 60), (95, 60), (130, 110)],
            ],
            Doubt.INITIALS,
        ),
    ],
)
def test_what_is_no_plain_signature_goes_to_a_person(
    strokes: list[list[tuple[int, int]]], doubt: Doubt
) -> None:
    found = judged(*strokes)
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (doubt,))


@pytest.mark.parametrize("text", ["Delia Harmon", "DELIA HARMON", "D Harmon MD"])
@pytest.mark.parametrize("size", [0.8, 1.1, 1.6])
def test_a_printed_name_goes_to_a_person_in_any_size(text: str, size: float) -> None:
    found = read_signature(ink_of_signature(lettered(text, cv2.FONT_HERSHEY_SIMPLEX, size)))
    assert found.state is ReadState.ILLEGIBLE
    assert found.doubts == (Doubt.PRINTED_NAME,)


def test_a_framed_stamp_goes_to_a_person() -> None:
    page = np.zeros((120, 700), np.uint8)
    cv2.rectangle(page, (30, 15), (400, 105), 1, 4)
    cv2.putText(page, "Harmon", (60, 80), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 1.8, 1, 3)
    found = read_signature(ink_of_signature(page > 0))
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.STAMP,))


def test_two_joined_capitals_go_to_a_person() -> None:
    capitals = [(30, 110), (34, 16), (70, 60), (50, 108), (96, 14), (104, 110), (130, 20), (158, 104)]
    found = judged(capitals)
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.INITIALS,))


def test_underlined_initials_go_to_a_person() -> None:
    capitals = [(30, 90), (34, 6), (70, 50), (50, 88), (96, 4), (104, 90), (130, 10), (148, 84)]
    found = judged(capitals, [(24, 114), (160, 110)])
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.INITIALS,))
