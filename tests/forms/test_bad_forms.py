"""A wrong form folder is refused, and the refusal names the file and the key."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from documents import BadFormFile
from forms import FORMS_FOLDER, check_anchors, check_rules, load_form, load_forms
from forms.form_file import read_form_file
from forms.press import __main__ as press_command
from forms.press import press

SOURCE = FORMS_FOLDER / "prescriber_enrollment_2015_07"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a good form folder, to be spoiled."""
    return Path(shutil.copytree(SOURCE, tmp_path / "prescriber_enrollment_2015_07"))


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "form.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def widget(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    for annotation in pdf.pages[0].obj["/Annots"]:
        if str(annotation["/T"]) == name:
            return annotation
    raise LookupError(name)


def respoil(folder: Path, spoil: Callable[[pikepdf.Pdf], object]) -> None:
    with pikepdf.open(SOURCE / "blank.pdf") as pdf:
        spoil(pdf)
        pdf.save(folder / "blank.pdf")


def refused(folder: Path, *words: str) -> None:
    with pytest.raises(BadFormFile) as refusal:
        load_form(folder)
    for word in words:
        assert word in str(refusal.value)


def test_the_copied_folder_is_good(folder: Path) -> None:
    assert load_form(folder) == load_form(SOURCE)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('form_id = "KYN-PEF"', 'form_id = "KYN-PEF"\ncolour = "blue"', ("colour",)),
        ('kind = "npi"', 'kind = "npy"', ("section 'Who you are' field 'npi' kind",)),
        ('"required", label = "Office city"', '"must", label = "Office city"', ("field 'city' need",)),
        ('label = "Office city"', 'lable = "Office city"', ("field 'city' lable",)),
        ('name = "dea"', 'name = "npi"', ("field npi", "twice")),
        ('name = "dea"', 'name = "DEA"', ("'DEA'", "name")),
        ('name = "dea"', 'name = "dea_number"', ("field dea_number", "no zone dea_number")),
        ('{ name = "np", label = "NP" }', '{ name = "rn", label = "RN" }', ("credentials", "credentials.rn")),
        ('{ name = "np", label = "NP" }', '{ name = "pa", label = "NP" }', ("credentials", "twice")),
        ('      { name = "np", label = "NP" },\n', "", ("blank.pdf", "zone credentials.np")),
        ('kind = "npi", need', 'kind = "choice", need', ("field npi", "options")),
        ('{ field = "credentials"', '{ field = "degree"', ("required_when", "degree")),
        ('"credentials", value = "other"', '"credentials", value = "rn"', ("required_when", "rn")),
        ("page = 1", "page = 2", ("anchors",)),
        ("page = 1", "page = 0", ("'Where you practice'", "page")),
        ('grants = "certify"', 'grants = "review"', ("grants",)),
        ('edition = "2015-07"', 'edition = "July 2015"', ("edition",)),
        ("current_until = 2017-10-24", "current_until = 2011-10-24", ("current_until",)),
        ('  "form_is_filled_in",\n', '  "pages_complete",\n', ("rules", "twice")),
        ('headings = "ruled"', 'headings = "gothic"', ("print", "headings")),
        ('form = "prescriber_enrollment"', "form = prescriber_enrollment", ("TOML",)),
    ],
)  # fmt: skip
def test_a_mistake_in_the_form_file_is_named(
    folder: Path, old: str, new: str, words: tuple[str, ...]
) -> None:
    rewrite(folder, old, new)
    refused(folder, str(folder), *words)


def test_a_refusal_does_not_quote_the_files_values(folder: Path) -> None:
    rewrite(folder, 'label = "Office city"', 'label = ["Springfield"]')
    with pytest.raises(BadFormFile) as refusal:
        load_form(folder)
    assert "Springfield" not in str(refusal.value)


def test_a_zone_off_the_page_is_named(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "email")["/Rect"] = pikepdf.Array([500, 300, 700, 320])

    respoil(folder, spoil)
    refused(folder, "blank.pdf", "zone email", "page 1")


def test_overlapping_zones_are_named(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "email")["/Rect"] = widget(pdf, "dea")["/Rect"]

    respoil(folder, spoil)
    refused(folder, "blank.pdf", "email", "dea", "overlap")


def test_a_zone_named_twice_is_named(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "email")["/T"] = pikepdf.String("dea")

    respoil(folder, spoil)
    refused(folder, "blank.pdf", "zone dea", "twice")


def test_a_field_without_a_zone_is_named(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        annotations = pdf.pages[0].obj["/Annots"]
        kept = [entry for entry in annotations if str(entry["/T"]) != "email"]
        pdf.pages[0].obj["/Annots"] = pikepdf.Array(kept)

    respoil(folder, spoil)
    refused(folder, "form.toml", "field email", "no zone email")


def test_a_zone_without_a_field_is_named(folder: Path) -> None:
    rewrite(folder, '  [\n    { name = "email", kind = "email", label = "E-mail" },\n  ],\n', "")
    refused(folder, "blank.pdf", "zone email")


def test_a_tick_without_its_box_is_named(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        widget(pdf, "attest_all.yes")["/T"] = pikepdf.String("attest_all")

    respoil(folder, spoil)
    refused(folder, "form.toml", "field attest_all", "attest_all.yes")


def test_a_blank_of_another_size_is_refused(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/MediaBox"] = pikepdf.Array([0, 0, 595, 842])

    respoil(folder, spoil)
    refused(folder, "blank.pdf", "letter")


def test_a_blank_with_too_many_pages_is_refused(folder: Path) -> None:
    respoil(folder, lambda pdf: pdf.add_blank_page(page_size=(612, 792)))
    refused(folder, "blank.pdf", "2 pages")


def test_a_zone_on_another_page_than_its_section_is_named(folder: Path) -> None:
    rewrite(folder, '"WHERE YOU PRACTICE"],', '"WHERE YOU PRACTICE"],\n  ["Page 2"],')
    rewrite(folder, "page = 1", "page = 2")
    respoil(folder, lambda pdf: pdf.add_blank_page(page_size=(612, 792)))
    refused(folder, "form.toml", "field practice_name", "page 2")


@pytest.mark.parametrize("damage", [b"", b"no PDF at all"])
def test_a_blank_that_is_no_pdf_is_named(folder: Path, damage: bytes) -> None:
    (folder / "blank.pdf").write_bytes(damage)
    refused(folder, "blank.pdf")


@pytest.mark.parametrize("name", ["blank.pdf", "form.toml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    refused(folder, name)


def test_a_rule_nobody_knows_is_named(folder: Path) -> None:
    rewrite(folder, '"pages_complete"', '"pages_compleat"')
    with pytest.raises(BadFormFile, match=r"form\.toml: rules: there is no rule pages_compleat"):
        check_rules(load_form(folder), load_form(SOURCE).rules, folder)


def test_an_anchor_that_is_not_printed_is_named(folder: Path) -> None:
    rewrite(folder, '"WHERE YOU PRACTICE"', '"WHERE YOU WORK"')
    with pytest.raises(BadFormFile, match=r"form\.toml: anchors: 'WHERE YOU WORK' .* page 1"):
        check_anchors(load_form(folder), folder / "blank.pdf")


def test_an_edition_defined_in_two_folders_is_named(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "prescriber_enrollment_again")
    with pytest.raises(BadFormFile, match=r"again/form\.toml: edition"):
        load_forms(folder.parent)


def test_a_folder_without_forms_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFormFile, match=re.escape(str(tmp_path))):
        load_forms(tmp_path)


def test_zones_may_be_named_through_their_parents(folder: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        box = widget(pdf, "attest_all.yes")
        parent = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("attest_all"), Kids=[]))
        box["/T"], box["/Parent"] = pikepdf.String("yes"), parent

    respoil(folder, spoil)
    assert load_form(folder) == load_form(SOURCE)


def test_a_row_too_wide_for_the_paper_is_not_printed(folder: Path) -> None:
    rewrite(folder, 'printed = "Suite", width = 1.3', 'printed = "Suite", width = 4.3')
    with pytest.raises(BadFormFile, match=r"address_1 is .* too wide"):
        press(read_form_file(folder))


def test_the_press_leaves_an_original_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, text = folder / "form.toml", (folder / "form.toml").read_text(encoding="utf-8")
    before, _, after = text.partition("[print]")
    path.write_text(before + after[after.index("[[section]]") :], encoding="utf-8")
    respoil(folder, lambda pdf: None)
    original = (folder / "blank.pdf").read_bytes()
    monkeypatch.setattr(press_command, "FORMS_FOLDER", folder.parent)
    assert press_command.main() == 0
    assert (folder / "blank.pdf").read_bytes() == original
    with pytest.raises(BadFormFile, match="print"):
        press(read_form_file(folder))


def test_a_page_too_full_is_not_printed(folder: Path) -> None:
    rewrite(folder, 'labels = "beside"', 'labels = "beside"\nzone_height = 0.6')
    with pytest.raises(BadFormFile, match=r"page 1 is .* too full"):
        press(read_form_file(folder))


def test_the_press_rewrites_every_blank(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(press_command, "FORMS_FOLDER", folder.parent)
    (folder / "blank.pdf").unlink()
    assert press_command.main() == 0
    assert (folder / "blank.pdf").read_bytes() == (SOURCE / "blank.pdf").read_bytes()
    rewrite(folder, 'kind = "npi"', 'kind = "npy"')
    assert press_command.main() == 2
    assert "faxdesk: " in capsys.readouterr().err
