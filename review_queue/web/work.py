"""Working on an item one has taken: its fields, its findings, its end."""

from typing import Annotated, Literal

from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, PathParameter
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER
from pydantic import Field
from sqlmodel import Session

from documents import AlreadyTaken, BadInput, Claimed, Digest, ReadState, Resolution
from registry.database import writing
from registry.desk_events import add_event
from review_queue.complete import WayOut, complete, leave
from review_queue.desk import claim_next, held
from review_queue.hand_over import pass_work_on, recall_work
from review_queue.say import Said, key, set_aside, take_back, take_up_again
from review_queue.typed import Meant, meant
from review_queue.web.item_page import ITEM, Aside, Fax, Number, item_page, open_work, supervises
from review_queue.web.tools import DeskRequest, DeskTools, PostedForm, Tools, actor_of
from review_queue.work import Work

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
LONGEST_VALUE = 2000
LONGEST_REASON = 500
Value = Annotated[str, Field(max_length=LONGEST_VALUE)]


class WorkForm(PostedForm):
    """An act on an item; `revision` is the decision that the page showed."""

    revision: int


class KeyForm(WorkForm):
    """What a field holds: a `value` or several, one to `take` by a key, or a state.

    `insist`: the value stands so on the paper, though it is wrong.
    """

    value: Value | tuple[Value, ...] = Field(default="", repr=False)
    take: Value = Field(default="", repr=False)
    state: ReadState = ReadState.READ
    insist: bool = False

    @property
    def said(self) -> str:
        """The value as typed, or the options chosen, with commas."""
        return self.take or (self.value if isinstance(self.value, str) else ",".join(self.value))


class FindingForm(WorkForm):
    """Why a finding is set aside, or that it counts again."""

    reason: str = Field(default="", max_length=LONGEST_REASON, repr=False)
    withdrawn: bool = False


class PassOnForm(WorkForm):
    """Why the item is passed on."""

    reason: str = Field(max_length=LONGEST_REASON, repr=False)


class LeaveForm(WorkForm):
    """How the item ends otherwise, and why."""

    resolution: Literal[Resolution.SET_FORM, Resolution.REJECT, Resolution.ROUTE]
    reason: str = Field(max_length=LONGEST_REASON, repr=False)
    form: str = Field(default="", max_length=100)


@post(f"{ITEM}/fields/{{field:str}}", name="key_field", status_code=HTTP_200_OK, sync_to_thread=True)
def key_field(
    request: DeskRequest,
    tools: Tools,
    fax: Fax,
    document: Number,
    field: FromPath[str],
    data: Annotated[KeyForm, FORM],
) -> Template:
    """Say what a field holds; what it cannot hold is handed back with what is wrong."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        found = _meant(work, field, data)
        kept = not found.objections or (data.insist and bool(found.value))
        if kept:
            said = Said(field, data.state, found.value)
            key(session, work, said, actor_of(request, tools), supervises=supervises(request))
    typed = Aside(field, data.said, found.objections, may_insist=bool(found.value))
    return item_page(request, tools, fax, document, None if kept else typed)


@post(f"{ITEM}/undo", name="undo", status_code=HTTP_200_OK, sync_to_thread=True)
def undo(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, data: Annotated[WorkForm, FORM]
) -> Template:
    """Take back what this person said last of a field."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        field = take_back(session, work, actor_of(request, tools))
    return item_page(request, tools, fax, document, Aside(field))


@post(f"{ITEM}/findings/{{code:str}}", name="set_aside", status_code=HTTP_200_OK, sync_to_thread=True)
def put_aside(
    request: DeskRequest,
    tools: Tools,
    fax: Fax,
    document: Number,
    code: Annotated[str, PathParameter(pattern=r"^[A-Z][A-Z0-9_]*$")],
    data: Annotated[FindingForm, FORM],
) -> Template:
    """Set a finding aside with a reason, or have it count again."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        actor = actor_of(request, tools)
        if data.withdrawn:
            take_up_again(session, work, code, actor)
        else:
            set_aside(session, work, code, data.reason, actor)
    return item_page(request, tools, fax, document)


@post(f"{ITEM}/complete", name="complete", sync_to_thread=True)
def finish(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, data: Annotated[WorkForm, FORM]
) -> Redirect:
    """Complete the item with what was said of it, and go on with the next."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        complete(session, work, actor_of(request, tools), tools.foresee, tools.enqueue)
        return _next(session, request, tools)


@post(f"{ITEM}/leave", name="leave", sync_to_thread=True)
def end_otherwise(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, data: Annotated[LeaveForm, FORM]
) -> Redirect:
    """Reject the document, say that it is none of ours, or that it is another form; go on with the next."""
    form = None
    if data.resolution is Resolution.SET_FORM:
        form = next((one for one in tools.library if str(one.ref) == data.form), None)
        if form is None:
            raise BadInput("no such form")
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        way = WayOut(data.resolution, data.reason, form)
        leave(session, work, way, actor_of(request, tools), tools.enqueue)
        return _next(session, request, tools)


@post(f"{ITEM}/pass-on", name="pass_on", sync_to_thread=True)
def hand_on(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, data: Annotated[PassOnForm, FORM]
) -> Redirect:
    """Give the item to another person, and go on with the next."""
    with writing(tools.engine) as session:
        work = _mine(session, request, tools, fax, document, data)
        pass_work_on(session, work, data.reason, actor_of(request, tools))
        return _next(session, request, tools)


@post(f"{ITEM}/recall", name="recall", sync_to_thread=True)
def take_again(request: DeskRequest, tools: Tools, fax: Fax, document: Number) -> Redirect:
    """Take back the item that this person passed on."""
    with writing(tools.engine) as session:
        recall_work(session, fax, document, actor_of(request, tools))
    return Redirect(f"/items/{fax}/{document}", status_code=HTTP_303_SEE_OTHER)


def _meant(work: Work, name: str, data: KeyForm) -> Meant:
    field = work.field(name)
    return meant(field, data.said, work.received_on) if data.state is ReadState.READ else Meant()


def _mine(
    session: Session, request: DeskRequest, tools: DeskTools, fax: Digest, document: int, data: WorkForm
) -> Work:
    """The item, which must be this person's and as the page showed it; AlreadyTaken otherwise."""
    actor = actor_of(request, tools)
    held(session, fax, document, actor.name, actor.at)
    work = open_work(session, tools, fax, document)
    if work.item.revision != data.revision:
        raise AlreadyTaken("the document was decided again since")
    return work


def _next(session: Session, request: DeskRequest, tools: DeskTools) -> Redirect:
    """To the page of the next item, which is then this person's, or to the queue when nothing is free."""
    actor = actor_of(request, tools)
    taken = claim_next(session, actor.name, actor.at, supervises=supervises(request))
    if taken is None:
        return Redirect("/queue", status_code=HTTP_303_SEE_OTHER)
    event = Claimed(at=actor.at, by=actor.name, address=actor.address, fax=taken.fax, document=taken.document)
    add_event(session, event)
    return Redirect(f"/items/{taken.fax}/{taken.document}", status_code=HTTP_303_SEE_OTHER)


PAGES = (key_field, undo, put_aside, finish, end_otherwise, hand_on, take_again)
