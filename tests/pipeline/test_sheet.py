"""The picture of a page with what was read on it."""

import itertools

import numpy as np
import pytest
from PIL import Image

from documents import Alternative, Box, Evidence, FieldReading, Mark, MarkState, ReadState, Writing
from pipeline import sheet
from pipeline.sheet import Heading, ShownField, draw_sheet, fitted, font

PAGE = np.full((748, 578), 255, np.uint8)
ZONE = Box(left=0.1, top=0.2, right=0.4, bottom=0.25)
HEADING = Heading("Page 1: a form", "fax a1b2 · 1728 x 2200", "review", (("MISSING_NPI", "NPI is blank."),))
LOOKS = {
    ("read", True): (sheet.AUTO, ""),
    ("read", False): (sheet.DOUBT, "?"),
    ("blank", True): (sheet.EMPTY, "-"),
    ("blank", False): (sheet.DOUBT, "?"),
    ("illegible", True): (sheet.LOST, "!"),
    ("illegible", False): (sheet.LOST, "!"),
}


def shown(state: str = "read", *, auto: bool = True, **update: object) -> ShownField:
    value = "Okafor" if state == "read" else ""
    reading = FieldReading(
        field="last_name",
        state=ReadState(state),
        value=value,
        alternatives=(Alternative(value="Okafar", confidence=0.1),),
        confidence=0.8,
        writing=Writing.TYPED,
        engine="scripted",
        evidence=Evidence(page=1, box=ZONE),
    )
    return ShownField(reading.model_copy(update=update), "Last name", auto)


def colors(picture: Image.Image) -> set[tuple[int, ...]]:
    found = picture.getcolors(picture.width * picture.height) or []
    return {color for _, color in found if isinstance(color, tuple)}


@pytest.mark.parametrize(("state", "auto"), LOOKS)
def test_color_and_sign_tell_whether_a_person_must_look(state: str, *, auto: bool) -> None:
    field = shown(state, auto=auto)
    assert (field.color, field.sign) == LOOKS[state, auto]
    assert field.color in colors(draw_sheet(PAGE, HEADING, (field,)))


def test_each_color_has_a_sign_of_its_own() -> None:
    assert len(set(LOOKS.values())) == len({color for color, _ in LOOKS.values()}) == 4


def test_the_value_is_shown_or_why_there_is_none() -> None:
    assert [shown(state).text for state in ("read", "blank", "illegible")] == ["Okafor", "blank", "illegible"]


@pytest.mark.parametrize("count", [0, 1, 5, 100])
def test_any_number_of_fields_can_be_drawn(count: int) -> None:
    picture = draw_sheet(PAGE, HEADING, (shown(),) * count)
    assert picture.mode == "RGB"
    assert picture.height > PAGE.shape[0]
    assert picture.width > PAGE.shape[1]


@pytest.mark.parametrize("marks", list(itertools.combinations_with_replacement(MarkState, 2)))
def test_every_state_of_a_box_can_be_drawn(marks: tuple[MarkState, MarkState]) -> None:
    boxes = tuple(
        Mark(option=f"option_{number}", state=state, confidence=0.9, box=ZONE)
        for number, state in enumerate(marks)
    )
    draw_sheet(PAGE, HEADING, (shown(marks=boxes),))


def test_the_page_itself_is_on_the_picture_unchanged_beside_the_zones() -> None:
    noise = np.random.default_rng(1).integers(0, 256, PAGE.shape, np.uint8)
    picture = np.asarray(draw_sheet(noise, HEADING, ()))
    top, left = sheet.HEADER_HEIGHT, sheet.MARGIN
    drawn = picture[top : top + PAGE.shape[0], left : left + PAGE.shape[1]]
    assert (drawn[:-1, :-1] == noise[:-1, :-1, None]).all()


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (0, 0, 0.001, 0.001), (0.999, 0.999, 1, 1)])
def test_a_zone_may_lie_at_the_edge_of_the_page(box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    evidence = Evidence(page=1, box=Box(left=left, top=top, right=right, bottom=bottom))
    draw_sheet(PAGE, HEADING, (shown(evidence=evidence),))


def test_a_small_page_and_a_long_heading_can_be_drawn() -> None:
    long = Heading("Page " * 90, "words " * 90, "review " * 30, (("A_CODE" * 20, "A sentence. " * 90),) * 40)
    draw_sheet(np.zeros((400, 300), np.uint8), long, (shown(),) * 3)


def test_a_sheet_without_findings_is_shorter() -> None:
    bare = Heading("Page 1", "", "route", ())
    assert draw_sheet(PAGE, bare, ()).height < draw_sheet(PAGE, HEADING, ()).height


def test_text_that_is_too_wide_ends_in_an_ellipsis() -> None:
    assert fitted("short", 20, 500) == "short"
    cut = fitted("a very long sentence " * 9, 20, 200)
    assert cut.endswith("…")
    assert font(20).getlength(cut) <= 200
    assert fitted("wide", 20, 1) == "…"
