"""The commands that show the forms."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from documents import NoSuchThing, UnusableFile
from forms import FORMS_FOLDER, FormDefinition, load_forms
from pipeline.commands.forms import app

LIBRARY = load_forms()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_list_names_every_edition() -> None:
    listed = run("list")
    assert listed.exit_code == 0
    for form in LIBRARY:
        assert form.title in listed.output
    entries = json.loads(run("list", "--json").output)
    assert [(entry["form"], entry["edition"]) for entry in entries] == [
        (form.ref.form, form.ref.edition) for form in LIBRARY
    ]


def test_show_gives_machines_the_whole_definition() -> None:
    shown = run("show", "prescriber_enrollment", "--edition", "2015-07", "--json")
    form = FormDefinition.model_validate_json(shown.output)
    assert form == LIBRARY.get(form.ref)
    assert form.ref.edition == "2015-07"


def test_show_gives_people_the_newest_edition_field_by_field() -> None:
    shown = run("show", "prescriber_enrollment")
    assert "2026-11" in shown.output
    for name in ("npi", "attest_indication", "prescriber_signature_date"):
        assert name in shown.output


def test_an_unknown_form_is_refused_with_the_names_there_are() -> None:
    assert isinstance(run("show", "wholesaler").exception, NoSuchThing)
    assert "pharmacy_enrollment" in str(run("show", "wholesaler").exception)
    missing = run("show", "pharmacy_enrollment", "--edition", "1999-01").exception
    assert "pharmacy_enrollment/2017-10" in str(missing)


def test_check_passes_over_the_shipped_forms() -> None:
    checked = run("check")
    assert checked.exit_code == 0
    assert checked.output.count("in order") == len(LIBRARY)
    assert run("check", str(FORMS_FOLDER)).output == checked.output


def test_blank_writes_the_fillable_pdf(tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert run("blank", "prescription_authorization", "--out", str(out)).exit_code == 0
    form = LIBRARY.newest("prescription_authorization")
    assert out.read_bytes() == LIBRARY.blank_path(form.ref).read_bytes()


@pytest.mark.parametrize("place", ["", "no_such_folder/blank.pdf"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    refused = run("blank", "prescription_authorization", "--out", str(tmp_path / place))
    assert isinstance(refused.exception, UnusableFile)
