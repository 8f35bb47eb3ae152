"""Writing that runs on beyond its zone is read to its end."""

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.crop import WrittenPage, ZoneCrop
from extractors.run_on import FARTHEST
from forms.definition import FieldDefinition, FieldKind, Need
from samples.training.laid import blank_of, flat_alignment

HEIGHT, WIDTH = 300, 1200
ZONE, NEXT = (100, 100, 300, 150), (620, 100, 900, 150)


def zone_of(name: str, place: tuple[int, int, int, int], kind: FieldKind) -> FieldDefinition:
    left, top, right, bottom = place
    return FieldDefinition(
        name=name,
        label=name,
        kind=kind,
        need=Need.OPTIONAL,
        section="test",
        page=1,
        box=Box(left=left / WIDTH, top=top / HEIGHT, right=right / WIDTH, bottom=bottom / HEIGHT),
    )


def crops(paper: NDArray[np.uint8], kind: FieldKind = FieldKind.PHONE) -> tuple[ZoneCrop, ZoneCrop]:
    fields = zone_of("first", ZONE, kind), zone_of("next", NEXT, kind)
    page = WrittenPage(flat_alignment(paper, 0.4), blank_of(np.full_like(paper, 255)), fields)
    return page.crop(fields[0]), page.crop(fields[1])


def digits(paper: NDArray[np.uint8], start: int, count: int, row: int = 106) -> None:
    for left in range(start, start + 34 * count, 34):
        cv2.rectangle(paper, (left, row), (left + 20, row + 36), 0, 3)


def paper() -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH), 255, np.uint8)


def test_figures_beyond_the_end_belong_to_the_field_and_are_not_cut() -> None:
    page = paper()
    digits(page, 110, 9)
    first, following = crops(page)
    assert (first.parts, first.cut, following.parts) == (9, False, 0)


def test_a_neighbour_keeps_what_is_its_own() -> None:
    page = paper()
    digits(page, 110, 6)
    digits(page, 640, 4)
    assert [one.parts for one in crops(page)] == [6, 4]


def test_what_stands_apart_is_not_followed() -> None:
    page = paper()
    digits(page, 110, 5)
    digits(page, 420, 3)
    assert crops(page)[0].parts == 5


def test_what_stands_on_another_line_is_not_followed() -> None:
    page = paper()
    digits(page, 110, 5)
    digits(page, 290, 3, row=190)
    assert crops(page)[0].parts == 5


def test_writing_that_ends_before_the_end_of_its_zone_has_no_continuation() -> None:
    page = paper()
    digits(page, 110, 3)
    digits(page, 330, 2)
    assert crops(page)[0].parts == 3


def test_a_signature_is_not_followed() -> None:
    page = paper()
    digits(page, 110, 9)
    assert crops(page, FieldKind.SIGNATURE)[0].parts < 9


def test_writing_is_followed_only_so_far() -> None:
    page = paper()
    digits(page, 110, 14)
    first = crops(page)[0]
    assert first.mask.shape[1] <= ZONE[2] - ZONE[0] + FARTHEST + 40
