"""Text in the letters of one person: on its baseline, within its room, a little different each time."""

import random

import numpy as np
import pytest

from samples.writers.baseline import core, top_above_line, usual_scale
from samples.writers.compose import set_line, shapes, text_width
from samples.writers.habits import Habits, habits_of
from samples.writers.invented import INVENTED
from samples.writers.load import load_company
from samples.writers.person import Person
from samples.writers.strokes import Piece
from tests.samples.writers.stand_in import make_folder


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return load_company(make_folder(tmp_path_factory.mktemp("strokes")), "test").clerks[0]


@pytest.fixture(scope="module")
def habits(person: Person) -> Habits:
    still = {"wander": 0.0, "slope": 0.0, "fade": 0.0, "lean": 0.0, "letter_gap": 0.1, "joins": 0.0}
    return habits_of(person, 1).model_copy(update=still)


def box(width: float, height: float, label: str) -> Piece:
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height), (0.0, 0.0)]
    return Piece(label, (np.array(corners),))


@pytest.mark.parametrize(
    ("label", "height", "top"),
    [("H", 1.0, 1.0), ("a", 0.6, 0.6), ("g", 1.0, 0.6), ("p", 1.1, 0.6), ("-", 0.1, 0.47), ("7", 0.9, 0.9)],
)
def test_a_character_stands_where_its_class_stands(label: str, height: float, top: float) -> None:
    assert top_above_line(box(0.5, height, label), 0.6) == pytest.approx(top)


def test_tails_hang_below_the_line_and_commas_on_it() -> None:
    assert top_above_line(box(0.4, 1.5, "J"), 0.6) < 1.5
    assert top_above_line(box(0.1, 0.3, ","), 0.6) < 0.3
    assert top_above_line(box(0.1, 0.2, "'"), 0.6) > 0.9


def test_characters_out_of_scale_are_brought_to_the_size_of_the_others() -> None:
    assert usual_scale(box(0.8, 1.4, "a"), 0.6) * 1.4 < 0.8
    assert usual_scale(box(0.3, 0.4, "5"), 0.6) * 0.4 > 0.7
    assert usual_scale(box(0.8, 0.8, "."), 0.6) * 0.8 < 0.2


def test_the_core_of_a_word_is_where_its_low_letters_are() -> None:
    low = [np.array([(x, 0.5), (x + 0.2, 0.5), (x + 0.2, 1.1), (x, 1.1)]) for x in np.arange(0, 3, 0.4)]
    tall, tail = np.array([(0.1, 0.0), (0.1, 1.1)]), np.array([(2.9, 0.5), (2.9, 1.6)])
    top, baseline = core(Piece("hanging", (*low, tall, tail)))
    assert top == pytest.approx(0.5, abs=0.1)
    assert baseline == pytest.approx(1.1, abs=0.1)


def test_letters_follow_each_other_without_standing_over_each_other(person: Person, habits: Habits) -> None:
    made = shapes("KLMN", person, habits, random.Random(1))
    written = set_line(made, habits, 100, random.Random(1))
    middles = [float(line[:, 0].mean()) for line in written.lines]
    assert middles == sorted(middles)
    assert min(float(line[:, 0].min()) for line in written.lines) == pytest.approx(0.0, abs=0.01)
    assert written.width == pytest.approx(max(float(line[:, 0].max()) for line in written.lines), abs=0.01)


@pytest.mark.parametrize("widest", [30.0, 9.0, 6.0])
def test_a_line_is_never_wider_than_its_room(widest: float, person: Person, habits: Habits) -> None:
    made = shapes("1234 Garden Lane", person, habits, random.Random(2))
    assert set_line(made, habits, widest, random.Random(2)).width <= widest + 1e-6


def test_the_end_of_a_squeezed_line_is_smaller_than_its_start(person: Person, habits: Habits) -> None:
    made = shapes("HHHHHHHHHHHH", person, habits, random.Random(3))
    room = text_width("HHHHHHHHHHHH", person, habits)
    tight = set_line(made, habits, room * 0.75, random.Random(3))
    heights = [float(np.ptp(line[:, 1])) for line in tight.lines]
    assert np.mean(heights[-4:]) < 0.93 * np.mean(heights[:4])


def test_whole_words_of_the_person_are_used_where_there_are_any(person: Person, habits: Habits) -> None:
    joined = habits.model_copy(update={"joins": 1.0})
    assert [shape.text for shape in shapes("the 12 Garden", person, joined, random.Random(4))] == [
        "the",
        "1",
        "2",
        "Garden",
    ]
    assert len(shapes("the", person, habits, random.Random(4))) == 3


def test_the_same_letter_is_not_the_same_twice(person: Person, habits: Habits) -> None:
    first, second = shapes("AA", person, habits, random.Random(5))
    assert first.lines[0].shape != second.lines[0].shape or not np.allclose(first.lines[0], second.lines[0])


def test_signs_nobody_left_are_plain_and_letters_nobody_left_are_an_error(
    person: Person, habits: Habits
) -> None:
    assert "@" not in person.characters
    assert shapes("@", person, habits, random.Random(6))[0].text == "@"
    with pytest.raises(KeyError):
        shapes("ñ", person, habits, random.Random(6))


def test_invented_signs_hold_no_letter_and_no_digit() -> None:
    assert not any(label.isalnum() for label in INVENTED)
    assert all(piece.height < 1.5 and piece.lines for piece in INVENTED.values())


def test_a_person_keeps_the_habits_of_size_on_every_form(person: Person) -> None:
    capitals = [habits_of(person, seed).capital for seed in range(30)]
    assert 2.1 < min(capitals) < max(capitals) < 4.2
    assert max(capitals) / min(capitals) < 1.14
    assert len({habits_of(person, seed).pen for seed in range(60)}) == 3
