"""The page of the queue: what waits, by when it is due; searching it, and taking the next item."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromQuery
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field

from documents import BadInput, Claimed
from registry.database import reading, writing
from registry.desk_events import add_event
from registry.open_items import (
    UNIDENTIFIED,
    Depth,
    Holder,
    Listed,
    Place,
    Wanted,
    depth,
    owners,
    queue_page,
    unidentified_waiting,
)
from registry.safety import safety_count
from review_queue.desk import claim_next
from review_queue.terms import LONGEST_SEARCH, words_of
from review_queue.web.item_page import supervises
from review_queue.web.tools import DeskRequest, PostedForm, Tools, actor_of
from validators.reasons import REASONS

ROWS = 50
FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
SEARCH = "search"
"""Where a sign-in keeps what its person searches for."""

_FILTERS = ("form", "reason", "critical")
PLAIN_REASONS = tuple(code for code in REASONS if "<" not in code)


class SearchForm(PostedForm):
    """The words that somebody searches for; none ends the search."""

    words: str = Field(default="", max_length=LONGEST_SEARCH, repr=False)


class NextForm(PostedForm):
    """The filters of the page on which somebody takes the next item."""

    form: str = Field(default="", max_length=60)
    reason: str = Field(default="", pattern=r"^[A-Z0-9_]{0,80}$")
    critical: Literal["", "yes", "no"] = ""

    @property
    def query(self) -> str:
        """The filters as the query of an address, empty where there are none."""
        given = urlencode([(name, value) for name, value in self if name in _FILTERS and value])
        return f"?{given}" if given else ""


@get("/queue", name="queue", sync_to_thread=True)
def queue(  # noqa: PLR0913  # the filters of the page
    request: DeskRequest,
    tools: Tools,
    form: FromQuery[str] = "",
    reason: FromQuery[str] = "",
    critical: FromQuery[str] = "",
    holder: FromQuery[str] = Holder.ANYBODY.value,
    after: FromQuery[str] = "",
) -> Template:
    """The open items that pass the filters and the search of this sign-in, fifty at a time.

    `holder` is a `Holder`, or `@` and the name of a person.
    """
    search = _search(request)
    wanted = _wanted(form, reason, critical, holder, search)
    try:
        place = Place.model_validate_json(after) if after else None
    except ValueError:
        raise BadInput("no such place in the queue") from None
    now = tools.clock()
    with reading(tools.engine) as session:
        found = queue_page(session, wanted, request.user.name, now, ROWS + 1, place)
        counts, people = depth(session, now), owners(session, now)
        unknown, harm = unidentified_waiting(session), safety_count(session, now, tools.safety_hours)
    shown = {**_choices(tools), **_shown(found, counts), "wanted": wanted, "owners": people}
    more = {"holder": holder, "search": search, "unknown": unknown, "harm": harm, "now": now}
    return Template("queue.html", context={**shown, **more})


@post("/queue/search", name="search", sync_to_thread=True)
def search_for(request: DeskRequest, data: Annotated[SearchForm, FORM]) -> Redirect:
    """Show only what is found by these words, until this person searches for others or for none.

    The words stay with the sign-in, in no address.
    """
    request.session[SEARCH] = data.words.strip()
    return Redirect("/queue", status_code=HTTP_303_SEE_OTHER)


def _wanted(form: str, reason: str, critical: str, holder: str, search: str) -> Wanted:
    owner = holder[1:] if holder.startswith("@") else ""
    given = {"form": form, "reason": reason, "critical": critical or None, "owner": owner}
    try:
        whose = Holder.ANYBODY if owner else Holder(holder)
        return Wanted.model_validate({**given, "holder": whose, "words": words_of(search)})
    except ValueError:
        raise BadInput("no such filter") from None


def _search(request: DeskRequest) -> str:
    return str(request.session.get(SEARCH, ""))


def _choices(tools: Tools) -> dict[str, object]:
    forms = {form.ref.form: form.title for form in reversed(tuple(tools.library))}
    tabs = {"title": "Queue", "unidentified": UNIDENTIFIED}
    return {**tabs, "forms": forms, "reasons": PLAIN_REASONS, "holders": tuple(Holder)}


def _shown(found: tuple[Listed, ...], counts: Depth) -> dict[str, object]:
    rows = found[:ROWS]
    return {"rows": rows, "depth": counts, "rest": rows[-1].place if len(found) > ROWS else None}


@post("/queue/next", name="claim_next", sync_to_thread=True)
def take_next(request: DeskRequest, tools: Tools, data: Annotated[NextForm, FORM]) -> Redirect:
    """Take the first item that passes the filters and is nobody's, or go on with the one this person has."""
    actor = actor_of(request, tools)
    wanted = _wanted(data.form, data.reason, data.critical, Holder.NOBODY, _search(request))
    with writing(tools.engine) as session:
        taken = claim_next(session, actor.name, actor.at, wanted, supervises=supervises(request))
        if taken is None:
            return Redirect(f"/queue{data.query}", status_code=HTTP_303_SEE_OTHER)
        event = Claimed(
            at=actor.at, by=actor.name, address=actor.address, fax=taken.fax, document=taken.document
        )
        add_event(session, event)
    page = f"/items/{taken.fax}/{taken.document}"
    if data.reason == UNIDENTIFIED:
        page = f"/faxes/{taken.fax}/pages"
    return Redirect(page, status_code=HTTP_303_SEE_OTHER)


PAGES = (queue, search_for, take_next)
