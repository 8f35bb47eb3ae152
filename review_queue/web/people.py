"""Pages for administrators: accounts and their roles; and for auditors: what people did."""

from typing import Annotated

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field, ValidationError

from documents import Account, BadInput, Role
from registry.accounts import all_accounts
from registry.database import reading, writing
from registry.desk_events import events
from review_queue.accounts import change_role, disable, end_sign_ins, invite
from review_queue.web.tools import DeskRequest, PostedForm, Tools, actor_of

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
EVENTS_ON_A_PAGE = 100


class InviteForm(PostedForm):
    """Whom to invite, as what."""

    name: str = Field(max_length=32)
    full_name: str = Field(max_length=80)
    role: Role


class RoleForm(PostedForm):
    """The role an account is to have."""

    role: Role


@get("/people", name="people", sync_to_thread=True)
def people(tools: Tools) -> Template:
    """Every account, and a form to invite somebody."""
    return _people(tools, {})


@post("/people/invite", name="invite", sync_to_thread=True)
def invite_person(request: DeskRequest, tools: Tools, data: Annotated[InviteForm, FORM]) -> Template:
    """Make an account; its invitation is shown once."""
    try:
        new = Account(name=data.name.strip().lower(), full_name=data.full_name.strip(), role=data.role)
    except ValidationError:
        raise BadInput("no name for an account") from None
    with writing(tools.engine) as session:
        code = invite(session, new, actor_of(request, tools))
    return _people(tools, {"invited": new, "code": code})


def _people(tools: Tools, more: dict[str, object]) -> Template:
    with reading(tools.engine) as session:
        found = all_accounts(session)
    return Template("people.html", context={"title": "People", "people": found, "roles": tuple(Role), **more})


@post("/people/{name:str}/role", name="change_role", sync_to_thread=True)
def give_role(
    request: DeskRequest, tools: Tools, name: FromPath[str], data: Annotated[RoleForm, FORM]
) -> Redirect:
    """Give an account another role."""
    with writing(tools.engine) as session:
        change_role(session, name, data.role, actor_of(request, tools))
    return Redirect("/people", status_code=HTTP_303_SEE_OTHER)


@post("/people/{name:str}/disable", name="disable", sync_to_thread=True)
def close_account(request: DeskRequest, tools: Tools, name: FromPath[str]) -> Redirect:
    """Close an account for good."""
    with writing(tools.engine) as session:
        disable(session, name, actor_of(request, tools))
    return Redirect("/people", status_code=HTTP_303_SEE_OTHER)


@post("/people/{name:str}/sign-out", name="end_sign_ins", sync_to_thread=True)
def sign_out_person(request: DeskRequest, tools: Tools, name: FromPath[str]) -> Redirect:
    """Sign somebody out wherever they are signed in."""
    with writing(tools.engine) as session:
        end_sign_ins(session, name, actor_of(request, tools))
    return Redirect("/people", status_code=HTTP_303_SEE_OTHER)


@get("/events", name="events", sync_to_thread=True)
def what_people_did(tools: Tools, before: FromQuery[int | None] = None) -> Template:
    """What people did at the desk, newest first."""
    with reading(tools.engine) as session:
        found = events(session, EVENTS_ON_A_PAGE + 1, before)
    shown = found[:EVENTS_ON_A_PAGE]
    rest = shown[-1][0] if len(found) > EVENTS_ON_A_PAGE else None
    return Template("events.html", context={"title": "Events", "events": shown, "rest": rest})


PAGES = (people, invite_person, give_role, close_account, sign_out_person, what_people_did)
