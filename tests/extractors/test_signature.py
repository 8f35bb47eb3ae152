"""Ink on signature lines."""

import cv2
import numpy as np
import pytest

from documents import Doubt, ReadState
from extractors.kinds.ink_of_signature import Mask, ink_of_signature
from extractors.kinds.signature import SignatureReading, read_signature


def drawn(*strokes: list[tuple[int, int]]) -> Mask:
    page = np.zeros((120, 700), np.uint8)
    for stroke in strokes:
        cv2.polylines(page, [np.array(stroke, np.int32)], False, 1, 4)
    return page > 0


def judged(*strokes: list[tuple[int, int]]) -> SignatureReading:
    return read_signature(ink_of_signature(drawn(*strokes)))


def winding() -> list[tuple[int, int]]:
    x = np.arange(40, 360)
    y = 60 - 40 * np.sin(x / 13) * (1 - (x - 40) / 700)
    return [(int(at), int(high)) for at, high in zip(x, y, strict=True)]


def test_a_tall_winding_joined_stroke_is_a_signature() -> None:
    found = judged(winding())
    assert (found.state, found.doubts) == (ReadState.READ, ())


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


def test_a_printed_name_goes_to_a_person() -> None:
    page = np.zeros((120, 700), np.uint8)
    cv2.putText(page, "Delia Harmon", (30, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 1, 3)
    found = read_signature(ink_of_signature(page > 0))
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.PRINTED_NAME,))


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


def test_a_short_signature_over_a_rest_of_its_line_is_a_signature() -> None:
    signature = [(30, 80), (50, 6), (60, 80), (78, 30), (86, 80), (104, 24), (112, 80), (130, 40), (166, 70)]
    rest = [(60, 112), (120, 112)]
    found = judged(signature, rest)
    assert (found.state, found.doubts) == (ReadState.READ, ())


def test_underlined_initials_go_to_a_person() -> None:
    capitals = [(30, 90), (34, 6), (70, 50), (50, 88), (96, 4), (104, 90), (130, 10), (148, 84)]
    found = judged(capitals, [(24, 114), (160, 110)])
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.INITIALS,))
