"""Square pixels, quarter turns, and small repairs."""

import cv2
import numpy as np
import pytest

from documents import EngineFailed, PageImage, PageOrigin
from ocr.cleanup import despeckled, is_inverted, skew_degrees, tight, written_band
from ocr.engine import Pixels
from ocr.lines import lines_of
from ocr.raster import square, turned


def page(height: int, y_dpi: float, header_rows: int = 0, width: int = 1728) -> PageImage:
    return PageImage(
        fax="0" * 64, number=1, digest="1" * 64, width=width, height=height, x_dpi=204, y_dpi=y_dpi,
        origin=PageOrigin.NATIVE, header_rows=header_rows,
    )  # fmt: skip


def png(pixels: Pixels) -> bytes:
    return cv2.imencode(".png", pixels)[1].tobytes()


def test_a_standard_page_is_stretched_to_square_pixels_without_its_header() -> None:
    pixels = np.full((1078, 1728), 255, np.uint8)
    pixels[:20] = 0
    upright = square(png(pixels), page(1078, 98, header_rows=24))
    assert upright.shape == (round((1078 - 24) * 204 / 98), 1728)
    assert upright.min() == 255


def test_a_finer_page_is_averaged_down() -> None:
    fine = PageImage(**(page(4312, 391).model_dump() | {"x_dpi": 408}))
    assert square(png(np.full((4312, 1728), 255, np.uint8)), fine).shape == (round(4312 * 204 / 391), 864)


def test_an_image_that_does_not_fit_its_record_is_a_failure() -> None:
    with pytest.raises(EngineFailed):
        square(png(np.zeros((10, 10), np.uint8)), page(1078, 98))
    with pytest.raises(EngineFailed):
        square(b"no image", page(1078, 98))


def test_a_page_is_turned_clockwise() -> None:
    corner = np.full((2, 3), 255, np.uint8)
    corner[0, 0] = 0
    assert turned(corner, 90)[0, 1] == 0
    assert turned(corner, 180)[1, 2] == 0
    assert turned(corner, 270)[2, 0] == 0
    assert turned(corner, 0)[0, 0] == 0


def lines(degrees: float) -> Pixels:
    canvas = np.full((700, 900), 255, np.uint8)
    for row in range(80, 640, 40):
        canvas[row : row + 12, 80:820:6] = 0
        canvas[row : row + 12, 82:820:6] = 0
    around = cv2.getRotationMatrix2D((450, 350), -degrees, 1)
    return np.asarray(cv2.warpAffine(canvas, around, (900, 700), borderValue=255), np.uint8)


@pytest.mark.parametrize("degrees", [-2.5, -0.4, 0.0, 1.2, 3.0])
def test_the_skew_of_lines_is_found(degrees: float) -> None:
    assert skew_degrees(lines(degrees)) == pytest.approx(degrees, abs=0.2)


def test_an_empty_page_has_no_skew() -> None:
    assert skew_degrees(np.full((300, 300), 255, np.uint8)) == 0


def test_lone_specks_go_and_dots_near_writing_stay() -> None:
    canvas = np.full((60, 100), 255, np.uint8)
    canvas[20:40, 20:24] = 0
    canvas[16:18, 21:23] = 0
    canvas[50, 90] = 0
    clean = despeckled(canvas)
    assert clean[16, 21] == 0
    assert clean[50, 90] == 255


def test_a_white_on_black_page_is_inverted_and_dark_edges_are_not() -> None:
    edges = np.full((800, 600), 255, np.uint8)
    edges[:, :70] = 0
    edges[:95] = 0
    assert not is_inverted(edges)
    assert is_inverted(255 - edges)


def test_a_crop_is_cut_to_its_ink() -> None:
    canvas = np.full((50, 80), 255, np.uint8)
    canvas[20:30, 10:40] = 0
    assert tight(canvas, 2).shape == (14, 34)
    assert tight(np.full((5, 5), 255, np.uint8)).size == 0


def test_the_written_band_leaves_out_dirt() -> None:
    canvas = np.full((80, 200), 255, np.uint8)
    canvas[30:52, 20:60] = 0
    canvas[2, 190] = 0
    assert written_band(canvas, 0).shape == (22, 40)


def test_two_lines_are_parted_and_one_stays_whole() -> None:
    canvas = np.full((80, 200), 255, np.uint8)
    canvas[8:28, 20:180:7] = 0
    assert len(lines_of(canvas)) == 1
    canvas[44:64, 20:150:7] = 0
    upper, lower = lines_of(canvas)
    assert upper.shape[0] + lower.shape[0] == 80
    assert (upper == 0).any()
    assert (lower == 0).any()
