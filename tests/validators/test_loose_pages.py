"""Pages that are no form of ours."""

import pytest

from documents import ATTACHED, NOT_OURS, ClassifiedPage, Document, DocumentPage, Outcome, PageGuess, PageKind
from pipeline.decide import decide
from tests.validators.builders import FAX
from tests.validators.verdicts import AS_OF
from validators import RULE_SET, check_loose


def page(number: int, kind: PageKind, topic: str = "", text: str = "") -> ClassifiedPage:
    return ClassifiedPage(number=number, turn=0, best=PageGuess(kind=kind, score=0.9), topic=topic, text=text)


def verdict(*pages: ClassifiedPage) -> tuple[Outcome, tuple[str, ...]]:
    numbers = tuple(DocumentPage(number=page.number, form_page=0, turn=0) for page in pages)
    document = Document(fax=FAX, number=1, form=None, pages=numbers)
    decided = decide(document, None, check_loose(document, pages), AS_OF, RULE_SET)
    return decided.outcome, decided.reasons


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([page(1, PageKind.COVER)], (Outcome.ROUTE, ("NOT_A_FORM",))),
        ([page(1, PageKind.BLANK)], (Outcome.ROUTE, ("NOT_A_FORM",))),
        ([page(1, PageKind.OTHER, "junk")], (Outcome.ROUTE, ("NOT_A_FORM",))),
        ([page(1, PageKind.OTHER, "other_program", "hepatitis")], (Outcome.ROUTE, ("OTHER_PROGRAM",))),
        (
            [page(1, PageKind.COVER), page(2, PageKind.OTHER, "other_program")],
            (Outcome.ROUTE, ("NOT_A_FORM", "OTHER_PROGRAM")),
        ),
        ([page(1, PageKind.OTHER, "adverse_event", "fatigue")], (Outcome.REVIEW, ("AE_SUSPECTED",))),
        ([page(1, PageKind.OTHER, "lab_report")], (Outcome.REVIEW, ("NOT_A_FORM",))),
        ([page(1, PageKind.UNKNOWN)], (Outcome.REVIEW, ("PAGE_UNIDENTIFIED",))),
        ([page(1, PageKind.COVER), page(2, PageKind.UNKNOWN)], (Outcome.REVIEW, ("PAGE_UNIDENTIFIED",))),
        (
            [page(1, PageKind.UNKNOWN, text="pt hospitalized with jaundice")],
            (Outcome.REVIEW, ("AE_SUSPECTED", "PAGE_UNIDENTIFIED")),
        ),
        ([page(1, PageKind.OTHER, NOT_OURS)], (Outcome.ROUTE, ("NOT_A_FORM",))),
        ([page(1, PageKind.OTHER, ATTACHED)], (Outcome.ROUTE, ("NOT_A_FORM",))),
        (
            [page(1, PageKind.COVER, text="pt hospitalized with jaundice")],
            (Outcome.REVIEW, ("AE_SUSPECTED",)),
        ),
    ],
)
def test_pages_known_to_be_something_else_are_routed_and_the_rest_is_for_a_person(
    pages: list[ClassifiedPage], expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    assert verdict(*pages) == expected


def test_a_page_without_a_class_is_for_a_person() -> None:
    document = Document(fax=FAX, number=1, form=None, pages=(DocumentPage(number=3, form_page=0, turn=0),))
    found = check_loose(document, (page(1, PageKind.COVER),))
    assert decide(document, None, found, AS_OF, RULE_SET).outcome is Outcome.REVIEW
    assert [one.message for one in found] == ["A page of the fax was not classified."]


@pytest.mark.parametrize(
    ("loose", "said"),
    [
        (page(2, PageKind.COVER), "Page 2 is a cover page."),
        (page(2, PageKind.BLANK), "Page 2 is a blank page."),
        (page(2, PageKind.OTHER, "junk"), "Page 2 is an advertisement."),
        (page(2, PageKind.OTHER, NOT_OURS), "Page 2 is none of ours, as a person said."),
        (page(2, PageKind.OTHER, ATTACHED), "Page 2 was attached to a document of another fax."),
        (page(2, PageKind.OTHER, "other_program"), "Page 2 is a form of another program."),
        (page(2, PageKind.OTHER, "adverse_event"), "Page 2 may tell of an adverse event."),
        (page(2, PageKind.OTHER, "lab_report"), "A person must say what to do with page 2."),
        (page(2, PageKind.UNKNOWN), "A person must say what page 2 is."),
    ],
)
def test_what_is_said_of_a_page_names_it(loose: ClassifiedPage, said: str) -> None:
    number = DocumentPage(number=2, form_page=0, turn=0)
    document = Document(fax=FAX, number=1, form=None, pages=(number,))
    (found,) = check_loose(document, (loose,))
    assert (found.rule, found.message, found.fields) == ("loose_pages", said, ())
