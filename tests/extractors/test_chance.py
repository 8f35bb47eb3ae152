"""Calibrated chances from signs."""

from pathlib import Path

import pytest

from documents import BadSetting, Box, Evidence, Signs, Writing
from extractors.chance import FEATURES, ChanceTable, Curve, features_of, load_table
from forms.definition import FieldKind

SURE = Signs(share=0.999, fit=1, seen=0.99, other=0.98, plain=True, agreed=True, known=True)
UNSURE = Signs(share=0.6, fit=0.01, seen=0.5, other=0.1, chosen=True)
EVIDENCE = Evidence(page=1, box=Box(left=0.1, top=0.1, right=0.2, bottom=0.2))
CURVE = Curve(
    kinds=(FieldKind.NPI,),
    writing=Writing.HANDWRITTEN,
    weights=tuple(1.0 if name in ("share", "agreed") else 0.0 for name in FEATURES),
    offset=-2.0,
    slope=1.0,
    intercept=0.0,
    most=0.999,
    fitted_on=1000,
)
TABLE = ChanceTable(curves=(CURVE,))


def chance(
    signs: Signs, kind: FieldKind = FieldKind.NPI, writing: Writing = Writing.HANDWRITTEN
) -> float | None:
    return TABLE.chance(kind, writing, signs, EVIDENCE, 10)


def test_what_speaks_for_a_reading_raises_its_chance() -> None:
    sure, unsure = chance(SURE), chance(UNSURE)
    assert sure is not None
    assert unsure is not None
    assert 0 < unsure < 0.5 < sure <= 0.999


def test_no_chance_is_higher_than_the_readings_behind_it_can_show() -> None:
    steep = CURVE.model_copy(update={"slope": 50.0})
    assert steep.chance(features_of(SURE, 0, 0.0, 10)) == 0.999


def test_a_reading_no_curve_covers_has_no_chance() -> None:
    assert chance(SURE, FieldKind.PHONE) is None
    assert chance(SURE, writing=Writing.TYPED) is None


def test_there_is_a_feature_for_every_weight_and_all_are_finite() -> None:
    for signs in (SURE, UNSURE, Signs()):
        assert len(features_of(signs, 9, 99.0, 500)) == len(FEATURES)
        assert all(-20 <= feature <= 20 for feature in features_of(signs, 9, 99.0, 500))


def test_a_wrong_table_names_its_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "chances.json"
    path.write_text(TABLE.model_dump_json(), encoding="utf-8")
    assert load_table(path) == TABLE
    path.write_text('{"curves": [{"slope": 0}]}', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"chances\.json: curves\.0"):
        load_table(path)
    with pytest.raises(BadSetting, match="No such file"):
        load_table(tmp_path / "none.json")
