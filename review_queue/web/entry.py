"""Pages of coming and going: sign in, join with an invitation, sign out, one's own account."""

from typing import Annotated

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import Body
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_403_FORBIDDEN
from pydantic import Field

from documents import Account, Role, SignedOut
from registry.database import writing
from registry.desk_events import add_event
from review_queue.accounts import Actor
from review_queue.second_factor import address_for_apps
from review_queue.sign_in import (
    Attempt,
    NotIn,
    begin_joining,
    change_password,
    join,
    sign_in,
    sign_out_everywhere,
)
from review_queue.web.access import OPEN_TO_ANYBODY, may
from review_queue.web.qr import qr_svg
from review_queue.web.sessions import enter
from review_queue.web.tools import DeskRequest, PostedForm, Tools, Visit, actor_of, address_of

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
MOST_A_MINUTE = RateLimitConfig(rate_limit=("minute", 20)).middleware
"""Of sign-ins and joinings from one address, whatever they say."""

GONE = "The invitation is used up, too old or withdrawn. Ask an administrator for a new one."


class SignInForm(PostedForm):
    """What somebody types to sign in."""

    name: str = Field(repr=False, max_length=200)
    password: str = Field(repr=False, max_length=1000)
    code: str = Field(repr=False, max_length=20)


class JoinForm(PostedForm):
    """A name and the code of an invitation."""

    name: str = Field(repr=False, max_length=200)
    invitation: str = Field(repr=False, max_length=200)


class ChosenForm(JoinForm):
    """What an invited person chose, and what their authenticator shows."""

    password: str = Field(repr=False, max_length=1000)
    again: str = Field(repr=False, max_length=1000)
    code: str = Field(repr=False, max_length=20)


class PasswordForm(PostedForm):
    """A new password, with the present one and a code."""

    password: str = Field(repr=False, max_length=1000)
    code: str = Field(repr=False, max_length=20)
    new: str = Field(repr=False, max_length=1000)
    again: str = Field(repr=False, max_length=1000)


def first_page(role: Role) -> str:
    """Where a role begins: the queue, or for those who see no paper the accounts."""
    return "/queue" if may(role, "queue") else "/people"


@get("/", name="home", sync_to_thread=False)
def home(request: DeskRequest) -> Redirect:
    """Go to the first page of one's role."""
    return Redirect(first_page(request.user.role), status_code=HTTP_303_SEE_OTHER)


@get("/sign-in", name="sign_in_page", opt=dict(OPEN_TO_ANYBODY), sync_to_thread=False)
def sign_in_page() -> Template:
    """The form to sign in with."""
    return Template("sign_in.html", context={"title": "Sign in"})


@post("/sign-in", name="sign_in", opt=dict(OPEN_TO_ANYBODY), middleware=[MOST_A_MINUTE], sync_to_thread=True)
def enter_desk(request: Visit, tools: Tools, data: Annotated[SignInForm, FORM]) -> Response[None] | Template:
    """Sign in, or say that something is not right without saying what."""
    now = tools.clock()
    attempt = Attempt(name=data.name, password=data.password, code=data.code, address=address_of(request))
    found = sign_in(tools.engine, attempt, now)
    if isinstance(found, NotIn):
        said = {"title": "Sign in", "said": found.value}
        return Template("sign_in.html", context=said, status_code=HTTP_403_FORBIDDEN)
    enter(request, found, now)
    return Redirect(first_page(found.role), status_code=HTTP_303_SEE_OTHER)


@get("/join", name="join_page", opt=dict(OPEN_TO_ANYBODY), sync_to_thread=False)
def join_page() -> Template:
    """The form for an invitation."""
    return Template("join.html", context={"title": "Join the desk"})


@post("/join", name="join_begin", opt=dict(OPEN_TO_ANYBODY), middleware=[MOST_A_MINUTE], sync_to_thread=True)
def join_begin(request: Visit, tools: Tools, data: Annotated[JoinForm, FORM]) -> Template:
    """Show the secret of the second factor, once, and ask for a password."""
    actor = Actor(name="", address=address_of(request), at=tools.clock())
    name = data.name.strip().lower()
    with writing(tools.engine) as session:
        secret = begin_joining(session, name, data.invitation, actor)
    if secret is None:
        said = {"title": "Join the desk", "said": GONE}
        return Template("join.html", context=said, status_code=HTTP_403_FORBIDDEN)
    shown = {"secret": secret, "qr": qr_svg(address_for_apps(secret, name))}
    return _choose(name, data.invitation, (), shown)


@post(
    "/join/finish",
    name="join_finish",
    opt=dict(OPEN_TO_ANYBODY),
    middleware=[MOST_A_MINUTE],
    sync_to_thread=True,
)
def join_finish(request: Visit, tools: Tools, data: Annotated[ChosenForm, FORM]) -> Template | Redirect:
    """Use the invitation up; the person then signs in like everybody."""
    name = data.name.strip().lower()
    chosen = Attempt(name=name, password=data.password, code=data.code, address=address_of(request))
    wrong: tuple[str, ...] = ("The two passwords differ.",) if data.password != data.again else ()
    if not wrong:
        with writing(tools.engine) as session:
            wrong = join(session, name, data.invitation, chosen, tools.clock())
    if wrong:
        return _choose(name, data.invitation, wrong, {})
    return Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)


def _choose(name: str, invitation: str, wrong: tuple[str, ...], shown: dict[str, str]) -> Template:
    context = {"title": "Join the desk", "name": name, "invitation": invitation, "wrong": wrong, **shown}
    return Template("join_finish.html", context=context, status_code=HTTP_403_FORBIDDEN if wrong else 200)


@get("/account", name="account", sync_to_thread=False)
def account_page() -> Template:
    """One's own account: password, and signing out everywhere."""
    return Template("account.html", context={"title": "Your account"})


@post("/account/password", name="change_password", middleware=[MOST_A_MINUTE], sync_to_thread=True)
def change(request: DeskRequest, tools: Tools, data: Annotated[PasswordForm, FORM]) -> Template | Redirect:
    """Choose another password; every sign-in of the account ends."""
    actor = actor_of(request, tools)
    wrong = _not_changed(request.user, tools, data, actor)
    if wrong:
        context = {"title": "Your account", "wrong": wrong}
        return Template("account.html", context=context, status_code=HTTP_403_FORBIDDEN)
    return Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)


def _not_changed(person: Account, tools: Tools, data: PasswordForm, actor: Actor) -> tuple[str, ...]:
    if data.new != data.again:
        return ("The two passwords differ.",)
    attempt = Attempt(name=person.name, password=data.password, code=data.code, address=actor.address)
    found = sign_in(tools.engine, attempt, actor.at)
    if isinstance(found, NotIn):
        return (found.value,)
    with writing(tools.engine) as session:
        return change_password(session, found, data.new, actor)


@post("/sign-out", name="sign_out", sync_to_thread=True)
def sign_out(request: DeskRequest, tools: Tools) -> Redirect:
    """Sign out here."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        event = SignedOut(at=actor.at, by=actor.name, address=actor.address, account=actor.name)
        add_event(session, event)
    request.clear_session()
    return Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)


@post("/sign-out-everywhere", name="sign_out_everywhere", sync_to_thread=True)
def leave_everywhere(request: DeskRequest, tools: Tools) -> Redirect:
    """Sign out here and wherever else one is signed in."""
    with writing(tools.engine) as session:
        sign_out_everywhere(session, actor_of(request, tools))
    request.clear_session()
    return Redirect("/sign-in", status_code=HTTP_303_SEE_OTHER)


PAGES = (
    home,
    sign_in_page,
    enter_desk,
    join_page,
    join_begin,
    join_finish,
    account_page,
    change,
    sign_out,
    leave_everywhere,
)
