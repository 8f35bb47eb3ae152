"""Wrong combs and codes are refused, and the refusal names the file and the key."""

import shutil
from pathlib import Path

import pikepdf
import pytest

from documents import BadFormFile
from forms import FORMS_FOLDER, load_forms
from tests.forms.test_bad_forms import SOURCE, refused, rewrite, widget

CAPTURE = FORMS_FOLDER / "prescriber_enrollment_2026_11"


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A copy of a good folder with combs and codes, to be spoiled."""
    return Path(shutil.copytree(CAPTURE, tmp_path / CAPTURE.name))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('comb = "##########", label', 'comb = "#########", label', ("field npi", "comb", "10")),
        ('comb = "##########", label = "NPI"', 'label = "NPI"', ("field npi", "comb", "10 places")),
        ('comb = "##########", label', 'comb = "#####-#####", label', ("field npi", "comb", "11 are named")),
        ('comb = "##########", label', 'comb = "9#########", label', ("field 'npi' comb",)),
        ('comb = "##########", label', 'width = 2, comb = "##########", label', ("field npi", "width")),
        ('kind = "address", need', 'kind = "address", comb = "####", need', ("address_1", "no comb")),
        ('"KYN-PEF20261101", "KYN-PEF20261102"', '"KYN-PEF20261101"', ("codes", "2 pages")),
        ('"KYN-PEF20261102"', '"KYN-PEF20261101"', ("codes", "2 pages")),
        ('"KYN-PEF20261101"', '"KYN PEF 2026-11"', ("codes",)),
        ("cell_width = 0.175", "cell_width = 0.15", ("print cell_width", "0.16")),
        ("box_size = 0.18", "box_size = 0.1", ("print box_size",)),
    ],
)  # fmt: skip
def test_a_mistake_in_combs_and_codes_is_named(
    capture: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    rewrite(capture, old, new)
    refused(capture, "form.toml", *words)


def test_a_comb_with_narrow_cells_is_refused_with_the_reason(capture: Path) -> None:
    with pikepdf.open(CAPTURE / "blank.pdf") as pdf:
        left, bottom, _, top = (float(edge) for edge in widget(pdf, "npi")["/Rect"].as_list())
        widget(pdf, "npi")["/Rect"] = pikepdf.Array([left, bottom, left + 90, top])
        pdf.save(capture / "blank.pdf")
    refused(capture, "field npi", "comb", "0.125 inches", "0.16", "digits by hand")


def test_a_comb_of_the_blank_that_the_form_file_does_not_name_is_refused(capture: Path) -> None:
    with pikepdf.open(CAPTURE / "blank.pdf") as pdf:
        widget(pdf, "last_name")["/Ff"], widget(pdf, "last_name")["/MaxLen"] = 1 << 24, 12
        pdf.save(capture / "blank.pdf")
    refused(capture, "field last_name", "comb of 12 places")


def test_a_code_on_the_pages_of_two_editions_is_refused(capture: Path) -> None:
    folder = Path(shutil.copytree(SOURCE, capture.parent / SOURCE.name))
    rewrite(folder, "rules = [", 'codes = ["KYN-PEF20261102"]\nrules = [')
    with pytest.raises(BadFormFile, match="codes: KYN-PEF20261102 is on another"):
        load_forms(capture.parent)
