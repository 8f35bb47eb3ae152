"""Naturally written words and lines: as they were written, of the part's own writers, on a ruled line."""

import random

import numpy as np

from samples.writers.load import Company
from samples.writers.natural import draw_natural, natural_lines
from samples.writers.person import Person
from samples.writers.strokes import Piece


def lines(company: Company, seed: int = 1) -> list[tuple[str, str, bool]]:
    return [
        (line.text, line.writer, line.whole_line) for line in natural_lines(company, 4, random.Random(seed))
    ]


def test_words_and_lines_are_those_of_the_companys_writers(company: Company) -> None:
    drawn = lines(company)
    for person in company.clerks:
        assert sum(writer == person.name and not whole for _, writer, whole in drawn) == 4
        assert ("the simple garden", person.name, True) in drawn
    assert {writer for _, writer, _ in drawn} == {person.name for person in company.clerks}
    assert drawn == lines(company)
    assert drawn != lines(company, 2)


def test_labels_that_cannot_be_what_is_written_are_left_out() -> None:
    def piece(label: str, width: float) -> Piece:
        return Piece(label, (np.array([(0.0, 0.0), (width, 0.5), (width, 1.0)]),))

    pieces = (
        piece("garden", 3.5),
        piece("garden", 0.3),
        piece("garden", 20),
        piece("a|b", 2),
        piece("I", 0.5),
    )
    person = Person("p-1", {}, {"garden": pieces}, ())
    kept = list(natural_lines(Company("test", (person,)), 9, random.Random(1)))
    assert [float(line.strokes[0][:, 0].max()) for line in kept] == [3.5]


def test_a_natural_line_stands_on_a_ruled_line_in_the_hand_of_its_writer(company: Company) -> None:
    for line in natural_lines(company, 2, random.Random(3)):
        page = draw_natural(line, company, 5)
        rule = round(8.5 * 300 / 25.4)
        assert (page[rule + 1] == 0).all()
        rows, columns = np.nonzero(page[: rule - 2] < 200)
        assert rows.size > 50
        assert columns.min() > 20
        assert page.shape[1] <= 196 * 300 / 25.4
        assert np.array_equal(page, draw_natural(line, company, 5))
