"""What every engine keeps to, and what the real ones read."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

import ocr.tesseract
from documents import BadSetting, EngineFailed, MissingEngine
from documents.formats import npi_is_valid
from ocr import ENGINES, Engine, Grammar, Pixels, ScriptedEngine, open_engines
from ocr.page_text import page_text, page_turn
from ocr.raster import turned
from samples.fonts.catalog import loaded

NPI = Grammar("0123456789", r"[12]\d{9}", npi_is_valid)
EMPTY = np.full((40, 200), 255, np.uint8)


def typed(text: str, size: int = 30, width: int = 420, height: int = 60) -> Pixels:
    canvas = Image.new("L", (width, height), 255)
    ImageDraw.Draw(canvas).text((10, 12), text, font=loaded("arimo", size), fill=0)
    return np.asarray(canvas, np.uint8)


@pytest.fixture(scope="module", params=[*ENGINES, "scripted"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "scripted":
        return ScriptedEngine(["1234567893"] * 20)
    return ENGINES[request.param]()


def test_an_engine_reads_a_plain_number(engine: Engine) -> None:
    found = engine.read(typed("1234567893"), NPI)
    assert (found.text, found.seen) == ("1234567893", "1234567893")
    assert 0.5 < found.confidence <= 1


def test_an_engine_reads_without_a_grammar(engine: Engine) -> None:
    found = engine.read(typed("1234567893"))
    assert found.text == found.seen == "1234567893"


def test_an_empty_crop_has_no_text_and_no_confidence(engine: Engine) -> None:
    for crop in (EMPTY, np.zeros((0, 0), np.uint8)):
        found = engine.read(crop, NPI)
        assert (found.text, found.seen, found.confidence) == ("", "", 0)


def test_many_crops_come_back_in_order(engine: Engine) -> None:
    found = engine.read_many([EMPTY, typed("1234567893"), EMPTY], [NPI, None, None])
    assert [one.text for one in found] == ["", "1234567893", ""]


def test_an_engine_is_named_as_it_is_opened() -> None:
    assert {name: open_it().name for name, open_it in ENGINES.items()} == {name: name for name in ENGINES}


def test_the_first_engine_reads_words_and_signs() -> None:
    found = ENGINES["paddle"]().read(typed("D'Arcy-Smith, 12 Elm St"))
    assert found.seen == "D'Arcy-Smith, 12 Elm St"
    assert found.confidence > 0.8


def test_dirt_beside_the_line_does_not_shrink_the_writing() -> None:
    dirty = typed("1234567893", size=24, height=90).copy()
    dirty[[2, 5, 84, 87], [30, 300, 120, 380]] = 0
    assert ENGINES["paddle"]().read(dirty, NPI).text == "1234567893"


def test_a_script_that_is_used_up_is_a_failure() -> None:
    with pytest.raises(EngineFailed):
        ScriptedEngine([]).read(typed("1"))


def test_an_unknown_engine_is_a_bad_setting() -> None:
    with pytest.raises(BadSetting, match="abacus"):
        open_engines("abacus")


def test_engines_open_with_or_without_a_second_one() -> None:
    assert open_engines(second="").second is None


def test_missing_language_files_name_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.tesseract, "TESSDATA_FOLDERS", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    with pytest.raises(MissingEngine, match="tesseract-ocr-eng"):
        ocr.tesseract.tessdata()


def page_of_text() -> Pixels:
    canvas = Image.new("L", (1000, 700), 255)
    drawing = ImageDraw.Draw(canvas)
    for line in range(14):
        words = "Please send the enclosed prescription forms to the pharmacy today"
        drawing.text((60, 40 + 44 * line), words, font=loaded("tinos", 28), fill=0)
    return np.asarray(canvas, np.uint8)


def test_a_whole_page_is_read() -> None:
    assert "enclosed prescription forms" in page_text(page_of_text())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_turn_that_stands_a_page_upright_is_found(turn: int) -> None:
    lying = turned(page_of_text(), {0: 0, 90: 270, 180: 180, 270: 90}[turn])  # type: ignore[arg-type]
    assert page_turn(lying) == turn


def test_an_empty_page_has_no_turn() -> None:
    assert page_turn(np.full((700, 500), 255, np.uint8)) is None


def test_a_page_that_takes_too_long_is_a_failure() -> None:
    with pytest.raises(EngineFailed):
        page_text(page_of_text(), seconds=0.001)
