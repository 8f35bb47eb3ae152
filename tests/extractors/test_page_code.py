"""What a page is when it carries our code: code and print must agree."""

import numpy as np
import pytest
from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from documents import BadFormFile, ClassifiedPage, FormRef, PageKind, Turn
from extractors import blank_page, blank_pages, check_codes, classify_page
from extractors.blanks import BlankPage
from extractors.corner_marks import corner_marks, marks_found
from extractors.page_code import CodedPage, coded_page
from ocr import Pixels
from ocr.raster import turned
from samples.sheet import rendered
from tests.extractors.drawn_pages import LIBRARY, faxed, image

NEW = FormRef(form="prescriber_enrollment", edition="2026-11")
OLD = FormRef(form="prescriber_enrollment", edition="2017-10")
ORDER = FormRef(form="prescription_authorization", edition="2026-11")
CODED = [blank for blank in blank_pages(LIBRARY) if blank.ref.edition == "2026-11"]
UPRIGHT_CODE = slice(2085, 2170), slice(850, 1620)


def classified(pixels: Pixels) -> ClassifiedPage:
    return classify_page(image(pixels), pixels, LIBRARY, lambda _: "")


def said(page: ClassifiedPage) -> tuple[PageKind, FormRef | None, int | None]:
    return page.best.kind, page.best.form, page.best.form_page


def bars(text: str, tmp_path_name: str) -> Pixels:
    """A code as a strip of paper at 204 dpi, 90 rows high."""
    canvas = Canvas(tmp_path_name, pagesize=(260, 90 * 72 / 204), invariant=1)
    Code128(text, barWidth=4 * 72 / 204, barHeight=20, quiet=0).drawOn(canvas, 12, 6)
    canvas.showPage()
    canvas.save()
    with open(tmp_path_name, "rb") as file:  # noqa: PTH123 - reportlab names it so
        return rendered(file.read(), dpi=204)


def with_code(page: Pixels, strip: Pixels) -> Pixels:
    changed = page.copy()
    changed[2080:2175, 850:1620] = 255
    changed[2082 : 2082 + len(strip), 870 : 870 + strip.shape[1]] = strip
    return changed


@pytest.mark.parametrize("blank", CODED, ids=lambda blank: f"{blank.ref}-{blank.page}")
def test_the_code_names_the_page(blank: BlankPage) -> None:
    assert coded_page(faxed(blank.pixels), LIBRARY) == CodedPage(blank.ref, blank.page, 0)
    assert said(classified(faxed(blank.pixels, scale=0.97))) == (PageKind.FORM, blank.ref, blank.page)


@pytest.mark.parametrize("blank", CODED, ids=lambda blank: f"{blank.ref}-{blank.page}")
def test_a_page_whose_code_is_spoilt_is_known_by_its_print(blank: BlankPage) -> None:
    page = faxed(blank.pixels, scale=0.97)
    page[2060:2180, 850:] = 255
    assert coded_page(page, LIBRARY) is None
    assert said(classified(page)) == (PageKind.FORM, blank.ref, blank.page)


@pytest.mark.parametrize("blank", CODED, ids=lambda blank: f"{blank.ref}-{blank.page}")
def test_every_capture_page_has_four_corner_marks_and_no_other_has_any(blank: BlankPage) -> None:
    page = faxed(blank.pixels, scale=0.97)
    matrix = np.array([[0.97, 0.0, 20.0], [0.0, 1.0, 6.0]])
    assert len(corner_marks(blank)) == 4
    assert marks_found(page, matrix, corner_marks(blank)) == 4
    for plain in blank_pages(LIBRARY):
        if plain not in CODED:
            assert marks_found(faxed(plain.pixels, scale=0.97), matrix, corner_marks(blank)) == 0


def test_corner_marks_without_enough_of_the_print_are_for_a_person() -> None:
    page = LIBRARY.blank(OLD, 2).copy()
    corners = LIBRARY.blank(NEW, 2).copy()
    corners[150:2060, 130:1600] = 255
    corners[UPRIGHT_CODE] = 255
    found = classified(faxed(np.minimum(page, corners)))
    assert found.best.kind is PageKind.UNKNOWN


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_code_says_how_a_page_lies(turn: Turn) -> None:
    back: dict[int, Turn] = {90: 270, 180: 180, 270: 90}
    found = classified(turned(faxed(LIBRARY.blank(NEW, 1)), back[turn]))
    assert (found.turn, *said(found)) == (turn, PageKind.FORM, NEW, 1)


@pytest.mark.parametrize(
    ("print_of", "code_of"),
    [((OLD, 2), (NEW, 2)), ((OLD, 1), (NEW, 1)), ((NEW, 2), (NEW, 1)), ((NEW, 1), (ORDER, 1))],
)
def test_a_code_that_its_print_belies_is_for_a_person(
    print_of: tuple[FormRef, int], code_of: tuple[FormRef, int]
) -> None:
    page = LIBRARY.blank(*print_of).copy()
    page[UPRIGHT_CODE] = LIBRARY.blank(*code_of)[UPRIGHT_CODE]
    found = classified(faxed(page))
    assert coded_page(faxed(page), LIBRARY) == CodedPage(*code_of, 0)
    assert found.best.kind is PageKind.UNKNOWN


def test_a_code_of_ours_that_no_page_carries_is_for_a_person(tmp_path: object) -> None:
    page = with_code(LIBRARY.blank(NEW, 1), bars("KYN-PEF20270501", f"{tmp_path}/code.pdf"))
    assert coded_page(faxed(page), LIBRARY) == CodedPage(None, 0, 0)
    assert classified(faxed(page)).best.kind is PageKind.UNKNOWN


def test_other_peoples_codes_do_not_matter(tmp_path: object) -> None:
    page = with_code(LIBRARY.blank(OLD, 1), bars("CHART0012345", f"{tmp_path}/code.pdf"))
    assert coded_page(faxed(page), LIBRARY) is None
    assert said(classified(faxed(page))) == (PageKind.FORM, OLD, 1)


def test_a_blank_without_the_code_it_should_carry_is_named() -> None:
    form = LIBRARY.get(NEW)
    check_codes(form, LIBRARY)
    with pytest.raises(BadFormFile, match=r"blank\.pdf: codes: KYN-PEF20270501 .* page 1"):
        check_codes(form.model_copy(update={"codes": ("KYN-PEF20270501",)}), LIBRARY)


def test_the_sides_of_cells_are_known_to_the_blank() -> None:
    blank = blank_page(LIBRARY, NEW, 1)
    assert len(blank.uprights) > 50
    for column, top, bottom in blank.uprights:
        assert np.asarray(blank.pixels[(top + bottom) // 2, column - 2 : column + 3]).min() < 160
    assert blank_page(LIBRARY, OLD, 1).uprights == ()
