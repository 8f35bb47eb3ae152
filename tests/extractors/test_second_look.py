"""Words and shapes that make a reading doubtful though both engines agree."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from documents import Box, ReadState
from extractors.agreement import ALONE
from extractors.lexicon import is_doubtful_mailbox, is_look_alike, unknown_words
from extractors.second_look import lone_marks, looked_at_again
from extractors.settle import Settled
from forms.definition import FieldDefinition, FieldKind, Need
from ocr import Pixels
from samples.fonts.catalog import loaded

EMPTY = np.full((40, 200), 255, np.uint8)


def field(kind: FieldKind, weight: str = "") -> FieldDefinition:
    return FieldDefinition(
        name="field",
        label="",
        kind=kind,
        need=Need.REQUIRED,
        section="",
        page=1,
        box=Box(left=0, top=0, right=1, bottom=1),
        critical=weight == "critical",
    )


def drawn(text: str) -> Pixels:
    canvas = Image.new("L", (400, 60), 255)
    ImageDraw.Draw(canvas).text((12, 14), text, font=loaded("arimo", 28), fill=0)
    return np.asarray(canvas, np.uint8)


def is_sure(kind: FieldKind, value: str, crop: Pixels = EMPTY, trust: float = 1.0) -> bool:
    read = Settled(ReadState.READ, value, 0.99, trust=trust)
    return looked_at_again(read, field(kind), crop).confidence > ALONE


@pytest.mark.parametrize(
    "text",
    [
        "Raldwin",
        "Llovd",
        "Rvan Alvarado",
        "eorge Solis",
        "Schaefe",
        "Lury",
        "McKniqht",
        "Aldan Stone",
        "Van Bnren",
    ],
)
def test_a_misread_name_is_an_unknown_word(text: str) -> None:
    assert unknown_words(field(FieldKind.NAME), text)


@pytest.mark.parametrize(
    "text",
    [
        "O'Neill-Smith",
        "Mark A. Stokes",
        "D'Arcy",
        "MarkStokes",
        "Van Horn Jr.",
        "Aiden McKnight",
        "Priya Nguyen",
        "Jason Van Buren",
        "FERNANDO DI MARCO",
    ],
)
def test_a_name_of_the_lists_is_known(text: str) -> None:
    assert unknown_words(field(FieldKind.NAME), text) == ()


def test_an_order_is_known_word_for_word() -> None:
    order = field(FieldKind.TEXT, "critical")
    assert unknown_words(order, "Inject 200 mg subcutaneously once weekly") == ()
    assert unknown_words(order, "200 mq SC") == ("MQ",)
    assert unknown_words(order, "20C mg EVERY WFFK") == ("20C", "WFFK")


def test_places_of_puerto_rico_are_known() -> None:
    assert unknown_words(field(FieldKind.CITY), "San Juan") == ()
    assert unknown_words(field(FieldKind.CITY), "MAYAGUEZ") == ()


def test_streets_and_places_have_their_own_words() -> None:
    assert unknown_words(field(FieldKind.ADDRESS), "2966 Union Avenue, Suite 4") == ()
    assert unknown_words(field(FieldKind.ADDRESS), "2966 Union Avcnuc") == ("AVCNUC",)
    assert unknown_words(field(FieldKind.CITY), "Iowa City") == ()
    assert unknown_words(field(FieldKind.CITY), "RIVERSIDL") == ("RIVERSIDL",)


def test_letters_and_digits_that_look_alike_are_noticed_in_mixed_words() -> None:
    assert all(map(is_look_alike, ("lowa City", "Kof1", "20C0", "StelIa", "McKinIey")))
    assert not any(map(is_look_alike, ("Iowa City", "1st Street", "21st Ave", "10th Ave", "Lloyd 12")))
    assert not any(map(is_look_alike, ("Octavia McIntyre", "MacInnes")))


@pytest.mark.parametrize(
    "address", ["isellers@example.com", "tiffany9l@example.com", "wcndy.tran@example.com"]
)
def test_a_doubtful_mailbox_is_noticed(address: str) -> None:
    assert is_doubtful_mailbox(address)


def test_a_doubtful_host_is_noticed() -> None:
    assert is_doubtful_mailbox("daisy20@mnail.example.com")


@pytest.mark.parametrize(
    "address", ["wtran@example.org", "front_desk@clinic.example.org", "daisy20@gmail.com"]
)
def test_a_plain_mailbox_is_not_doubted(address: str) -> None:
    assert not is_doubtful_mailbox(address)


def test_a_number_without_all_its_digits_is_not_sure() -> None:
    assert is_sure(FieldKind.PHONE, "3125550142")
    assert not is_sure(FieldKind.PHONE, "045550179")
    assert not is_sure(FieldKind.NPI, "123456789")


def test_a_lost_point_or_hyphen_is_noticed() -> None:
    assert not is_sure(FieldKind.DECIMAL, "12", drawn("1.2"))
    assert is_sure(FieldKind.DECIMAL, "1.2", drawn("1.2"))
    assert not is_sure(FieldKind.LICENSE, "MD38907", drawn("MD-38907"))
    assert is_sure(FieldKind.LICENSE, "MD-38907", drawn("MD-38907"))


def test_a_gap_where_a_point_was_lost_is_noticed() -> None:
    crop = drawn("029.579611").copy()
    letters = crop[:34]
    rows = np.flatnonzero((letters < 128).any(axis=1))
    crop[rows[-1] - 2 :, 58:68] = 255
    assert lone_marks(crop) == 1


def test_small_marks_are_counted_between_letters_only() -> None:
    assert lone_marks(EMPTY) == 0
    assert lone_marks(drawn("AB12")) == 0
    assert lone_marks(drawn("A-1.2")) == 2


def test_a_letter_that_passes_for_a_digit_makes_a_license_unsure() -> None:
    assert is_sure(FieldKind.LICENSE, "MD069697")
    assert not is_sure(FieldKind.LICENSE, "MD069G97")


def test_an_initial_that_could_be_any_stroke_is_not_sure() -> None:
    assert is_sure(FieldKind.INITIAL, "M")
    assert not is_sure(FieldKind.INITIAL, "I")


def test_a_code_is_sure_only_without_letters_that_pass_for_digits_and_when_plain() -> None:
    assert is_sure(FieldKind.TEXT, "GG4E57000")
    assert not is_sure(FieldKind.TEXT, "GG4E57000", trust=0.9)
    assert not is_sure(FieldKind.TEXT, "31CBD2EO0")
    assert is_sure(FieldKind.TEXT, "507659800")
    assert not is_sure(FieldKind.TEXT, "507659800", trust=0.92)


def test_what_is_not_read_is_left_alone() -> None:
    blank = Settled(ReadState.BLANK, confidence=0.98)
    assert looked_at_again(blank, field(FieldKind.NAME), EMPTY) is blank
