"""What the bench of recognition computes: errors, intervals, risk, and the section it writes."""

import pytest

from tests.bench.document_section import comments
from tests.bench.document_section import rewritten as rewritten_by
from tests.bench.recognition_scores import Read, character_errors, measured, ratio, risk_by_coverage

BEGIN, END = comments("speed", "make bench-speed")


def rewritten(text: str, section: str) -> str:
    """The document with the section on speed."""
    return rewritten_by(text, "speed", "make bench-speed", section)


def reads(writer: str, right: int, wrong: int) -> list[Read]:
    """So many readings of a word of five letters; a wrong one has one letter too few."""
    return [
        *(Read(writer, "PAPER", "PAPER", True) for _ in range(right)),
        *(Read(writer, "PAPER", "PAPE", False) for _ in range(wrong)),
    ]


@pytest.mark.parametrize(
    ("truth", "text", "errors"),
    [("PAPER", "PAPER", 0), ("PAPER", "PAPE", 1), ("PAPER", "", 5), ("a b", " a   b ", 0), ("", "it", 2)],
)
def test_errors_are_characters_added_lost_or_changed(truth: str, text: str, errors: int) -> None:
    assert character_errors(truth, text) == errors


def test_shares_count_every_reading_once() -> None:
    found = measured([*reads("a", 6, 2), *reads("b", 2, 0)])
    assert (found.count, found.writers) == (10, 2)
    assert found.exact == pytest.approx(0.8)
    assert found.cer == pytest.approx(2 / 50)


def test_intervals_hold_the_share_and_are_the_same_each_time() -> None:
    some = [read for number in range(12) for read in reads(f"w{number}", 10 - number % 4, number % 4)]
    found = measured(some)
    assert found.exact_interval[0] < found.exact < found.exact_interval[1]
    assert found.cer_interval[0] < found.cer < found.cer_interval[1]
    assert measured(reversed(some)) == found


def test_writers_who_differ_make_intervals_wider_than_writers_alike() -> None:
    alike = measured([read for number in range(10) for read in reads(f"w{number}", 5, 5)])
    apart = measured(
        [read for number in range(10) for read in reads(f"w{number}", *((10, 0), (0, 10))[number % 2])]
    )
    assert alike.exact == apart.exact
    assert alike.exact_interval == (0.5, 0.5)
    assert apart.exact_interval[1] - apart.exact_interval[0] > 0.3


def test_nothing_read_has_no_measure() -> None:
    with pytest.raises(ValueError, match="nothing"):
        measured([])


def test_risk_is_that_of_the_surest_readings_first() -> None:
    points = risk_by_coverage([(0.9, True), (0.5, False), (0.99, True), (0.7, True)])
    assert points == [(0.25, 0.0), (0.5, 0.0), (0.75, 0.0), (1.0, 0.25)]


def test_readings_of_one_confidence_are_used_together() -> None:
    assert risk_by_coverage([(1.0, True), (1.0, False), (0.5, True)]) == [
        (pytest.approx(2 / 3), 0.5),
        (1.0, pytest.approx(1 / 3)),
    ]


def test_a_ratio_to_a_peer_without_errors_is_a_dash() -> None:
    assert (ratio(0.1, 0.2), ratio(0.1, 0.0)) == ("0.50", "-")


def test_the_section_is_put_at_the_end_of_a_document_that_has_none() -> None:
    assert rewritten("# Title\n", "new") == f"# Title\n\n{BEGIN}\n\nnew\n\n{END}\n"


def test_the_section_takes_the_place_of_the_former_and_the_rest_stays() -> None:
    first = rewritten("# Title\n\nbefore\n", "old") + "\n## After\n"
    second = rewritten(first, "new")
    assert second == first.replace("old", "new")
    assert rewritten(second, "new") == second
    other = rewritten_by(second, "memory", "make bench-memory", "more")
    assert rewritten(other, "old") == other.replace("new", "old")


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"{END}\n", f"{END}\n{BEGIN}\n"])
def test_comments_that_do_not_belong_together_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="belong together"):
        rewritten(text, "new")
