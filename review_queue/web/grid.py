"""The page of the grid: crops of boxes or signatures side by side, answered one by one by keys."""

from collections.abc import Sequence
from typing import Annotated, Literal

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from pydantic import Field
from sqlmodel import Session

from documents import AlreadyTaken, BadInput, ReadState
from registry.database import reading, writing
from registry.open_items import Asked
from review_queue.asks import MARKS
from review_queue.desk import held
from review_queue.grid import Cell, GridWork, Place, cells, let_go, renew, take
from review_queue.readings import MARK_WORDS
from review_queue.say import Said, key, take_back
from review_queue.web.item_page import open_work, supervises
from review_queue.web.tools import DeskRequest, DeskTools, PostedForm, Tools, actor_of
from review_queue.work import Work

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
GRID = "grid"
"""Where a sign-in keeps what its grid asks, and its items."""

QUESTIONS = {Asked.TICK: "Is the box ticked?", Asked.SIGNATURE: "Did somebody sign?"}


class TakeForm(PostedForm):
    """What the grid asks."""

    asked: Literal[Asked.TICK, Asked.SIGNATURE]


class CellForm(PostedForm):
    """Which item of the grid is meant; `revision` is the decision that the page showed."""

    fax: str = Field(pattern=r"^[0-9a-f]{64}$")
    document: int = Field(ge=1)
    revision: int

    @property
    def place(self) -> Place:
        """The document."""
        return self.fax, self.document


class AnswerForm(CellForm):
    """The answer to one crop: there is a mark (`read`), there is none (`blank`), or it cannot be told."""

    field: str = Field(max_length=100)
    state: ReadState


@get("/grid", name="grid", sync_to_thread=True)
def show(request: DeskRequest, tools: Tools) -> Template:
    """The crops of this person's grid, or which questions there are."""
    return _page(request, tools)


@post("/grid/take", name="grid_take", sync_to_thread=True)
def fill(request: DeskRequest, tools: Tools, data: Annotated[TakeForm, FORM]) -> Redirect:
    """Take crops of one question; items whose crops are all answered go back to the queue."""
    asked, places = _kept(request)
    with writing(tools.engine) as session:
        if asked is not data.asked:
            let_go(session, actor_of(request, tools), places)
            places = ()
        found = take(session, _grid(request, tools, data.asked), places)
    request.session[GRID] = {"asked": data.asked.value, "places": [list(place) for place in found]}
    return Redirect("/grid", status_code=HTTP_303_SEE_OTHER)


@post("/grid/answers", name="grid_answer", status_code=HTTP_200_OK, sync_to_thread=True)
def answer(request: DeskRequest, tools: Tools, data: Annotated[AnswerForm, FORM]) -> Template:
    """Say what one crop shows, by the rules of the work on its item."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, data)
        field = work.field(data.field)
        if field.kind not in MARKS.values():
            raise BadInput("only boxes and signatures are answered in a grid")
        value = MARK_WORDS[field.kind] if data.state is ReadState.READ else ""
        actor = actor_of(request, tools)
        key(session, work, Said(field.name, data.state, value), actor, supervises=supervises(request))
    return _page(request, tools, data)


@post("/grid/undo", name="grid_undo", status_code=HTTP_200_OK, sync_to_thread=True)
def undo(request: DeskRequest, tools: Tools, data: Annotated[CellForm, FORM]) -> Template:
    """Take back the last answer on an item of the grid; what was keyed blind stays."""
    with writing(tools.engine) as session:
        take_back(session, _mine(session, request, tools, data), actor_of(request, tools))
    return _page(request, tools)


@post("/grid/stop", name="grid_stop", sync_to_thread=True)
def stop(request: DeskRequest, tools: Tools) -> Redirect:
    """Let the items of the grid go; what was answered stays."""
    _, places = _kept(request)
    with writing(tools.engine) as session:
        let_go(session, actor_of(request, tools), places)
    request.session.pop(GRID, None)
    return Redirect("/queue", status_code=HTTP_303_SEE_OTHER)


def _page(request: DeskRequest, tools: DeskTools, answered: AnswerForm | None = None) -> Template:
    """The grid as it stands, with the next crop after the answered one to be looked at."""
    asked, places = _kept(request)
    shown: dict[str, object] = {"title": "Boxes and signatures", "questions": QUESTIONS, "asked": asked}
    with reading(tools.engine) as session:
        found = cells(session, _grid(request, tools, asked), places) if asked else ()
        work = open_work(session, tools, *answered.place) if answered else None
    undoable = work is not None and work.last_of(request.user.name) is not None
    return Template(
        "grid.html",
        context={
            **shown,
            "cells": found,
            "first": _next(found, answered),
            "undo": work if undoable else None,
        },
    )


def _next(found: Sequence[Cell], answered: AnswerForm | None) -> int | None:
    """The number of the crop to look at now: the first that waits after the answered one, else of all."""
    waiting = [number for number, cell in enumerate(found) if cell.waits]
    here = [
        number
        for number, cell in enumerate(found)
        if answered
        and (cell.item.fax, cell.item.document, cell.field.name) == (*answered.place, answered.field)
    ]
    later = [number for number in waiting if here and number > here[0]]
    return next(iter([*later, *waiting]), None)


def _kept(request: DeskRequest) -> tuple[Asked | None, tuple[Place, ...]]:
    kept = request.session.get(GRID)
    if not kept:
        return None, ()
    return Asked(kept["asked"]), tuple((str(fax), int(document)) for fax, document in kept["places"])


def _grid(request: DeskRequest, tools: DeskTools, asked: Asked) -> GridWork:
    return GridWork(
        asked=asked,
        actor=actor_of(request, tools),
        supervises=supervises(request),
        gather=lambda session, fax, document: open_work(session, tools, fax, document),
    )


def _mine(session: Session, request: DeskRequest, tools: DeskTools, data: CellForm) -> Work:
    """An item of this person's grid, its claims renewed; AlreadyTaken when it is no longer so."""
    actor, (_, places) = actor_of(request, tools), _kept(request)
    if data.place not in places:
        raise AlreadyTaken("this crop is not in your grid")
    held(session, *data.place, actor.name, actor.at)
    renew(session, actor, places)
    work = open_work(session, tools, *data.place)
    if work.item.revision != data.revision:
        raise AlreadyTaken("the document was decided again since")
    return work


PAGES = (show, fill, answer, undo, stop)
