"""Unidentified pages hold what the same caller's documents lack, until they are settled or attached."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import (
    Claim,
    Correction,
    FaxState,
    FormRef,
    NotAllowed,
    PageGuess,
    PageKind,
    PageRef,
    Resolution,
)
from pipeline.decide_again import Again
from registry import papers
from registry.database import reading, writing
from registry.review_items import set_claim
from review_queue import resolve
from review_queue.reassemble import attachable
from tests.pipeline.stacks import (
    CERTIFIED,
    COVER,
    HELD,
    LACKING,
    LOOSE,
    MOMENT,
    UNIDENTIFIED,
    UNKNOWN,
    Line,
    loose,
    of_form,
    page_of,
)
from tests.validators.builders import OLD_PRESCRIBER_ENROLLMENT as OLD_FORM
from tests.validators.builders import library

NUMBER, SAME_NUMBER = "+1 (212) 555-0101", "12125550101"


@pytest.fixture
def line(registry_engine: sa.Engine, tmp_path: Path) -> Line:
    return Line(registry_engine, tmp_path)


def test_nothing_is_asked_for_while_a_page_of_the_same_number_is_unidentified(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    other = line.take("other", page_of(1), caller="Front Desk")
    assert line.outcomes(first) == {1: LACKING}
    second = line.take("two", UNKNOWN, caller=SAME_NUMBER)
    assert line.outcomes(first) == {1: HELD}
    assert (line.outcomes(other), line.state(first)) == ({1: LACKING}, FaxState.REVIEW)
    line.say(second, loose(1, PageKind.OTHER, "not_ours"))
    assert (line.outcomes(first), line.outcomes(second)) == ({1: LACKING}, {2: LOOSE})
    assert (line.state(first), line.items()) == (FaxState.DECIDED, [])


def test_a_document_somebody_works_on_is_freed_when_they_complete_it(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", UNKNOWN, caller=NUMBER)
    with writing(line.engine) as session:
        set_claim(session, first, 1, Claim(owner="bo", until=MOMENT.replace(hour=16)))
    line.say(second, loose(1, PageKind.COVER))
    assert (line.outcomes(first), line.items()) == ({1: HELD}, [(first, 1)])


@pytest.mark.parametrize(
    ("resolution", "form", "after"),
    [
        (Resolution.ROUTE, None, {1: LOOSE}),
        (Resolution.REJECT, None, {1: ("reject", ("NOT_A_FORM",))}),
        (Resolution.SET_FORM, OLD_FORM, {1: ("deficient", ("VERSION_OLD",))}),
    ],
)
def test_resolving_the_item_of_an_unidentified_page_settles_it(
    line: Line, resolution: Resolution, form: FormRef | None, after: dict[int, tuple[str, tuple[str, ...]]]
) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", UNKNOWN, caller=NUMBER)
    correction = Correction(
        fax=second,
        document=1,
        revision=1,
        resolution=resolution,
        form=form,
        by="clerk",
        reason="looked at the page",
        made_at=MOMENT,
    )
    with writing(line.engine) as session:
        definition = library().get(form) if form else None
        resolve(session, correction, definition, line.ways.decide_again)
    line.do_work()
    assert (line.outcomes(first), line.outcomes(second)) == ({1: LACKING}, after)
    assert (line.state(first), line.items()) == (FaxState.DECIDED, [])


@pytest.mark.parametrize("guess", [UNKNOWN, page_of(2)], ids=["unidentified", "incomplete"])
def test_a_page_of_another_fax_is_attached_where_it_is_lacking(line: Line, guess: PageGuess) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", COVER, guess, caller=NUMBER)
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


def test_an_attached_page_is_no_copy_of_itself_when_its_document_is_decided_again(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", COVER, UNKNOWN, caller=NUMBER)
    line.say(first, of_form(2, 2, source=PageRef(fax=second, number=2)))
    line.work.append(Again(fax=first, document=2, revision=1))
    line.do_work()
    assert [one.code for one in line.dispositions(first)[2].findings] == ["DUPLICATE"]


def test_pages_of_two_faxes_are_attached_and_no_other_page_of_these(line: Line) -> None:
    first = line.take("one", COVER, caller=NUMBER)
    faxes_of = [line.take(name, UNKNOWN, UNKNOWN, caller=NUMBER) for name in ("two", "three")]
    sources = [PageRef(fax=fax, number=number) for number, fax in enumerate(faxes_of, start=1)]
    line.say(first, of_form(2, 1, source=sources[0]), of_form(3, 2, source=sources[1]))
    assert line.outcomes(first) == {1: LOOSE, 2: CERTIFIED}
    assert [line.outcomes(fax) for fax in faxes_of] == [
        {2: UNIDENTIFIED, 3: LOOSE},
        {1: UNIDENTIFIED, 3: LOOSE},
    ]


def test_a_page_of_another_caller_is_not_attached(line: Line) -> None:
    first = line.take("one", page_of(1), caller=NUMBER)
    second = line.take("two", UNKNOWN, caller="+1 617 555 0142")
    with pytest.raises(NotAllowed, match="another caller"):
        line.say(first, of_form(2, 2, source=PageRef(fax=second, number=1)))
