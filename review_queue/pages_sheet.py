"""What a person sees of the pages of a fax: what each is, in which document, and what may belong to them."""

from dataclasses import dataclass

from sqlmodel import Session

from documents import Digest, Document, FaxState, FormRef, PageKind, PageRef, Placing, ReceivedFax
from forms.library import FormLibrary
from registry import faxes, papers
from registry.assemblies import assemblies
from registry.review_items import open_item_of
from registry.unidentified import incomplete_beside
from review_queue.reassemble import SETTLED, attachable, standing_placings


@dataclass(frozen=True)
class ShownPage:
    """A page of a fax, and what it is; `loose` when it is in no document of a form."""

    page: PageRef
    placing: Placing
    words: str

    @property
    def loose(self) -> bool:
        """Whether the page is in no document of a form."""
        return self.placing.kind is not PageKind.FORM


@dataclass(frozen=True)
class PagesSheet:
    """All pages of a fax as they are put together now.

    `number` is that of the next assembly. `beside` are pages of other faxes from the same caller that may be
    attached, `lacking` documents of such faxes that lack a page. `waiting` are the documents of this fax that
    have an open item.
    """

    fax: ReceivedFax
    state: FaxState
    number: int
    pages: tuple[ShownPage, ...]
    beside: tuple[ShownPage, ...]
    lacking: tuple[Document, ...]
    waiting: tuple[int, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing works on the fax, so that its pages may be put together anew."""
        return self.state in SETTLED

    @property
    def next_document(self) -> int:
        """The number that no document of the fax has."""
        return max((shown.placing.document for shown in self.pages), default=0) + 1


def pages_sheet(session: Session, fax: Digest, library: FormLibrary) -> PagesSheet:
    """The pages of a fax; NoSuchThing before it was opened."""
    documents = papers.documents(session, fax)
    waiting = (one.number for one in documents if open_item_of(session, fax, one.number))
    return PagesSheet(
        fax=faxes.received(session, fax),
        state=faxes.status(session, fax).state,
        number=len(assemblies(session, fax)) + 1,
        pages=shown_pages(session, fax, library),
        beside=tuple(_beside(session, page, library) for page in attachable(session, fax)),
        lacking=incomplete_beside(session, fax),
        waiting=tuple(waiting),
    )


def shown_pages(session: Session, fax: Digest, library: FormLibrary) -> tuple[ShownPage, ...]:
    """Each page of a fax and what it is; NoSuchThing before it was opened."""
    return tuple(
        ShownPage(PageRef(fax=fax, number=one.number), one, _words(one, library))
        for one in standing_placings(session, fax)
    )


def _beside(session: Session, page: PageRef, library: FormLibrary) -> ShownPage:
    return next(one for one in shown_pages(session, page.fax, library) if one.page == page)


def _words(placing: Placing, library: FormLibrary) -> str:
    if placing.form is not None:
        return f"page {placing.form_page} of {title_of(placing.form, library)}"
    if placing.kind is PageKind.OTHER:
        return placing.topic.replace("_", " ") or "no form of ours"
    return "unidentified" if placing.kind is PageKind.UNKNOWN else placing.kind.value


def title_of(form: FormRef, library: FormLibrary) -> str:
    """A form as people call it, with its edition."""
    return f"{library.get(form).title} {form.edition}"
