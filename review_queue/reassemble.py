"""Putting the pages of a fax together anew, as a person says, in one transaction."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from documents import (
    ATTACHED,
    AlreadyTaken,
    Assembly,
    BadInput,
    Digest,
    Document,
    FaxState,
    NoSuchThing,
    NotAllowed,
    PageKind,
    PageRef,
    Placing,
)
from forms.library import FormLibrary
from registry import assemblies, faxes, papers, unidentified
from registry.database import lock_for_writing
from registry.review_items import open_item_of
from review_queue.assembly import Put, as_classified, objections, placings_of, put_together
from review_queue.desk import Enqueue

ReadAnew = Callable[[Session, Digest, int], None]
"""Has the documents that an assembly made read and decided, inside the session's transaction."""

SETTLED = frozenset({FaxState.REVIEW, FaxState.DECIDED, FaxState.ROUTED})
"""States in which nothing works on a fax."""


@dataclass(frozen=True)
class Said:
    """How a person puts the pages of a fax together, who and why.

    `number` counts the assemblies of the fax, this one included. A placing with a source takes that page over
    from another fax, under the next page number of this one.
    """

    fax: Digest
    number: int
    placings: tuple[Placing, ...]
    by: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True)
class Ways:
    """How the work that follows is put on the queue."""

    read_anew: ReadAnew
    decide_again: Enqueue


def standing_placings(session: Session, fax: Digest) -> tuple[Placing, ...]:
    """How the pages of a fax are put together now; NoSuchThing before it was opened."""
    sources = {page.number: page.source for page in papers.pages(session, fax).pages}
    found = placings_of(papers.documents(session, fax), papers.classified_pages(session, fax))
    return tuple(one.model_copy(update={"source": sources.get(one.number)}) for one in found)


def page_of_another(session: Session, page: PageRef) -> Placing:
    """A page of another fax as it is placed there, and where it is from; NoSuchThing for no page of it."""
    theirs = {one.number: one for one in standing_placings(session, page.fax)}
    if page.number not in theirs:
        raise NoSuchThing("the fax has no such page")
    return theirs[page.number].model_copy(update={"source": page})


def objections_to(session: Session, said: Said, library: FormLibrary) -> tuple[str, ...]:
    """Why the pages cannot be put together so, as sentences for people; none when they can."""
    pages = {page.number for page in papers.pages(session, said.fax).pages}
    taken = {placing.number for placing in said.placings if placing.source is not None}
    unreasoned = () if said.reason else ("Say why the pages are put together anew.",)
    return (*objections(said.placings, pages | taken, library), *unreasoned)


def assemble(session: Session, said: Said, library: FormLibrary, ways: Ways) -> None:
    """Keep an assembly, let the documents it changes give way, and have the new ones read and decided.

    A page taken over from another fax stays on record there as attached elsewhere. AlreadyTaken when the fax
    was put together since, or somebody holds an item of a document that would change; NotAllowed when nothing
    changes, while the fax is worked on, when the registry rests on a document that would change, or for a
    page that may not be taken over; BadInput when the pages cannot be put together so, as its sentences say.
    """
    lock_for_writing(session)
    wrong = objections_to(session, said, library)
    if wrong:
        raise BadInput(" ".join(wrong))
    before = standing_placings(session, said.fax)
    known = {placing.number for placing in before}
    taken = tuple(one for one in said.placings if one.number not in known and one.source is not None)
    for placing in taken:
        _take_over(session, said, placing)
    _put(session, said, before, library, ways)
    for fax in dict.fromkeys(one.source.fax for one in taken if one.source):
        _give(session, said, fax, [one.source.number for one in taken if one.source], library, ways)
    for one in unidentified.affected(session, said.fax, said.at):
        ways.decide_again(session, one.fax, one.document, one.revision)


def _take_over(session: Session, said: Said, placing: Placing) -> None:
    source = placing.source
    if source is None or source.fax == said.fax or source not in attachable(session, said.fax):
        raise NotAllowed("this page cannot be attached: it is of another caller, or settled already")
    (page,) = (one for one in papers.pages(session, source.fax).pages if one.number == source.number)
    here = {"fax": said.fax, "number": placing.number, "source": source}
    assemblies.take_over(session, page.model_copy(update=here))


def attachable(session: Session, fax: Digest) -> tuple[PageRef, ...]:
    """The pages of other faxes from the same caller's number that may belong to a document of this one.

    Those that nobody has identified, and those of incomplete documents on which nothing in the registry
    rests.
    """
    loose = unidentified.unidentified_beside(session, faxes.received(session, fax))
    incomplete = (
        PageRef(fax=document.fax, number=page.number)
        for document in unidentified.incomplete_beside(session, fax)
        if not assemblies.has_effects(session, document)
        for page in document.pages
    )
    return tuple(dict.fromkeys((*loose, *incomplete)))


def _give(
    session: Session, said: Said, fax: Digest, numbers: list[int], library: FormLibrary, ways: Ways
) -> None:
    before = standing_placings(session, fax)
    after = tuple(
        Placing(number=one.number, kind=PageKind.OTHER, topic=ATTACHED, turn=one.turn, source=one.source)
        if one.number in numbers
        else one
        for one in before
    )
    number = len(assemblies.assemblies(session, fax)) + 1
    theirs = Said(fax=fax, number=number, placings=after, by=said.by, reason=said.reason, at=said.at)
    _put(session, theirs, before, library, ways)


def _put(session: Session, said: Said, before: tuple[Placing, ...], library: FormLibrary, ways: Ways) -> None:
    changed = frozenset(one.number for one in said.placings if one not in before)
    if not changed:
        raise NotAllowed("nothing would change")
    _refuse_while_worked_on(session, said)
    standing = papers.documents(session, said.fax)
    first = assemblies.next_number(session, said.fax)
    put = put_together(said.fax, said.placings, standing, changed, library, first)
    for document in put.given_way:
        _refuse_to_lose(session, document, said)
    _say(session, said, changed)
    _keep(session, said, before, put)
    faxes.set_state(session, said.fax, FaxState.WORKING, said.at)
    ways.read_anew(session, said.fax, said.number)


def _refuse_while_worked_on(session: Session, said: Said) -> None:
    if faxes.status(session, said.fax).state not in SETTLED:
        raise NotAllowed("The fax is being worked on. Try again in a moment.")
    if said.number != len(assemblies.assemblies(session, said.fax)) + 1:
        raise AlreadyTaken("the pages were put together anew since")


def _refuse_to_lose(session: Session, document: Document, said: Said) -> None:
    if assemblies.has_effects(session, document):
        raise NotAllowed(
            f"The registry rests on document {document.number} of fax {document.fax[:12]}: its pages stay as"
            " they are. Leave them, and settle in the registry what was decided on it."
        )
    item = open_item_of(session, document.fax, document.number)
    claim = item.claim if item else None
    if claim is not None and claim.owner != said.by and claim.until > said.at:
        raise AlreadyTaken("somebody else is looking at a document of this fax")


def _say(session: Session, said: Said, changed: frozenset[int]) -> None:
    now = tuple(
        as_classified(one, _text(session, one.source or PageRef(fax=said.fax, number=one.number)), said.by)
        for one in said.placings
        if one.number in changed
    )
    assemblies.say_pages(session, said.fax, now)


def _text(session: Session, page: PageRef) -> str:
    found = papers.classified_pages(session, page.fax)
    return next((one.text for one in found if one.number == page.number), "")


def _keep(session: Session, said: Said, before: tuple[Placing, ...], put: Put) -> None:
    for document in put.given_way:
        assemblies.supersede(session, document, said.number, said.at)
    papers.save_documents(session, said.fax, put.new, said.number)
    made = Assembly(
        fax=said.fax,
        number=said.number,
        old=before,
        new=said.placings,
        by=said.by,
        reason=said.reason,
        made_at=said.at,
    )
    assemblies.add_assembly(session, made)
