"""A fax that lost a band of rows, so that its lower half lay one line off its blank, rule on rule."""

import datetime as dt
from pathlib import Path

import pytest

from documents import Doubt, FormReading, ReceivedFax
from extractors.align import align
from extractors.blanks import BlankPage, blank_pages
from forms.library import FORMS_FOLDER
from intake.limits import DecodeLimits
from intake.sniff import media_of
from pipeline.desk import Desk, DeskPlan
from registry.blobs import BlobStore
from tests.extractors.drawn_pages import LIBRARY, faxed

SAMPLE = Path(__file__).parent / "samples" / "a-band-lost-and-a-line-off.pdf"
ABOVE_THE_BAND = {"request_type", "credentials", "specialty"}
"""Boxes that lie beside their own labels, all of them."""
DAY = dt.datetime(2018, 5, 1, tzinfo=dt.UTC)


def read(path: Path, store: Path) -> FormReading:
    content = path.read_bytes()
    fax = ReceivedFax(
        digest=BlobStore(store).put(content),
        channel="test",
        received_at=DAY,
        byte_count=len(content),
        media=media_of(content),
    )
    desk = Desk(DeskPlan(blobs=store, forms=FORMS_FOLDER, limits=DecodeLimits()))
    pages = desk.open(fax).pages
    assert pages is not None
    (document,) = desk.classify(pages).documents
    return desk.read(document, pages, DAY.date()).reading


def test_on_a_page_that_lies_a_line_off_only_boxes_beside_their_own_labels_are_sure(tmp_path: Path) -> None:
    reading = read(SAMPLE, tmp_path / "blobs")
    on_the_page = [one for one in reading.readings if one.evidence.page == 1]
    assert {"contact_1_phone", "contact_2_fax"} <= {one.field for one in on_the_page}
    sure = {one.field for one in on_the_page if Doubt.MISALIGNED not in one.doubts}
    assert sure == ABOVE_THE_BAND


@pytest.mark.parametrize(
    "blank", blank_pages(LIBRARY), ids=lambda page: f"{page.ref.form}/{page.ref.edition}/{page.page}"
)
def test_shading_that_no_fax_shows_is_no_missing_line(blank: BlankPage) -> None:
    laid = align(faxed(blank.pixels), blank)
    assert laid is not None
    assert laid.lines_missing == 0
