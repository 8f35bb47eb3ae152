"""Two prints of one signature lie on each other; those of two signatures by one hand do not."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from documents.ink_print import SAME_INK, ink_print, sameness

Mask = NDArray[np.bool_]


def signature(seed: int, wobble: float = 0, shift: int = 0) -> Mask:
    """A curve through points of that seed, each moved by so many pixels, on paper of 130 x 420 pixels."""
    points = np.random.default_rng(seed).uniform((30, 20), (390, 100), (9, 2))
    points[:, 0].sort()
    points += np.random.default_rng(seed + 1).normal(0, wobble, points.shape) + shift
    paper = np.zeros((130, 420), np.uint8)
    cv2.polylines(paper, [points.round().astype(np.int32)], isClosed=False, color=1, thickness=4)
    return paper > 0


def copied(mask: Mask, seed: int) -> Mask:
    """The same ink after a copier: thinner, with specks."""
    thin = cv2.erode(mask.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    return np.asarray(thin | (np.random.default_rng(seed).random(mask.shape) < 0.0003), np.bool_)


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_is_the_same_ink_wherever_it_lies(seed: int) -> None:
    first, again = ink_print(signature(seed)), ink_print(copied(signature(seed, shift=7), seed))
    assert sameness(first, again) >= SAME_INK


@pytest.mark.parametrize("seed", range(6))
def test_a_signature_written_anew_is_other_ink(seed: int) -> None:
    first = ink_print(signature(seed))
    assert sameness(first, ink_print(signature(seed, wobble=12))) < SAME_INK
    assert sameness(first, ink_print(signature(seed + 40))) < SAME_INK


def test_part_of_a_signature_is_other_ink() -> None:
    whole = signature(3)
    assert sameness(ink_print(whole), ink_print(whole[:, :200])) < SAME_INK


def test_no_ink_has_no_print() -> None:
    assert ink_print(np.zeros((20, 40), np.bool_)) == ""


@given(st.integers(1, 40), st.integers(1, 90), st.integers(0, 2**32))
def test_every_ink_is_the_same_as_itself(high: int, wide: int, seed: int) -> None:
    mask = np.kron(np.random.default_rng(seed).random((high, wide)) < 0.3, np.ones((3, 3))) > 0
    mask[:3, :3] = True
    assert sameness(ink_print(mask), ink_print(mask)) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "signature", "3x:abc", "axb:abc"])
def test_what_is_no_print_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the print of a signature"):
        sameness(text, text)
