"""The pages of a fax: small pictures of all of them, what each is, and putting them together anew."""

from typing import Annotated

import cv2
import numpy as np
from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from pydantic import Field, ValidationError, field_validator
from sqlmodel import Session

from documents import Assembled, BadInput, Digest, FaxSeen, NoSuchThing, PageRef, Placing
from ocr.engine import Pixels
from ocr.raster import square, turned
from registry import papers
from registry.database import reading, writing
from registry.desk_events import add_event
from review_queue.page_words import AS_IT_IS, WORDS, placed, word_of
from review_queue.pages_sheet import PagesSheet, pages_sheet
from review_queue.reassemble import (
    Said,
    Ways,
    assemble,
    objections_to,
    page_of_another,
    standing_placings,
)
from review_queue.say import seconds_since_last_act
from review_queue.web.item_page import Fax, Number
from review_queue.web.tools import DeskRequest, DeskTools, PostedForm, Tools, actor_of

PAGES_OF_FAX = "/faxes/{fax:str}/pages"
SMALL = 420
"""Pixels across a small picture: what its page is can be told, and its titles read, at twice its size."""

LEAVE = "leave"
"""What is said of a page of another fax that stays there."""

PNG = "image/png"
FORM = Body(media_type=RequestEncodingType.URL_ENCODED)


class AssembleForm(PostedForm):
    """What a person says of every page shown, in one order: the page, what it is, its document, its turn.

    `page` is a number, or for a page of another fax its fax, a colon and its number there.
    """

    assembly: int = Field(ge=1)
    page: tuple[str, ...]
    what: tuple[str, ...]
    document: tuple[int, ...]
    turn: tuple[int, ...]
    reason: str = Field(max_length=500, repr=False)

    @field_validator("page", "what", "document", "turn", mode="before")
    @classmethod
    def _one_is_several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @property
    def rows(self) -> tuple[tuple[str, str, int, int], ...]:
        """What is said of each page; BadInput when something is missing."""
        try:
            return tuple(zip(self.page, self.what, self.document, self.turn, strict=True))
        except ValueError:
            raise BadInput("not every page is spoken of") from None


@get(PAGES_OF_FAX, name="pages", sync_to_thread=True)
def pages(request: DeskRequest, tools: Tools, fax: Fax) -> Template:
    """All pages of a fax, what each is, and the pages of the same caller that may belong to them."""
    with reading(tools.engine) as session:
        sheet = pages_sheet(session, fax, tools.library)
    _note_seen(request, tools, fax)
    return _page(tools, sheet)


@post("/faxes/{fax:str}/assembly", name="assemble", status_code=HTTP_200_OK, sync_to_thread=True)
def put_together(
    request: DeskRequest, tools: Tools, fax: Fax, data: Annotated[AssembleForm, FORM]
) -> Template | Redirect:
    """Put the pages together as said; what cannot be is handed back with what is wrong."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        said = Said(
            fax, data.assembly, _placings(session, fax, data), actor.name, data.reason.strip(), actor.at
        )
        wrong = objections_to(session, said, tools.library)
        if wrong:
            return _page(tools, pages_sheet(session, fax, tools.library), data, wrong)
        seconds = seconds_since_last_act(session, actor.name, actor.at)
        assemble(session, said, tools.library, Ways(tools.read_anew, tools.enqueue))
        event = Assembled(
            at=actor.at,
            by=actor.name,
            address=actor.address,
            fax=fax,
            assembly=said.number,
            seconds=seconds,
        )
        add_event(session, event)
    return Redirect(f"/faxes/{fax}/pages", status_code=HTTP_303_SEE_OTHER)


@get(f"{PAGES_OF_FAX}/{{number:int}}", name="fax_page", sync_to_thread=True)
def whole_page(request: DeskRequest, tools: Tools, fax: Fax, number: Number) -> Response[bytes]:
    """A page of a fax, upright, in square pixels, as a picture made from its pixels."""
    picture = _picture(tools, fax, number)
    _note_seen(request, tools, fax, number)
    return _png(picture)


@get(f"{PAGES_OF_FAX}/{{number:int}}/small", name="small_page", sync_to_thread=True)
def small_page(tools: Tools, fax: Fax, number: Number) -> Response[bytes]:
    """The same, small."""
    picture = _picture(tools, fax, number)
    height = max(round(picture.shape[0] * SMALL / picture.shape[1]), 1)
    small = cv2.resize(picture, (SMALL, height), interpolation=cv2.INTER_AREA)
    return _png(small.astype(np.uint8))


def _placings(session: Session, fax: Digest, data: AssembleForm) -> tuple[Placing, ...]:
    here = {one.number: one for one in standing_placings(session, fax)}
    found: list[Placing] = []
    further = max(here) + 1
    for page, word, document, turn in data.rows:
        if ":" not in page:
            now = here.get(int(page)) if page.isdecimal() else None
        elif word != LEAVE:
            now = _elsewhere(session, page).model_copy(update={"number": further})
            further += 1
        else:
            continue
        if now is None:
            raise BadInput("the fax has no such page")
        found.append(placed(now, word, document, turn))
    return tuple(found)


def _elsewhere(session: Session, page: str) -> Placing:
    fax, _, number = page.partition(":")
    try:
        source = PageRef.model_validate({"fax": fax, "number": number})
    except ValidationError:
        raise BadInput("there is no such page") from None
    return page_of_another(session, source)


def _page(
    tools: DeskTools, sheet: PagesSheet, typed: AssembleForm | None = None, wrong: tuple[str, ...] = ()
) -> Template:
    choices = [
        (f"{form.ref}:{page}", f"Page {page}, {form.title} {form.ref.edition}")
        for form in tools.library
        for page in range(1, form.page_count + 1)
    ]
    said = {row[0]: row[1:] for row in typed.rows} if typed else {}
    context = {
        "title": f"Pages of fax {sheet.fax.digest[:12]}",
        "sheet": sheet,
        "choices": choices,
        "words": tuple(WORDS),
        "word_of": word_of,
        "as_it_is": AS_IT_IS,
        "leave": LEAVE,
        "said": said,
        "reason": typed.reason if typed else "",
        "wrong": wrong,
    }
    return Template("pages.html", context=context)


def _picture(tools: DeskTools, fax: Digest, number: int) -> Pixels:
    with reading(tools.engine) as session:
        images = {page.number: page for page in papers.pages(session, fax).pages}
        turns = {one.number: one.turn for one in papers.classified_pages(session, fax)}
    if number not in images:
        raise NoSuchThing("the fax has no such page")
    return turned(square(tools.blobs.get(images[number].digest), images[number]), turns.get(number, 0))


def _png(picture: Pixels) -> Response[bytes]:
    return Response(cv2.imencode(".png", picture)[1].tobytes(), media_type=PNG)


def _note_seen(request: DeskRequest, tools: DeskTools, fax: Digest, page: int = 0) -> None:
    actor = actor_of(request, tools)
    event = FaxSeen(at=actor.at, by=actor.name, address=actor.address, fax=fax, page=page)
    with writing(tools.engine) as session:
        add_event(session, event)


PAGES = (pages, put_together, whole_page, small_page)
