"""Codes on a page: read whichever way it lies, and not at all when it is spoilt."""

import numpy as np
import pytest

from documents import Turn
from forms import load_forms
from ocr import Pixels
from ocr.page_code import page_codes
from ocr.raster import turned

LIBRARY = load_forms()
FORM = LIBRARY.newest("patient_acknowledgment")


def printed() -> Pixels:
    return np.where(LIBRARY.blank(FORM.ref, 2) < 128, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_code_is_read_in_every_turn(turn: Turn) -> None:
    back: dict[int, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}
    assert page_codes(turned(printed(), back[turn])) == (("KYN-PPAF20261102", turn),)


def test_a_code_survives_the_loss_of_most_of_its_rows() -> None:
    page = printed()
    page[2100:2145] = 255
    assert [code.text for code in page_codes(page)] == ["KYN-PPAF20261102"]


def test_a_code_with_a_bar_painted_over_is_not_read() -> None:
    page = printed()
    page[2090:2170, 1300:1360] = 0
    assert page_codes(page) == ()


def test_a_page_without_a_code_has_none() -> None:
    old = FORM.ref.model_copy(update={"edition": "2017-10"})
    assert page_codes(LIBRARY.blank(old, 2)) == ()
