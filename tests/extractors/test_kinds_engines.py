"""Typed fields read by the real engines, right and wrong ones."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from documents import Box, Doubt, ReadState
from extractors.agreement import AGREED, ALONE
from extractors.text_reading import TextReader, TextReading, TextRequest
from extractors.type_text import TypeReader
from extractors.writing import PLAINLY_TYPED
from forms.definition import FieldDefinition, FieldKind, Need
from ocr import Pixels, open_engines
from samples.fonts.catalog import loaded

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def reader() -> TextReader:
    return TextReader(open_engines(), dt.date(2018, 3, 12))


def read(reader: TextReader, kind: str, text: str) -> TextReading:
    canvas = Image.new("L", (500, 74), 255)
    ImageDraw.Draw(canvas).text((12, 20), text, font=loaded("arimo", 30), fill=0)
    return read_crop(reader, kind, np.asarray(canvas, np.uint8))


def field_of(kind: str) -> FieldDefinition:
    box = Box(left=0, top=0, right=1, bottom=1)
    return FieldDefinition(
        name="field", label="", kind=FieldKind(kind), need=Need.REQUIRED, section="", page=1, box=box
    )


def read_crop(reader: TextReader, kind: str, crop: Pixels) -> TextReading:
    return reader.read([TextRequest(field_of(kind), crop, 0.1)]).readings[0]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("npi", "1234567810", "1234567810"),
        ("phone", "(312) 555-0142", "3125550142"),
        ("date", "3/7/18", "2018-03-07"),
        ("state", "IL", "IL"),
        ("dea", "AB1234563", "AB1234563"),
        ("email", "front_desk@clinic.example.org", "front_desk@clinic.example.org"),
        ("icd10", "E78.01", "E78.01"),
        ("integer", "0", "0"),
        ("name", "O'Neill-Smith", "O'Neill-Smith"),
    ],
)
def test_a_typed_field_is_read_surely(reader: TextReader, kind: str, text: str, value: str) -> None:
    found = read(reader, kind, text)
    assert (found.state, found.value, found.doubts) == (ReadState.READ, value, ())
    assert found.confidence >= 0.9


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "02/30/1980", "02/30/1980"),
        ("phone", "312-911-0142", "3129110142"),
    ],
)
def test_a_plainly_typed_wrong_value_is_read_as_it_stands(
    reader: TextReader, kind: str, text: str, value: str
) -> None:
    found = read(reader, kind, text)
    assert (found.state, found.value, found.doubts) == (ReadState.READ, value, ())
    assert found.confidence >= 0.9


@pytest.mark.parametrize(("kind", "value"), [("npi", "1234567890"), ("dea", "AB4523767")])
def test_a_plainly_typed_wrong_check_digit_is_read_as_it_stands_and_shown_to_a_person(
    reader: TextReader, kind: str, value: str
) -> None:
    found = read(reader, kind, value)
    assert (found.state, found.value, found.doubts) == (ReadState.READ, value, (Doubt.CHECK_DIGIT_WRONG,))


def test_a_letter_that_both_engines_take_for_a_digit_is_not_used_without_a_person(reader: TextReader) -> None:
    crop = np.asarray(Image.open(SAMPLES / "a-letter-among-digits.png").convert("L"), np.uint8)
    found = read_crop(reader, "text", crop)
    assert found.value == "507659800"
    assert found.confidence <= ALONE


def shown(name: str) -> Pixels:
    return np.asarray(Image.open(SAMPLES / name).convert("L"), np.uint8)


def test_what_one_engine_misreads_is_sure_when_the_readers_of_handwriting_see_it_too(
    reader: TextReader,
) -> None:
    crop = shown("an-l-like-an-i.png")
    found = read_crop(reader, "address", crop)
    assert (found.value, found.doubts, found.confidence) == ("7102 Elm Avenue", (), AGREED)
    assert found.engine == "paddle+tesseract+hand+compact"
    engines = open_engines(hand="", compact="")
    alone = read_crop(TextReader(engines, dt.date(2018, 3, 12)), "address", crop)
    assert (alone.value, alone.confidence) == ("7102 Elm Avenue", ALONE)


def test_a_number_that_nothing_proves_is_not_made_sure_by_them(reader: TextReader) -> None:
    found = read_crop(reader, "phone", shown("an-eight-like-a-three.png"))
    assert (found.value, found.confidence) == ("3135550185", ALONE)


def test_what_may_be_handwriting_is_not_made_sure_by_its_readers() -> None:
    asked = TextRequest(field_of("address"), shown("an-l-like-an-i.png"), 0.1)
    reader = TypeReader(open_engines(), dt.date(2018, 3, 12))
    unsure, sure = reader.read([(asked, PLAINLY_TYPED - 0.1), (asked, PLAINLY_TYPED)])
    assert (unsure.value, unsure.confidence) == ("7102 Elm Avenue", ALONE)
    assert sure.confidence == AGREED


def test_a_number_misread_twice_that_passes_its_check_digit_is_in_doubt_when_nobody_else_sees_it(
    reader: TextReader,
) -> None:
    found = read_crop(reader, "npi", shown("an-npi-misread-twice.png"))
    assert (found.value, found.engine) == ("2200079616", "paddle+tesseract+hand+compact")
    assert found.confidence == ALONE
    assert found.doubts == (Doubt.ENGINES_DISAGREE,)


def test_words_far_apart_on_a_header_line_are_read_apart(reader: TextReader) -> None:
    line = np.asarray(Image.open(SAMPLES / "header-line.png"), np.uint8)
    assert {"20:37", "Patrick", "18085550185", "p.2"} <= set(reader.read_line(line).split())
