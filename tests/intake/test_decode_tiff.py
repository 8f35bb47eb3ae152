"""Every kind of TIFF a fax server writes comes out dot for dot; damage is counted, never hidden."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from documents import PageOrigin
from intake import tiff_walk
from intake.sniff import caller_of
from intake.whole import is_whole
from tests.intake.makers import (
    REVERSED,
    STANDARD,
    MadePage,
    decoded,
    group4,
    hand_made_tiff,
    page,
    same,
    tiff,
)

COMPRESSIONS = ["group3", "group4", "tiff_ccitt", "raw", "packbits", "tiff_lzw", "tiff_adobe_deflate"]


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_each_compression_comes_out_dot_for_dot(compression: str) -> None:
    pages = decoded(tiff(page(), compression=compression, dpi=(204, 98)))
    first = pages.page_set.pages[0]
    assert same(page(), pages)
    assert (first.x_dpi, first.y_dpi, first.bad_rows, first.origin) == (204, 98, 0, PageOrigin.NATIVE)
    assert pages.page_set.whole
    assert first.digest == hashlib.sha256(pages.pixels[0]).hexdigest()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("fill_order", [1, 2])
@pytest.mark.parametrize("photometric", [0, 1])
def test_bit_order_byte_order_and_photometric_are_honoured(
    order: str, fill_order: int, photometric: int
) -> None:
    strip = group4(page() if photometric == 0 else ImageOps.invert(page()))
    strip = strip.translate(REVERSED) if fill_order == 2 else strip
    tags = {266: fill_order, 262: photometric}
    assert same(page(), decoded(hand_made_tiff(MadePage(strip, tags), order=order)))


def test_a_wrong_bit_order_tag_is_seen_through() -> None:
    pages = decoded(hand_made_tiff(MadePage(group4(page()), {266: 2})))
    assert same(page(), pages)
    assert any("bit order" in note for note in pages.page_set.notes)


def test_a_white_on_black_page_is_turned_black_on_white() -> None:
    pages = decoded(tiff(ImageOps.invert(page())))
    assert same(page(), pages)
    assert any("white on black" in note for note in pages.page_set.notes)


@pytest.mark.parametrize(("rows", "down"), [(1078, 98), (2156, 196), (4312, 391)])
@pytest.mark.parametrize("dpi", [None, (72, 72)])
def test_missing_resolution_is_told_from_the_rows(rows: int, down: int, dpi: tuple[int, int] | None) -> None:
    sent = page((1728, rows))
    first = decoded(tiff(sent, dpi=dpi) if dpi else tiff(sent)).page_set.pages[0]
    assert (first.x_dpi, first.y_dpi) == (204, down)


def test_tags_of_a_fax_server_are_kept() -> None:
    tags = {326: 11, 328: 4, 327: 1, 297: 3}
    content = hand_made_tiff(MadePage(group4(page()), tags, text="15555550101\nLOOP"))
    pages = decoded(content)
    first = pages.page_set.pages[0]
    assert (first.bad_rows, first.worst_run) == (11, 4)
    assert (pages.page_set.expected_pages, pages.page_set.whole) == (3, False)
    assert caller_of(content) == "15555550101"


def test_pages_of_several_sizes_keep_their_own() -> None:
    pages = decoded(tiff(page(), page((1728, 2156)), page((2592, 3300)), compression="group3"))
    assert [(one.width, one.height) for one in pages.page_set.pages] == [
        (1728, 1078),
        (1728, 2156),
        (2592, 3300),
    ]
    assert [one.number for one in pages.page_set.pages] == [1, 2, 3]


def test_a_colour_photograph_in_a_tiff_becomes_a_grey_page() -> None:
    pages = decoded(tiff(Image.new("RGB", (850, 1100), "white"), compression="tiff_lzw", dpi=(100, 100)))
    with Image.open(io.BytesIO(pages.pixels[0])) as image:
        assert (image.mode, image.size, image.getpixel((5, 5))) == ("L", (850, 1100), 255)


def test_a_cut_file_keeps_its_good_pages_and_is_not_whole() -> None:
    strips = [MadePage(group4(page(words=f"page {number}"))) for number in (1, 2, 3)]
    content = hand_made_tiff(*strips)
    cut = content[: len(content) * 5 // 6]
    assert not is_whole(cut)
    pages = decoded(cut)
    assert len(pages.page_set.pages) == 2
    assert not pages.page_set.whole
    assert same(page(words="page 2"), pages, 2)


def test_a_strip_that_breaks_off_is_a_shorter_page() -> None:
    strip = group4(page())
    pages = decoded(hand_made_tiff(MadePage(strip[: len(strip) // 2])))
    first = pages.page_set.pages[0]
    assert first.height < STANDARD[1] or first.bad_rows > 0
    assert not pages.page_set.whole or first.bad_rows > 0


def test_zeroed_bytes_do_not_pass_in_silence() -> None:
    strip = bytearray(group4(page()))
    strip[len(strip) // 2 : len(strip) // 2 + 64] = bytes(64)
    pages = decoded(hand_made_tiff(MadePage(bytes(strip))))
    assert not pages.page_set.whole or pages.page_set.pages[0].bad_rows > 0


def test_a_ring_of_directories_ends() -> None:
    content = bytearray(hand_made_tiff(MadePage(group4(page()))))
    content[-4:] = content[4:8]
    assert not tiff_walk.walk(bytes(content), 1000).whole
    assert len(decoded(bytes(content)).page_set.pages) == 1


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_walk_bears_any_bytes(data: st.DataObject) -> None:
    content = bytearray(hand_made_tiff(MadePage(b"\x00" * 40), MadePage(b"\x00" * 40)))
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    assert len(tiff_walk.walk(cut, 5).pages) <= 5
    caller_of(cut)
