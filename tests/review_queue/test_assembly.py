"""Whatever people say of pages: each page is in exactly one document, or nothing is done."""

from hypothesis import given
from hypothesis import strategies as st

from documents import ClassifiedPage, Document, PageGuess, PageKind, PageSet, Placing
from extractors import assemble
from review_queue.assembly import objections, placings_of, put_together
from review_queue.page_words import placed, word_of
from tests.validators.builders import FAX, PATIENT_ACKNOWLEDGMENT, PHARMACY_ENROLLMENT, library

FORMS = (PHARMACY_ENROLLMENT, PATIENT_ACKNOWLEDGMENT)
LOOSE = (PageKind.COVER, PageKind.BLANK, PageKind.UNKNOWN, PageKind.OTHER)


@st.composite
def guesses(draw: st.DrawFn) -> PageGuess:
    if draw(st.booleans()):
        form, form_page = draw(st.sampled_from(FORMS)), draw(st.integers(1, 2))
        return PageGuess(kind=PageKind.FORM, form=form, form_page=form_page, score=1)
    return PageGuess(kind=draw(st.sampled_from(LOOSE)), score=1)


@st.composite
def faxes(draw: st.DrawFn) -> tuple[tuple[Document, ...], tuple[ClassifiedPage, ...]]:
    """The documents and pages of a fax as classified."""
    found = draw(st.lists(guesses(), min_size=1, max_size=6))
    pages = tuple(
        ClassifiedPage(number=number, turn=0, best=guess) for number, guess in enumerate(found, start=1)
    )
    return assemble(PageSet(fax=FAX, pages=(), whole=True), pages, library()), pages


def _said(draw: st.DrawFn, now: Placing) -> Placing:
    word = draw(
        st.sampled_from(
            [
                word_of(now),
                "cover",
                "blank",
                "not_ours",
                "unidentified",
                *(f"{form}:{page}" for form in FORMS for page in (1, 2)),
            ]
        )
    )
    return placed(now, word, draw(st.integers(1, 4)), draw(st.sampled_from([0, 180])))


@given(faxes(), st.data())
def test_any_assembly_keeps_every_page_in_exactly_one_document(
    fax: tuple[tuple[Document, ...], tuple[ClassifiedPage, ...]], data: st.DataObject
) -> None:
    standing, classified = fax
    before = placings_of(standing, classified)
    said = tuple(data.draw(st.composite(_said)(one)) for one in before)
    numbers = [page.number for page in classified]
    if objections(said, numbers, library()):
        return
    changed = frozenset(one.number for one, old in zip(said, before, strict=True) if one != old)
    put = put_together(FAX, said, standing, changed, library(), len(standing) + 1)
    after = (*put.kept, *put.new)
    assert sorted(page.number for document in after for page in document.pages) == numbers
    assert {*put.kept, *put.given_way} == set(standing)
    assert not {document.number for document in put.new} & {document.number for document in standing}
    for document in after:
        there = [page.form_page for page in document.pages if page.form_page]
        wanted = range(1, library().get(document.form).page_count + 1) if document.form else ()
        assert sorted((*there, *document.missing)) == list(wanted)


@given(faxes())
def test_an_assembly_that_changes_nothing_keeps_every_document(
    fax: tuple[tuple[Document, ...], tuple[ClassifiedPage, ...]],
) -> None:
    standing, classified = fax
    same = placings_of(standing, classified)
    assert objections(same, (page.number for page in classified), library()) == ()
    put = put_together(FAX, same, standing, frozenset(), library(), 99)
    assert (set(put.kept), put.given_way, put.new) == (set(standing), (), ())


def test_a_page_left_out_or_said_twice_is_named() -> None:
    cover = Placing(number=1, kind=PageKind.COVER)
    assert objections((cover, cover), (1, 2), library()) == (
        "Page 1 must be spoken of once.",
        "Page 2 must be spoken of once.",
    )
