"""Work on review items: somebody claims one, lets it go, or resolves it in one transaction."""

import datetime as dt
from collections.abc import Callable

from sqlmodel import Session

from documents import (
    AlreadyTaken,
    Claim,
    Correction,
    Digest,
    FaxState,
    Finding,
    NoSuchThing,
    NotAllowed,
    Resolution,
    ReviewItem,
)
from forms.definition import FormDefinition
from registry import faxes, papers
from registry.database import lock_for_writing
from registry.decisions import decision
from registry.open_items import EVERYTHING, Wanted, next_free
from registry.review_items import (
    add_correction,
    close_item,
    open_item_of,
    pass_item_on,
    recall_item,
    set_claim,
)
from registry.unidentified import affected
from review_queue.identify import identify_pages
from review_queue.overrides import refusals
from review_queue.readings import corrected

LEASE = dt.timedelta(minutes=15)
"""How long a claim lasts unless it is renewed; an open page of the desk renews it every minute."""

Enqueue = Callable[[Session, Digest, int, int], None]
"""Has a document decided again, under a revision, inside the session's transaction."""


def claim(  # which item, whose, when, in which role
    session: Session, fax: Digest, document: int, owner: str, at: dt.datetime, *, supervises: bool = False
) -> ReviewItem:
    """Make an item somebody's until the lease ends; claiming one's own again renews it.

    AlreadyTaken while it is another person's, NotAllowed for who passed it on and, while a supervisor is
    asked for, for everybody else; NoSuchThing when the document has no open item.
    """
    lock_for_writing(session)
    item = _open_item(session, fax, document)
    _refuse_anothers(item, owner, at)
    if owner in item.passed_on_by or (item.for_supervisor and not supervises):
        raise NotAllowed("another person, or a supervisor, must look at this item now")
    taken = Claim(owner=owner, until=at + LEASE)
    set_claim(session, fax, document, taken)
    return item.model_copy(update={"claim": taken})


def claim_next(
    session: Session, owner: str, at: dt.datetime, wanted: Wanted = EVERYTHING, *, supervises: bool = False
) -> ReviewItem | None:
    """Claim the item this person holds already, otherwise the first wanted and free to them; or None."""
    lock_for_writing(session)
    found = next_free(session, owner, at, wanted, supervises=supervises)
    if found is None:
        return None
    return claim(session, found.fax, found.document, owner, at, supervises=supervises)


def held(session: Session, fax: Digest, document: int, owner: str, at: dt.datetime) -> ReviewItem:
    """The item, its claim renewed, for a person who has it; AlreadyTaken for everybody else."""
    lock_for_writing(session)
    item = _open_item(session, fax, document)
    if item.claim is None or item.claim.owner != owner or item.claim.until <= at:
        raise AlreadyTaken("the item is not yours")
    set_claim(session, fax, document, Claim(owner=owner, until=at + LEASE))
    return item


def pass_on(  # which item, who passes it on, when, to whom
    session: Session, fax: Digest, document: int, owner: str, at: dt.datetime, *, to_supervisor: bool
) -> None:
    """Let one's item go to others, never to return to oneself; AlreadyTaken when it is not one's own."""
    held(session, fax, document, owner, at)
    pass_item_on(session, fax, document, owner, to_supervisor=to_supervisor)


def recall(session: Session, fax: Digest, document: int, owner: str, at: dt.datetime) -> ReviewItem:
    """Make an item one's own again that one passed on last.

    AlreadyTaken while another person has it, NotAllowed when one did not pass it on, or somebody did since.
    """
    lock_for_writing(session)
    item = _open_item(session, fax, document)
    _refuse_anothers(item, owner, at)
    if item.passed_on_by[-1:] != (owner,):
        raise NotAllowed("only who passed an item on last can take it back")
    recall_item(session, fax, document, owner)
    return claim(session, fax, document, owner, at)


def take_back(session: Session, fax: Digest, document: int) -> str:
    """Free an item whoever has it, as a supervisor may; the owner it had, or empty."""
    lock_for_writing(session)
    held = _open_item(session, fax, document).claim
    set_claim(session, fax, document, None)
    return held.owner if held else ""


def release(session: Session, fax: Digest, document: int, owner: str, at: dt.datetime) -> None:
    """Let an item go; AlreadyTaken while it is another person's."""
    lock_for_writing(session)
    _refuse_anothers(_open_item(session, fax, document), owner, at)
    set_claim(session, fax, document, None)


def resolve(
    session: Session,
    correction: Correction,
    form: FormDefinition | None,
    enqueue: Enqueue,
    foreseen: tuple[Finding, ...] = (),
) -> None:
    """Keep a correction, close its item and have the document decided again, in the session's transaction.

    `form` is the form of the document, with `set_form` the one it is set to; None when it is no form of ours.
    `foreseen` are findings that only the correction brings, so that they, too, can be set aside.
    AlreadyTaken when the item is another person's, or the document was decided again since it was looked at;
    NotAllowed when the program's rules forbid the correction; NoSuchThing without an open item.
    """
    lock_for_writing(session)
    fax, document = correction.fax, correction.document
    item = _open_item(session, fax, document)
    _refuse_anothers(item, correction.by, correction.made_at)
    if correction.revision != item.revision + 1:
        raise AlreadyTaken("the document was decided again since")
    seen = papers.reading(session, fax, document)
    found = decision(session, fax, document, item.revision).disposition.findings
    refused = refusals(correction, (*found, *foreseen), form, seen)
    if refused:
        raise NotAllowed("; ".join(refused))
    if not add_correction(session, correction):
        raise AlreadyTaken("the item was resolved before")
    if seen is not None and correction.readings:
        merged = corrected(seen, correction.readings)
        papers.save_reading(session, merged, correction.made_at, correction.revision)
    if correction.resolution is Resolution.SET_FORM:
        _replace_form(session, correction, form)
    close_item(session, fax, document, correction.made_at)
    faxes.set_state(session, fax, FaxState.WORKING, correction.made_at)
    enqueue(session, fax, document, correction.revision)
    if correction.resolution is not Resolution.ACCEPT and identify_pages(session, correction):
        for one in affected(session, fax, correction.made_at):
            enqueue(session, one.fax, one.document, one.revision)


def _open_item(session: Session, fax: Digest, document: int) -> ReviewItem:
    item = open_item_of(session, fax, document)
    if item is None:
        raise NoSuchThing("this document has no open review item")
    return item


def _refuse_anothers(item: ReviewItem, owner: str, at: dt.datetime) -> None:
    if item.claim is not None and item.claim.owner != owner and item.claim.until > at:
        raise AlreadyTaken("somebody else is looking at this item")


def _replace_form(session: Session, correction: Correction, form: FormDefinition | None) -> None:
    """Keep the document as the form a person says it is, its pages taken in the order received."""
    if form is None or form.ref != correction.form:
        raise NotAllowed("the form is not one we know")
    before = papers.document(session, correction.fax, correction.document)
    pages = tuple(
        page.model_copy(update={"form_page": place if place <= form.page_count else 0})
        for place, page in enumerate(sorted(before.pages, key=lambda page: page.number), start=1)
    )
    missing = tuple(range(len(pages) + 1, form.page_count + 1))
    after = before.model_copy(update={"form": correction.form, "pages": pages, "missing": missing})
    papers.replace_document(session, after)
