"""The vendored fonts are licensed, whole and split once."""

import hashlib
import random
import string
from pathlib import Path

import numpy as np
import pytest

from samples import fonts as font_package
from samples.fonts import SampleFont, fonts, loaded
from samples.fonts.catalog import capital_height, catalog
from samples.style import pick_style, unjoined

FOLDER = Path(font_package.__file__).parent
KEPT_FOR_OUTSIDE_EVALUATION = (
    "nothing-you-could-do over-the-rainbow la-belle-aurore waiting-for-the-sunrise "
    "just-me-again-down-here loved-by-the-king dawning-of-a-new-day zeyada sedgwick-ave kristi "
    "crafty-girls coming-soon give-you-glory mali itim hi-melody gamja-flower nanum-brush-script "
    "yomogi zen-kurenaido mynerve licorice playwrite-us-trad playwrite-us-modern"
)
EVERY_FONT = pytest.mark.parametrize("font", catalog().values(), ids=lambda font: font.family)


@EVERY_FONT
def test_a_font_file_is_the_one_named_and_has_its_license_beside_it(font: SampleFont) -> None:
    assert hashlib.sha256(font.path.read_bytes()).hexdigest() == font.sha256
    text = (font.path.parent / "LICENSE").read_text(encoding="utf-8")
    named = {"OFL-1.1": "sil open font license", "Apache-2.0": "apache license"}
    assert named[font.license] in text.lower()


@EVERY_FONT
def test_a_font_draws_every_sign_people_write(font: SampleFont) -> None:
    drawn = loaded(font.family, 40)
    missing = np.asarray(drawn.getmask("\ufffe"))
    for sign in string.ascii_letters + string.digits + "/-().,@'":
        picture = np.asarray(drawn.getmask(sign))
        assert picture.any(), sign
        assert picture.shape != missing.shape or (picture != missing).any(), sign
    assert 0.3 < capital_height(font.family) < 1.2


def test_no_font_is_one_kept_for_outside_evaluation() -> None:
    assert not set(catalog()) & set(KEPT_FOR_OUTSIDE_EVALUATION.split())


def test_fonts_are_split_once_and_the_maker_gets_most() -> None:
    for look in ("hand", "print"):
        maker, tests = fonts(look, "maker"), fonts(look, "tests")
        assert not {font.family for font in maker} & {font.family for font in tests}
        assert 0.5 < len(maker) / (len(maker) + len(tests)) < 0.8
        assert fonts(look) == maker


def test_every_font_folder_is_in_the_table_and_all_of_them_are_small() -> None:
    on_disk = {path.parent.name for path in FOLDER.glob("*/*.woff")}
    assert on_disk == set(catalog())
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 3_000_000


@pytest.mark.parametrize("font", fonts("hand"), ids=lambda font: font.family)
def test_a_name_that_is_printed_and_not_signed_has_letters_that_stand_apart(font: SampleFont) -> None:
    style = pick_style("hand", random.Random(1)).model_copy(update={"hand_font": font.family})
    printed = unjoined(style)
    assert not catalog()[printed.hand_font].joined
    assert printed == (style.model_copy(update={"hand_font": printed.hand_font}) if font.joined else style)
