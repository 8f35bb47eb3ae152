"""Scoring an answer sheet of the knowledge assessment against the key of the installation."""

from collections.abc import Iterator

from documents import KnowledgeResult
from documents.formats import npi_is_valid
from validators.case import Case
from validators.dates import ASSESSMENT_DATE, known_date
from validators.say import Remark, note, review


def answers_are_scored(case: Case) -> Iterator[Remark]:
    """A sheet is scored by the key of the installation; without one, or with one unread, it is not."""
    fields = tuple(_answers(case))
    if case.limits.answer_key is None:
        message = "No answer key is configured: a person scores the sheet and puts the result on record."
        yield review("KA_UNSCORED", message, *fields)
        return
    unread = tuple(name for name in fields if case.unsure(name))
    if unread:
        yield review("KA_UNSCORED", "An answer that nobody has read for certain cannot be scored.", *unread)
        return
    right, asked = _score(case)
    if right < asked:
        yield note("KA_FAILED", f"{right} of {asked} answers are right.", *fields)


def scored(case: Case, source: str) -> KnowledgeResult | None:
    """The result of a sheet, put down to this source as its only attempt; None while it has none.

    An answer left blank, or one that a person found illegible, is not right.
    """
    taken_on, npi = known_date(case, ASSESSMENT_DATE), case.known("npi")
    fields = tuple(_answers(case))
    unscored = case.limits.answer_key is None or any(case.unsure(name) for name in fields)
    if not fields or unscored or taken_on is None or not npi_is_valid(npi):
        return None
    right, asked = _score(case)
    return KnowledgeResult(
        npi=npi, taken_on=taken_on, correct=right, questions=asked, attempt=1, source=source
    )


def _answers(case: Case) -> Iterator[str]:
    return (field.name for field in case.fields() if field.name.startswith("answer_"))


def _score(case: Case) -> tuple[int, int]:
    """How many answers are right, of how many the key has."""
    key = case.limits.answer_key
    right = key.get_secret_value() if key else ""
    good = sum(case.known(f"answer_{number}") == answer for number, answer in enumerate(right, start=1))
    return good, len(right)
