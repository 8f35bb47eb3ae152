"""The page of one review item, its claim, and the pictures on it, all of them made by us."""

import cv2
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_303_SEE_OTHER

from documents import AlreadyTaken, Claimed, Digest, ItemSeen, NoSuchThing, Released
from ocr.raster import square, turned
from registry import papers
from registry.database import reading, writing
from registry.desk_events import add_event
from review_queue.desk import claim, release, take_back
from review_queue.item_sheet import open_item
from review_queue.web.item_page import ITEM, Aside, Fax, Number, item_page, supervises
from review_queue.web.tools import DeskRequest, Tools, actor_of

PNG = "image/png"


@get(ITEM, name="item", sync_to_thread=True)
def item(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, field: FromQuery[str] = ""
) -> Template:
    """The pages and fields of an open item, why it is there, and a `field` opened to be said anew."""
    page = item_page(request, tools, fax, document, Aside(field))
    _note_seen(request, tools, fax, document)
    return page


@get(f"{ITEM}/pages/{{number:int}}", name="page_picture", sync_to_thread=True)
def page_picture(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, number: Number
) -> Response[bytes]:
    """A page of the document, upright, in square pixels, as a picture made from its pixels."""
    with reading(tools.engine) as session:
        open_item(session, fax, document)
        placed = [one for one in papers.document(session, fax, document).pages if one.number == number]
        pages = [page for page in papers.pages(session, fax).pages if page.number == number]
    if not placed or not pages:
        raise NoSuchThing("the document has no such page")
    upright = turned(square(tools.blobs.get(pages[0].digest), pages[0]), placed[0].turn)
    _note_seen(request, tools, fax, document, number)
    _, png = cv2.imencode(".png", upright)
    return Response(png.tobytes(), media_type=PNG)


@get(f"{ITEM}/crops/{{field:str}}", name="crop", sync_to_thread=True)
def crop(tools: Tools, fax: Fax, document: Number, field: FromPath[str]) -> Response[bytes]:
    """The crop behind the reading of a field."""
    with reading(tools.engine) as session:
        open_item(session, fax, document)
        seen = papers.reading(session, fax, document)
    found = [one.evidence.crop for one in seen.readings if one.field == field] if seen else []
    if not found or found[0] is None:
        raise NoSuchThing("there is no crop of this field")
    return Response(tools.blobs.get(found[0]), media_type=PNG)


@post(f"{ITEM}/claim", name="claim", sync_to_thread=True)
def take(request: DeskRequest, tools: Tools, fax: Fax, document: Number) -> Redirect:
    """Make the item this person's."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        claim(session, fax, document, actor.name, actor.at, supervises=supervises(request))
        add_event(
            session,
            Claimed(at=actor.at, by=actor.name, address=actor.address, fax=fax, document=document),
        )
    return _back_to(fax, document)


@post(f"{ITEM}/renew", name="renew", sync_to_thread=True)
def renew(request: DeskRequest, tools: Tools, fax: Fax, document: Number) -> Template:
    """Keep the claim while the page is open; says how the claim stands."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = open_item(session, fax, document)
        if found.claim is not None and found.claim.owner == actor.name:
            found = claim(session, fax, document, actor.name, actor.at, supervises=supervises(request))
    return Template("claim.html", context={"item": found, "now": actor.at})


@post(f"{ITEM}/release", name="release", sync_to_thread=True)
def let_go(request: DeskRequest, tools: Tools, fax: Fax, document: Number) -> Redirect:
    """Let the item go, back into the queue."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        release(session, fax, document, actor.name, actor.at)
        add_event(session, _released(request, tools, fax, document, actor.name))
    return Redirect("/queue", status_code=HTTP_303_SEE_OTHER)


@post(f"{ITEM}/take-back", name="take_back", sync_to_thread=True)
def free(request: DeskRequest, tools: Tools, fax: Fax, document: Number) -> Redirect:
    """Free an item that another person has."""
    with writing(tools.engine) as session:
        owner = take_back(session, fax, document)
        if not owner:
            raise AlreadyTaken("nobody has this item")
        add_event(session, _released(request, tools, fax, document, owner))
    return _back_to(fax, document)


def _note_seen(request: DeskRequest, tools: Tools, fax: Digest, document: int, page: int = 0) -> None:
    actor = actor_of(request, tools)
    event = ItemSeen(at=actor.at, by=actor.name, address=actor.address, fax=fax, document=document, page=page)
    with writing(tools.engine) as session:
        add_event(session, event)


def _released(request: DeskRequest, tools: Tools, fax: Digest, document: int, owner: str) -> Released:
    actor = actor_of(request, tools)
    return Released(
        at=actor.at, by=actor.name, address=actor.address, account=owner, fax=fax, document=document
    )


def _back_to(fax: Digest, document: int) -> Redirect:
    return Redirect(f"/items/{fax}/{document}", status_code=HTTP_303_SEE_OTHER)


PAGES = (item, page_picture, crop, take, renew, let_go, free)
