"""The twenty hard cases of the program as faxes, with what is on file and the decisions they must come to."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from forms.library import FormLibrary
from samples import hard_history, hard_papers
from samples.batch import Progress, make_planned
from samples.hard_case import HARD_CASES_SEED, HardCase
from samples.registry_csv import OnFile

__all__ = ["HardCase", "hard_cases", "make_hard_cases"]

_CASES: tuple[Callable[[int], HardCase], ...] = (
    hard_history.passed_later,
    hard_history.order_first,
    hard_papers.two_patients,
    hard_papers.page_2_first,
    hard_history.twin,
    hard_history.another_npi,
    hard_papers.check_digit_0,
    hard_papers.signatures,
    hard_papers.struck_out,
    hard_papers.refills,
    hard_history.photocopied,
    hard_papers.superseded,
    hard_papers.february_30,
    hard_papers.dated_ahead,
    hard_history.old_representative,
    hard_history.overtaken,
    hard_papers.beside_the_tick,
    hard_papers.harm_in_a_margin,
    hard_history.sent_again,
    hard_papers.nothing_filled_in,
)


@cache
def hard_cases() -> tuple[HardCase, ...]:
    """All twenty, in the program's order; the same every time."""
    return tuple(make(number) for number, make in enumerate(_CASES, start=1))


def make_hard_cases(out: Path, library: FormLibrary, progress: Progress) -> int:
    """Make the faxes of all cases into an empty or new folder, with what is on file before; their number.

    BadInput when the folder holds something.
    """
    cases = hard_cases()
    plans = tuple(plan for case in cases for plan in case.faxes)
    on_file = sum((case.on_file for case in cases), OnFile())
    make_planned(out, plans, HARD_CASES_SEED, library, progress, on_file)
    return len(plans)
