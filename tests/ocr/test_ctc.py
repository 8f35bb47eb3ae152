"""Decoding of posteriors that are made by hand."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from documents.formats import npi_check_digit, npi_is_valid
from ocr.alphabet import Columns, narrowed
from ocr.ctc import Posteriors, among, beam_search, forward_scores, greedy
from ocr.decode import recognition
from ocr.grammar import PRINTABLE, Grammar

DIGITS = "0123456789"


def written(
    text: str, alphabet: str = PRINTABLE, rivals: dict[int, tuple[str, float]] | None = None
) -> Posteriors:
    """Posteriors that spell the text, a blank after each character; a rival takes a share at its place."""
    rows = np.full((2 * len(text), 1 + len(alphabet)), 1e-6)
    for place, character in enumerate(text):
        other, share = (rivals or {}).get(place, ("", 0.0))
        rows[2 * place, 1 + alphabet.index(character)] = 0.999 - share
        if other:
            rows[2 * place, 1 + alphabet.index(other)] = share
        rows[2 * place + 1, 0] = 0.999
    return rows


def test_greedy_text_joins_repeats_and_keeps_doubles_parted_by_a_blank() -> None:
    rows = written("11", DIGITS)
    assert greedy(rows, DIGITS).text == "11"
    assert greedy(rows[[0, 0, 1]], DIGITS).text == "1"


def test_the_pattern_overrules_a_likelier_character() -> None:
    rows = written("1O", "1O0", {1: ("0", 0.01)})
    assert greedy(rows, "1O0").text == "1O"
    assert beam_search(rows, "1O0", r"\d{2}")[0].text == "10"


def test_nothing_is_found_where_nothing_can_match() -> None:
    assert beam_search(written("12", DIGITS), DIGITS, r"\d{7}") == ()


def test_shares_of_rivals_sum_to_one() -> None:
    found = beam_search(written("12", DIGITS, {1: ("7", 0.3)}), DIGITS, r"\d\d")
    assert [text.text for text in found[:2]] == ["12", "17"]
    assert sum(text.share for text in found) == pytest.approx(1)
    assert found[1].share == pytest.approx(0.3 / 0.999, abs=0.01)


@given(st.integers(1, 3), st.integers(0, 10_000))
@examples(max_examples=30, deadline=None)
def test_forward_scores_are_the_sum_over_all_paths(length: int, seed: int) -> None:
    rows = np.random.default_rng(seed).dirichlet(np.ones(3), size=4)
    for text in itertools.product((1, 2), repeat=length):
        total = 0.0
        for path in itertools.product(range(3), repeat=4):
            spelled = tuple(key for key, _ in itertools.groupby(path) if key)
            if spelled == text:
                total += math.prod(rows[time, column] for time, column in enumerate(path))
        score = forward_scores(np.log(rows), [text])[0]
        assert (math.exp(score) if total else 0) == pytest.approx(total, abs=1e-12)


def test_a_closed_set_gives_the_nearest_of_its_texts() -> None:
    rows = written("TK", "TXNKY", {1: ("X", 0.2)})
    assert among(rows, "TXNKY", ("TX", "TN", "KY"))[0].text == "TX"


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True), st.integers(1, 8), st.integers(1, 9))
@examples(max_examples=40, deadline=None)
def test_the_check_digit_settles_one_unsure_digit(nine: str, place: int, step: int) -> None:
    npi = nine + npi_check_digit(nine)
    wrong = str((int(npi[place]) + step) % 10)
    seen = npi[:place] + wrong + npi[place + 1 :]
    found = recognition(
        written(seen, rivals={place: (npi[place], 0.4)}), Grammar(DIGITS, r"[12]\d{9}", npi_is_valid)
    )
    assert (found.text, found.unchecked, found.seen) == (npi, seen, seen)
    assert found.confidence < 0.95


def test_a_grammar_bent_against_plain_writing_has_no_fit() -> None:
    plain = recognition(written("12"), Grammar(DIGITS, r"\d\d"))
    bent = recognition(written("1O", rivals={1: ("0", 2e-5)}), Grammar(DIGITS, r"\d\d"))
    assert (plain.text, bent.text) == ("12", "10")
    assert plain.fit > 0.99
    assert bent.fit < 1e-3


def test_the_other_case_counts_only_where_case_is_folded() -> None:
    rows = written("tx")
    assert greedy(narrowed(rows, "TX", fold_case=True), "TX").text == "TX"
    assert greedy(narrowed(rows, "TX", fold_case=False), "TX").text == ""


def test_typographic_signs_count_for_their_plain_ones() -> None:
    columns = Columns(("a", "\u2019", "\uff08", "\u4e00"))
    raw = np.array([[0.1, 0.2, 0.3, 0.35, 0.05]], dtype=np.float32)
    found = columns.printable(raw)[0]
    assert found[1 + PRINTABLE.index("'")] == pytest.approx(0.3)
    assert found[1 + PRINTABLE.index("(")] == pytest.approx(0.35)
    assert found[1 + PRINTABLE.index("b")] == 0
