"""Pages to documents."""

from documents import ClassifiedPage, Document, FormRef, PageGuess, PageKind, PageSet
from extractors import assemble
from forms.library import FormLibrary, load_forms

LIBRARY: FormLibrary = load_forms()
PAGES = PageSet(fax="0" * 64, pages=(), whole=True)
PRESCRIBER = FormRef(form="prescriber_enrollment", edition="2017-10")
PHARMACY = FormRef(form="pharmacy_enrollment", edition="2017-10")
AUTHORIZATION = FormRef(form="prescription_authorization", edition="2017-10")


def form_page(number: int, form: FormRef, page: int) -> ClassifiedPage:
    guess = PageGuess(kind=PageKind.FORM, form=form, form_page=page, score=0.9)
    return ClassifiedPage(number=number, turn=0, best=guess)


def other(number: int, kind: PageKind) -> ClassifiedPage:
    return ClassifiedPage(number=number, turn=0, best=PageGuess(kind=kind, score=0.9))


def put(*pages: ClassifiedPage) -> tuple[Document, ...]:
    return assemble(PAGES, pages, LIBRARY)


def numbers(document: Document) -> list[int]:
    return [page.number for page in document.pages]


def test_pages_in_any_order_make_one_document_in_form_order() -> None:
    (document,) = put(form_page(1, PRESCRIBER, 2), form_page(2, PRESCRIBER, 1))
    assert numbers(document) == [2, 1]
    assert document.missing == ()
    assert document.doubts == ()


def test_a_missing_page_is_named() -> None:
    (document,) = put(form_page(1, PRESCRIBER, 2))
    assert document.missing == (1,)


def test_a_form_page_seen_before_starts_another_document() -> None:
    first, second = put(*(form_page(n, PRESCRIBER, p) for n, p in ((1, 1), (2, 2), (3, 1), (4, 2))))
    assert numbers(first) == [1, 2]
    assert numbers(second) == [3, 4]
    assert first.doubts == second.doubts == ()


def test_two_forms_in_one_fax_are_two_documents() -> None:
    first, second = put(form_page(1, AUTHORIZATION, 1), form_page(2, PHARMACY, 1), form_page(3, PHARMACY, 2))
    assert (first.form, second.form) == (AUTHORIZATION, PHARMACY)
    assert (first.number, second.number) == (1, 2)


def test_mixed_pages_of_two_documents_of_the_same_form_are_in_doubt() -> None:
    documents = put(*(form_page(n, PRESCRIBER, p) for n, p in ((1, 1), (2, 1), (3, 2), (4, 2))))
    assert [document.doubts for document in documents] == [("interleaved",), ("interleaved",)]


def test_cover_and_blank_pages_are_documents_without_form() -> None:
    documents = put(other(1, PageKind.COVER), form_page(2, AUTHORIZATION, 1), other(3, PageKind.BLANK))
    assert [document.form for document in documents] == [None, AUTHORIZATION, None]


def test_each_other_or_unknown_page_is_a_document_without_form() -> None:
    documents = put(form_page(1, AUTHORIZATION, 1), other(2, PageKind.OTHER), other(3, PageKind.UNKNOWN))
    assert [document.form for document in documents] == [AUTHORIZATION, None, None]
    assert documents[1].pages[0].form_page == 0


def test_no_pages_make_no_documents() -> None:
    assert put() == ()
