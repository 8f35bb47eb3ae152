"""Credit is kept by kind, edition and writing; what nobody has audited has none."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from documents import BadSetting, FormRef, Writing
from forms.definition import FieldKind
from ocr.credit import Cell, Credit, CreditLine, Ledger, Stop, load_ledger

FORM = FormRef(form="prescriber_enrollment", edition="2017-10")
NEW = FormRef(form="prescriber_enrollment", edition="2026-11")
CELL = Cell(kinds=(FieldKind.NPI, FieldKind.ZIP), forms=(FORM,), writing=Writing.HANDWRITTEN)
GIVEN = CreditLine(cell=CELL, credit=Credit(threshold=0.99, audited=3000, used=2500, bound=0.0012))
LEDGER = Ledger(lines=(GIVEN,))


@pytest.mark.parametrize("kind", [FieldKind.NPI, FieldKind.ZIP])
def test_every_kind_of_a_cell_has_the_threshold_they_earned_together(kind: FieldKind) -> None:
    assert LEDGER.threshold(kind, FORM, Writing.HANDWRITTEN) == 0.99


@pytest.mark.parametrize(
    ("kind", "form", "writing"),
    [
        (FieldKind.PHONE, FORM, Writing.HANDWRITTEN),
        (FieldKind.NPI, FORM, Writing.TYPED),
        (FieldKind.NPI, NEW, Writing.HANDWRITTEN),
    ],
)
def test_another_kind_writing_or_edition_starts_without_credit(
    kind: FieldKind, form: FormRef, writing: Writing
) -> None:
    assert LEDGER.threshold(kind, form, writing) > 1


def test_a_pulled_brake_takes_the_credit_back() -> None:
    pulled = LEDGER.model_copy(update={"stops": (Stop(kinds=CELL.kinds, writing=Writing.HANDWRITTEN),)})
    assert pulled.threshold(FieldKind.NPI, FORM, Writing.HANDWRITTEN) > 1


def test_no_reading_has_two_credits() -> None:
    other = GIVEN.model_copy(update={"cell": CELL.model_copy(update={"kinds": (FieldKind.ZIP,)})})
    with pytest.raises(ValidationError, match="two cells cover zip"):
        Ledger(lines=(GIVEN, other))


def test_a_ledger_is_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text(LEDGER.model_dump_json(), encoding="utf-8")
    assert load_ledger(path) == LEDGER


def test_a_wrong_ledger_names_its_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text('{"target": {"rate": 2}}', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"ledger\.json: target\.rate"):
        load_ledger(path)
    with pytest.raises(BadSetting, match=r"none\.json: No such file"):
        load_ledger(tmp_path / "none.json")
