"""What stands on a printed letter, and what is left of it after a real call at standard resolution."""

import datetime as dt
import io
from collections.abc import Iterator

import cv2
import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from documents import Letter, LetterKind
from forms.library import FormLibrary
from forms.reply import CODE_BOX, NOTE_BOX
from letters.printed import printed
from letters.raster import fax_tiff
from letters.refusal import MEANINGS
from ocr import Pixels
from ocr.page_code import matrix_codes
from ocr.page_text import page_text
from samples.calls import CallSetting, SentPage, send
from tests.letters.outgoing import ASSESSMENT, DEFICIENCY, DISCONTINUATION, EVERY_KIND, REFERENCE
from tests.validators.builders import library

NOON = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
CODE = REFERENCE.replace("-", "")
TOLD = {
    LetterKind.DEFICIENCY: "December 27, 2026",
    LetterKind.REMINDER: "This is a reminder",
    LetterKind.CERTIFICATION: "You are certified",
    LetterKind.ENROLLMENT: "P-7K2M9QX4TD",
    LetterKind.AUTHORIZATION: "May 1, 2027",
    LetterKind.RECORD: "from December 1, 2026",
    LetterKind.PENDING: "No knowledge assessment is on file",
    LetterKind.REFUSAL: f"ES ({MEANINGS['ES']})",
    LetterKind.WITHDRAWAL: "void from November 27, 2026",
}


def text_of(letter: Letter, page: int = 0) -> str:
    with pypdfium2.PdfDocument(printed(letter, library())) as pdf:
        return " ".join(pdf[page].get_textpage().get_text_range().split())


def frames(tiff: bytes) -> Iterator[NDArray[np.bool_]]:
    """The pages of a TIFF, True where ink is."""
    with Image.open(io.BytesIO(tiff)) as fax:
        for number in range(getattr(fax, "n_frames", 1)):
            fax.seek(number)
            yield ~np.asarray(fax.convert("1"), np.bool_)


def square(ink: NDArray[np.bool_], y_dpi: int) -> Pixels:
    """A received page as 204 dpi both ways."""
    grey = np.where(ink, 0, 255).astype(np.uint8)
    size = (grey.shape[1], round(len(grey) * 204 / y_dpi))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_tells_who_what_and_under_which_reference(kind: LetterKind) -> None:
    text = text_of(EVERY_KIND[kind])
    for said in (REFERENCE, "Marisol Okafor-Lind", "617-555-0142", "1-877-778-9008", TOLD[kind]):
        assert said in text
    assert "no medical advice" in text
    assert "KYNAMRO may" in text


def test_a_deficiency_letter_has_everything_a_sender_needs() -> None:
    text = text_of(DEFICIENCY)
    for item in DEFICIENCY.missing:
        assert f'Page {item.page}, {item.section}: "{item.printed}" {item.ask}' in text
    for said in ("Office contacts", "received November 25, 2026", "may not be prescribed or dispensed"):
        assert said in text


@pytest.mark.parametrize("kind", [LetterKind.DEFICIENCY, LetterKind.PENDING, LetterKind.REFUSAL])
def test_a_notice_that_is_not_on_record_forbids_no_prescription(kind: LetterKind) -> None:
    text = text_of(EVERY_KIND[kind].model_copy(update={"form": DISCONTINUATION, "missing": (), "filled": ()}))
    assert "on record" in text
    assert "KYNAMRO may not" not in text


@pytest.mark.parametrize(
    ("said", "told"), [((), "You have passed"), (("5 of 6 answers are right.",), "take the assessment again")]
)
def test_a_sheet_is_answered_with_passed_or_to_try_again(said: tuple[str, ...], told: str) -> None:
    sheet = {"form": ASSESSMENT, "said": said, "number": "1234567893", "patient": ""}
    text = text_of(EVERY_KIND[LetterKind.RECORD].model_copy(update=sheet))
    assert told in text
    assert "Taken on December 1, 2026" in text


def test_what_is_not_configured_is_left_out() -> None:
    text = text_of(DEFICIENCY.model_copy(update={"answer_by": None}))
    assert "Fax all pages to 1-877-778-9008. Until" in text
    assert "None" not in text


def test_the_form_comes_with_the_letter_filled_in_but_for_what_is_missing() -> None:
    text = text_of(DEFICIENCY, page=1)
    assert "Okafor-Lind" in text
    assert "1 2 3 4 5 6 7 8 9 3" in text or "1234567893" in text
    assert "present" not in text_of(DEFICIENCY, page=2)


def test_a_name_with_letters_the_fonts_lack_is_printed_without_their_accents() -> None:
    to = DEFICIENCY.to.model_copy(update={"name": "Jiří Novák"})
    assert "Jirí Novák" in text_of(DEFICIENCY.model_copy(update={"to": to}))


def test_the_same_letter_is_the_same_bytes() -> None:
    assert printed(DEFICIENCY, library()) == printed(DEFICIENCY, library())


def test_a_long_letter_goes_on_on_another_page_and_says_so() -> None:
    letter = DEFICIENCY.model_copy(update={"missing": DEFICIENCY.missing * 8})
    assert "Page 2 of 4" in text_of(letter, page=1)


@pytest.mark.parametrize(("resolution", "rows"), [("standard", 1078), ("fine", 2156)])
def test_the_raster_is_what_a_fax_machine_sends(resolution: str, rows: int) -> None:
    tiff = fax_tiff(printed(DEFICIENCY, library()), "fine" if resolution == "fine" else "standard")
    assert [page.shape for page in frames(tiff)] == [(rows, 1728)] * 3
    with Image.open(io.BytesIO(tiff)) as fax:
        assert (fax.mode, fax.info["compression"]) == ("1", "group4")
        assert tuple(map(round, fax.info["dpi"])) == (204, rows // 11)


def test_every_letter_is_legible_after_a_real_call_at_standard_resolution() -> None:
    first_pages = []
    for letter in EVERY_KIND.values():
        tiff = fax_tiff(printed(letter, library()), "standard")
        first_pages.append(SentPage(next(frames(tiff)), 98))
    form_pages = [
        SentPage(page, 98) for page in list(frames(fax_tiff(printed(DEFICIENCY, library()), "standard")))[1:]
    ]
    call = send((*first_pages, *form_pages), CallSetting(seed=5, ecm=False, compression="1d"), NOON)
    received = [square(ink, 98) for ink in frames(call.content)]
    codes = [matrix_codes(page[:400]) for page in received]
    assert codes == [(CODE,)] * len(EVERY_KIND) + [(f"{CODE}PEF1",), (f"{CODE}PEF2",)]
    for page, kind in zip(received, EVERY_KIND, strict=False):
        text = " ".join(page_text(page).split())
        assert REFERENCE in text, kind
        assert TOLD[kind] in text, kind


def _blank_under_the_code(forms: FormLibrary) -> Iterator[tuple[str, bool]]:
    newest = {form.ref.form: form for form in sorted(forms, key=lambda form: form.ref.edition)}
    for form in newest.values():
        for page in range(1, form.page_count + 1):
            pixels = forms.blank(form.ref, page)
            for box in (CODE_BOX, NOTE_BOX):
                left, top, right, bottom = box.pixels(pixels.shape[1], pixels.shape[0])
                yield f"{form.ref} {page}", bool((pixels[top:bottom, left:right] > 200).all())


def test_no_current_form_prints_anything_where_the_code_goes() -> None:
    assert [place for place, free in _blank_under_the_code(library()) if not free] == []
