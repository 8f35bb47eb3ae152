"""Two prints of one signature lie on each other; those of two signatures by one hand do not."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.ink_print import SAME_INK, Unpacked, ink_print, same_ink, sameness, unpacked
from tests.documents.signatures import Mask, signature


def copied(mask: Mask, seed: int) -> Mask:
    """The same ink after a copier: thinner, with specks."""
    thin = cv2.erode(mask.astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    return np.asarray(thin | (np.random.default_rng(seed).random(mask.shape) < 0.0003), np.bool_)


def prints(*masks: Mask) -> list[Unpacked]:
    return [unpacked(ink_print(mask)) for mask in masks]


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_is_the_same_ink_wherever_it_lies(seed: int) -> None:
    assert same_ink(*prints(signature(seed), copied(signature(seed, shift=7), seed)))


@pytest.mark.parametrize("seed", range(6))
def test_a_signature_written_anew_is_other_ink(seed: int) -> None:
    first, anew, other = prints(signature(seed), signature(seed, wobble=12), signature(seed + 40))
    assert not same_ink(first, anew)
    assert not same_ink(first, other)


def test_part_of_a_signature_is_other_ink() -> None:
    whole = signature(3)
    assert not same_ink(*prints(whole, whole[:, :200]))


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0, 4))
def test_whatever_lies_well_on_another_is_the_same_ink(seed: int, other: int, wobble: float) -> None:
    one, two = prints(signature(seed), signature(other, wobble))
    assert same_ink(one, two) == (sameness(one, two) >= SAME_INK)


def test_no_ink_has_no_print() -> None:
    assert ink_print(np.zeros((20, 40), np.bool_)) == ""


@given(st.integers(1, 40), st.integers(1, 90), st.integers(0, 2**32))
def test_every_ink_is_the_same_as_itself(high: int, wide: int, seed: int) -> None:
    mask = np.kron(np.random.default_rng(seed).random((high, wide)) < 0.3, np.ones((3, 3))) > 0
    mask[:3, :3] = True
    one, same = prints(mask, mask)
    assert sameness(one, same) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "signature", "3x:abc", "axb:abc"])
def test_what_is_no_print_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the print of a signature"):
        unpacked(text)
