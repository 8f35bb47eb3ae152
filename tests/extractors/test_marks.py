"""Boxes and what they say together."""

import pytest

from documents import Box, Doubt, Mark, MarkState, ReadState
from extractors.kinds.ink_of_box import BoxInk
from extractors.kinds.marks import read_marks, state_of, states_of
from forms.definition import FieldDefinition, FieldKind, Need, Option

BOX = Box(left=0.1, top=0.1, right=0.2, bottom=0.2)


def field(kind: FieldKind, *options: str) -> FieldDefinition:
    return FieldDefinition(
        name="specialty",
        label="Specialty",
        kind=kind,
        need=Need.REQUIRED,
        section="1",
        page=1,
        box=BOX,
        options=tuple(Option(name=name, label=name, box=BOX) for name in options),
    )


def marks(**states: MarkState) -> tuple[Mark, ...]:
    return tuple(Mark(option=name, state=state, confidence=0.99, box=BOX) for name, state in states.items())


def ink(
    inside: float,
    spread: float = 1.0,
    sides: tuple[float, float, float, float] = (0, 0, 0, 0),
    dots: float = 0.0,
) -> BoxInk:
    return BoxInk(inside, spread, *sides, found=0.8, dots=max(inside, dots))


def states(*inks: BoxInk, one: bool = True, torn: bool = False) -> list[MarkState]:
    return [state for state, _ in states_of(inks, one=one, torn=[torn] * len(inks))]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (ink(0.0, 0.0), MarkState.EMPTY),
        (ink(0.35), MarkState.MARKED),
        (ink(0.9), MarkState.MARKED),
        (ink(0.09, 0.5), MarkState.MARKED),
        (ink(0.3, 0.8, (0, 0.4, 0.4, 0)), MarkState.MARKED),
        (ink(0.8, 1.0, (0.6, 0.6, 0, 0)), MarkState.STRUCK_OUT),
        (ink(0.0, 0.0, (0.5, 0.6, 0.4, 0.4)), MarkState.UNCLEAR),
        (ink(0.06, 0.3), MarkState.UNCLEAR),
        (ink(0.2, 0.2), MarkState.UNCLEAR),
    ],
)
def test_ink_in_and_around_a_box_tells_its_state(measured: BoxInk, expected: MarkState) -> None:
    assert state_of(measured)[0] is expected


def test_a_box_whose_outline_is_not_found_is_unclear() -> None:
    assert state_of(BoxInk(0.01, 0.0, 0, 0, 0, 0, found=0.1, dots=0.01))[0] is MarkState.UNCLEAR


def test_dots_in_a_box_are_unclear_where_no_box_is_marked() -> None:
    pale, clean = ink(0.0, 0.0, dots=0.02), ink(0.0, 0.0, dots=0.01)
    assert states(pale, clean) == [MarkState.UNCLEAR, MarkState.EMPTY]
    assert states(pale, ink(0.35)) == [MarkState.EMPTY, MarkState.MARKED]


def test_a_level_line_beside_the_one_plain_mark_is_no_second_mark() -> None:
    line, mark = ink(0.09, 0.15), ink(0.35)
    assert states(line, mark) == [MarkState.EMPTY, MarkState.MARKED]
    assert states(line, mark, one=False) == [MarkState.UNCLEAR, MarkState.MARKED]
    assert states(line, ink(0.1, 0.5)) == [MarkState.UNCLEAR, MarkState.MARKED]
    assert states(ink(0.09, 0.15, (0.9, 0, 0, 0)), mark) == [MarkState.UNCLEAR, MarkState.MARKED]


def test_a_level_band_that_torn_rows_drew_through_a_box_is_no_second_mark() -> None:
    band, mark = ink(0.11, 0.16, (0.96, 0.5, 0, 0.04)), ink(0.35)
    assert states(band, mark, torn=True) == [MarkState.EMPTY, MarkState.MARKED]
    assert states(band, mark) == [MarkState.UNCLEAR, MarkState.MARKED]
    assert states(band, mark, one=False, torn=True) == [MarkState.UNCLEAR, MarkState.MARKED]
    assert states(band, ink(0.1, 0.5), torn=True) == [MarkState.UNCLEAR, MarkState.MARKED]
    for written in (ink(0.0, 0.0, (0.5, 0.6, 0.4, 0.4)), ink(0.15, 0.3), ink(0.0, 0.0, (0.5, 0, 0.2, 0))):
        assert states(written, mark, torn=True) == [MarkState.UNCLEAR, MarkState.MARKED]


def test_one_marked_box_is_the_choice() -> None:
    found = read_marks(field(FieldKind.CHOICE, "md", "do"), marks(md=MarkState.EMPTY, do=MarkState.MARKED))
    assert (found.state, found.value, found.doubts) == (ReadState.READ, "do", ())


def test_no_marked_box_is_blank() -> None:
    assert read_marks(field(FieldKind.TICK, "yes"), marks(yes=MarkState.EMPTY)).state is ReadState.BLANK


def test_two_marked_boxes_of_a_choice_are_illegible() -> None:
    found = read_marks(field(FieldKind.CHOICE, "md", "do"), marks(md=MarkState.MARKED, do=MarkState.MARKED))
    assert found.state is ReadState.ILLEGIBLE
    assert Doubt.SEVERAL_MARKED in found.doubts


def test_several_marked_boxes_of_choices_are_all_read() -> None:
    both = marks(md=MarkState.MARKED, do=MarkState.MARKED)
    assert read_marks(field(FieldKind.CHOICES, "md", "do"), both).value == "md,do"


def test_a_struck_out_tick_is_for_a_person() -> None:
    found = read_marks(field(FieldKind.TICK, "yes"), marks(yes=MarkState.STRUCK_OUT))
    assert (found.state, found.doubts) == (ReadState.ILLEGIBLE, (Doubt.STRUCK_OUT,))


def test_a_changed_mind_is_read_with_a_doubt() -> None:
    changed = marks(md=MarkState.STRUCK_OUT, do=MarkState.MARKED)
    found = read_marks(field(FieldKind.CHOICE, "md", "do"), changed)
    assert (found.state, found.value) == (ReadState.READ, "do")
    assert Doubt.STRUCK_OUT in found.doubts
