"""Pages put together anew by a person, from what is said to the new dispositions, on both databases."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from documents import AlreadyTaken, BadInput, Claim, FaxState, NotAllowed, PageKind, PageRef, Placing, Record
from pipeline.decide_again import Again
from pipeline.journal import PlainJournal
from registry import papers
from registry.assemblies import assemblies
from registry.database import reading, writing
from registry.participant_tables import StandingChangeRow
from registry.review_items import open_item_of, open_items, set_claim
from review_queue.reassemble import attachable
from tests.pipeline.stacks import COVER, MOMENT, UNKNOWN, Line, page_of
from tests.validators.builders import PHARMACY_ENROLLMENT

T = TypeVar("T", bound=Record)
CERTIFIED = ("certify", ())
LACKING = ("deficient", ("PAGES_MISSING",))
HELD = ("review", ("PAGE_AWAITED",))
LOOSE = ("route", ("NOT_A_FORM",))
UNIDENTIFIED = ("review", ("PAGE_UNIDENTIFIED",))
NUMBER, SAME_NUMBER = "+1 (212) 555-0101", "12125550101"


@pytest.fixture
def line(registry_engine: sa.Engine, tmp_path: Path) -> Line:
    return Line(registry_engine, tmp_path)


def of_form(number: int, form_page: int, document: int = 1, **more: object) -> Placing:
    return Placing.model_validate(
        {
            "number": number,
            "kind": PageKind.FORM,
            "form": PHARMACY_ENROLLMENT,
            "form_page": form_page,
            "document": document,
            **more,
        }
    )


def loose(number: int, kind: PageKind, topic: str = "") -> Placing:
    return Placing(number=number, kind=kind, topic=topic)


def items(line: Line) -> list[tuple[str, int]]:
    with reading(line.engine) as session:
        return [(item.fax, item.document) for item in open_items(session)]


def test_a_page_said_to_be_the_missing_one_is_read_with_its_document_and_the_old_items_close(
    line: Line,
) -> None:
    fax = line.take("one", page_of(1), UNKNOWN, COVER)
    assert line.outcomes(fax) == {1: HELD, 2: UNIDENTIFIED, 3: LOOSE}
    line.say(fax, of_form(2, 2, turn=180))
    assert line.outcomes(fax) == {3: LOOSE, 4: CERTIFIED}
    assert line.documents(fax) == {3: [3], 4: [1, 2]}
    assert (line.state(fax), items(line)) == (FaxState.DECIDED, [])
    with reading(line.engine) as session:
        (made,) = assemblies(session, fax)
        said = papers.classified_pages(session, fax)[1]
    assert [one.kind for one in made.old] == ["form", "unknown", "cover"]
    assert (made.by, made.reason, made.new[1].turn) == ("clerk", "looked", 180)
    assert (said.author, said.turn, said.best.form_page) == ("clerk", 180, 2)


def test_two_documents_become_one_and_a_page_changes_its_place(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(1))
    assert line.outcomes(fax) == {1: LACKING, 2: LACKING}
    line.say(fax, of_form(1, 2, 2))
    assert (line.documents(fax), line.outcomes(fax)) == ({3: [2, 1]}, {3: CERTIFIED})


def test_mixed_pages_are_sorted_and_the_doubt_is_gone(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(1), page_of(2), page_of(2))
    assert {reasons for _, reasons in line.outcomes(fax).values()} == {("PAGES_FOREIGN",)}
    line.say(fax, of_form(3, 2, 1), of_form(4, 2, 2))
    assert line.documents(fax) == {3: [1, 3], 4: [2, 4]}
    assert line.outcomes(fax) == {3: CERTIFIED, 4: ("duplicate", ("DUPLICATE",))}


def test_what_the_registry_rests_on_keeps_its_pages(line: Line) -> None:
    fax = line.take("one", page_of(1), page_of(2), COVER)
    assert line.outcomes(fax)[1] == CERTIFIED
    with pytest.raises(NotAllowed, match="The registry rests on document 1"):
        line.say(fax, loose(2, PageKind.COVER))
    line.say(fax, loose(3, PageKind.BLANK))
    assert line.outcomes(fax) == {1: CERTIFIED, 3: LOOSE}
    with reading(line.engine) as session:
        assert len(session.exec(select(StandingChangeRow)).all()) == 1


def test_nothing_is_asked_for_while_a_page_of_the_same_number_is_unidentified(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    other = line.take("other", page_of(1), caller="Front Desk")
    assert line.outcomes(first) == {1: LACKING}
    second = line.take("two", UNKNOWN, caller=SAME_NUMBER)
    assert line.outcomes(first) == {1: HELD}
    assert (line.outcomes(other), line.state(first)) == ({1: LACKING}, FaxState.REVIEW)
    line.say(second, loose(1, PageKind.OTHER, "not_ours"))
    assert (line.outcomes(first), line.outcomes(second)) == ({1: LACKING}, {2: LOOSE})
    assert (line.state(first), items(line)) == (FaxState.DECIDED, [])


def test_a_document_somebody_works_on_is_freed_when_they_complete_it(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", UNKNOWN, caller=NUMBER)
    with writing(line.engine) as session:
        set_claim(session, first, 1, Claim(owner="bo", until=MOMENT.replace(hour=16)))
    line.say(second, loose(1, PageKind.COVER))
    assert (line.outcomes(first), items(line)) == ({1: HELD}, [(first, 1)])


@pytest.mark.parametrize("guess", [UNKNOWN, page_of(2)], ids=["unidentified", "incomplete"])
def test_a_page_of_another_fax_is_attached_to_the_document_that_lacks_it(line: Line, guess: object) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", COVER, guess, caller=NUMBER)  # type: ignore[arg-type]
    source = PageRef(fax=second, number=2)
    with reading(line.engine) as session:
        assert attachable(session, first) == (source,)
    line.say(first, of_form(2, 2, source=source))
    assert (line.outcomes(first), line.outcomes(second)) == ({2: CERTIFIED}, {1: LOOSE, 3: LOOSE})
    assert (line.state(first), line.state(second)) == (FaxState.DECIDED, FaxState.ROUTED)
    with reading(line.engine) as session:
        page = papers.pages(session, first).pages[1]
        assert (page.fax, page.source, page.digest) == (
            first,
            source,
            papers.pages(session, second).pages[1].digest,
        )
        assert attachable(session, first) == ()
        assert line.dispositions(second)[3].findings[0].message == (
            "Page 2 was attached to a document of another fax."
        )


def test_a_page_of_another_caller_is_not_attached(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", UNKNOWN, caller="+1 617 555 0142")
    with pytest.raises(NotAllowed, match="another caller"):
        line.say(first, of_form(2, 2, source=PageRef(fax=second, number=1)))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ((of_form(2, 3),), BadInput),
        ((of_form(2, 1),), BadInput),
        ((of_form(3, 2),), BadInput),
        ((loose(2, PageKind.UNKNOWN),), NotAllowed),
    ],
    ids=["no such page of the form", "twice the same", "no such page", "nothing changes"],
)
def test_what_cannot_be_leaves_everything_as_it_was(
    line: Line, said: tuple[Placing, ...], error: type[Exception]
) -> None:
    fax = line.take("one", page_of(1), UNKNOWN)
    with pytest.raises(error):
        line.say(fax, *said)
    assert (line.outcomes(fax), line.state(fax)) == ({1: HELD, 2: UNIDENTIFIED}, FaxState.REVIEW)


def test_who_holds_a_document_is_not_overtaken_and_a_fax_at_work_waits(line: Line) -> None:
    fax = line.take("one", page_of(1), UNKNOWN)
    with writing(line.engine) as session:
        set_claim(session, fax, 1, Claim(owner="bo", until=MOMENT.replace(hour=16)))
    with pytest.raises(AlreadyTaken):
        line.say(fax, of_form(2, 2))
    line.say_only(fax, of_form(2, 2), by="bo")
    with pytest.raises(NotAllowed, match="being worked on"):
        line.say_only(fax, loose(2, PageKind.BLANK), by="bo")
    line.do_work()
    assert line.outcomes(fax) == {3: CERTIFIED}


def test_a_document_that_gave_way_is_not_decided_again(line: Line) -> None:
    fax = line.take("one", page_of(1), UNKNOWN)
    line.say(fax, of_form(2, 2))
    line.work.append(Again(fax=fax, document=1, revision=1))
    line.do_work()
    assert line.outcomes(fax) == {3: CERTIFIED}
    with reading(line.engine) as session:
        assert open_item_of(session, fax, 1) is None


class Died(Exception):
    """The worker ended."""


class DyingJournal(PlainJournal):
    """Does a step's work and dies before the step is recorded."""

    def __init__(self, engine: sa.Engine, step: str) -> None:
        super().__init__(engine)
        self._step = step

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        return super().step(name, into, lambda: self._die_after(name, work()))

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        return super().transact(name, into, lambda session: self._die_after(name, work(session)))

    def _die_after(self, name: str, result: T) -> T:
        if name == self._step:
            raise Died
        return result


@pytest.mark.parametrize("step", ["look up", "read 3", "judge 3", "read 4", "judge 4", "finish"])
def test_whatever_step_the_worker_dies_in_the_end_is_the_same(line: Line, step: str) -> None:
    fax = line.take("one", page_of(1), UNKNOWN)
    line.journal = DyingJournal(line.engine, step)
    with pytest.raises(Died):
        line.say(fax, of_form(1, 2, 1), of_form(2, 1, 2))
    line.journal = PlainJournal(line.engine)
    line.do_work()
    assert line.outcomes(fax) == {3: LACKING, 4: LACKING}
    assert (line.state(fax), items(line)) == (FaxState.DECIDED, [])
