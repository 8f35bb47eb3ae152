"""From what a person says of the pages of a fax to its documents; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents import (
    ClassifiedPage,
    Digest,
    Document,
    DocumentPage,
    FormRef,
    NoSuchThing,
    PageGuess,
    PageKind,
    Placing,
)
from forms.library import FormLibrary

KINDS_WITHOUT_TOPIC = (PageKind.COVER, PageKind.BLANK, PageKind.UNKNOWN)


@dataclass(frozen=True)
class Put:
    """What an assembly makes of the documents that stood: some stay, some give way, some are new."""

    kept: tuple[Document, ...]
    given_way: tuple[Document, ...]
    new: tuple[Document, ...]


def placings_of(
    documents: tuple[Document, ...], classified: tuple[ClassifiedPage, ...]
) -> tuple[Placing, ...]:
    """How the pages of a fax are put together now, in the order received.

    A page that is in a document of a form without being a page of that form is unidentified.
    """
    said = {page.number: page for page in classified}
    found = [
        _placing(document, page, said.get(page.number)) for document in documents for page in document.pages
    ]
    return tuple(sorted(found, key=lambda placing: placing.number))


def _placing(document: Document, page: DocumentPage, said: ClassifiedPage | None) -> Placing:
    if document.form is not None and page.form_page:
        return Placing(
            number=page.number,
            kind=PageKind.FORM,
            form=document.form,
            form_page=page.form_page,
            document=document.number,
            turn=page.turn,
        )
    loose = said is not None and document.form is None and said.best.kind is not PageKind.FORM
    kind = said.best.kind if said is not None and loose else PageKind.UNKNOWN
    topic = said.topic if said is not None and kind is PageKind.OTHER else ""
    return Placing(number=page.number, kind=kind, topic=topic, turn=page.turn)


def objections(placings: tuple[Placing, ...], pages: Iterable[int], library: FormLibrary) -> tuple[str, ...]:
    """Why the pages cannot be put together so, as sentences for people; none when they can.

    `pages` are the numbers of all pages of the fax: each must be spoken of exactly once.
    """
    return (
        *_miscounted(placings, pages),
        *_unknown_forms(placings, library),
        *(wrong for number, one in _forms(placings).items() for wrong in _at_odds(number, one)),
    )


def _miscounted(placings: tuple[Placing, ...], pages: Iterable[int]) -> Iterator[str]:
    said, wanted = Counter(placing.number for placing in placings), set(pages)
    for number in sorted(wanted | set(said)):
        if number not in wanted:
            yield f"The fax has no page {number}."
        elif said[number] != 1:
            yield f"Page {number} must be spoken of once."


def _unknown_forms(placings: tuple[Placing, ...], library: FormLibrary) -> Iterator[str]:
    for placing in placings:
        if placing.form is None or placing.form_page is None:
            continue
        try:
            count = library.get(placing.form).page_count
        except NoSuchThing:
            yield f"Page {placing.number}: there is no form {placing.form}."
            continue
        if placing.form_page > count:
            yield f"Page {placing.number}: the form has {count} pages."


def _at_odds(number: int, placings: list[Placing]) -> Iterator[str]:
    if len({placing.form for placing in placings}) > 1:
        yield f"Document {number} has pages of more than one form."
        return
    for form_page, count in Counter(placing.form_page for placing in placings).items():
        if count > 1:
            yield f"Document {number} has page {form_page} of the form {count} times."


def put_together(
    fax: Digest,
    placings: tuple[Placing, ...],
    standing: tuple[Document, ...],
    changed: frozenset[int],
    library: FormLibrary,
    next_number: int,
) -> Put:
    """The documents of a fax whose pages are placed so, without objection.

    A document of the same pages, none of them `changed`, stays as it is; every other one gives way. New ones
    are numbered from `next_number`, in the order of their first pages.
    """
    parts = sorted(_parts(placings), key=lambda part: min(page.number for page in part[1]))
    same = {
        frozenset(page.number for page in document.pages): document
        for document in standing
        if changed.isdisjoint(page.number for page in document.pages)
    }
    kept = [same.get(frozenset(page.number for page in pages)) for _, pages in parts]
    fresh = [part for part, stays in zip(parts, kept, strict=True) if stays is None]
    stays = tuple(document for document in kept if document is not None)
    return Put(
        kept=stays,
        given_way=tuple(document for document in standing if document not in stays),
        new=tuple(
            _document(fax, number, form, pages, library)
            for number, (form, pages) in enumerate(fresh, start=next_number)
        ),
    )


def _parts(placings: tuple[Placing, ...]) -> Iterator[tuple[FormRef | None, list[DocumentPage]]]:
    for group in _forms(placings).values():
        yield group[0].form, [_page(placing) for placing in group]
    yield from ((None, [_page(placing)]) for placing in placings if placing.kind is not PageKind.FORM)


def _forms(placings: tuple[Placing, ...]) -> dict[int, list[Placing]]:
    groups: dict[int, list[Placing]] = defaultdict(list)
    for placing in placings:
        if placing.kind is PageKind.FORM:
            groups[placing.document].append(placing)
    return groups


def _page(placing: Placing) -> DocumentPage:
    return DocumentPage(number=placing.number, form_page=placing.form_page or 0, turn=placing.turn)


def _document(
    fax: Digest, number: int, form: FormRef | None, pages: list[DocumentPage], library: FormLibrary
) -> Document:
    present = {page.form_page for page in pages}
    wanted = range(1, library.get(form).page_count + 1) if form is not None else range(0)
    return Document(
        fax=fax,
        number=number,
        form=form,
        pages=tuple(sorted(pages, key=lambda page: page.form_page)),
        missing=tuple(form_page for form_page in wanted if form_page not in present),
    )


def as_classified(placing: Placing, text: str, by: str) -> ClassifiedPage:
    """What a person says of a page, in the place of what it was classified as; `text` is its whole text."""
    return ClassifiedPage(
        number=placing.number,
        turn=placing.turn,
        best=PageGuess(kind=placing.kind, form=placing.form, form_page=placing.form_page, score=1),
        topic=placing.topic,
        text=text,
        author=by,
    )
