"""The page of the queue: what waits, by when it is due; and taking the next item."""

from litestar import get, post
from litestar.params import FromQuery
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER

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
    queue_page,
    unidentified_waiting,
)
from review_queue.desk import claim_next
from review_queue.web.item_page import supervises
from review_queue.web.tools import DeskRequest, Tools, actor_of
from validators.reasons import REASONS

ROWS = 50
PLAIN_REASONS = tuple(code for code in REASONS if "<" not in code)


@get("/queue", name="queue", sync_to_thread=True)
def queue(  # noqa: PLR0913  # the filters of the page
    request: DeskRequest,
    tools: Tools,
    form: FromQuery[str] = "",
    reason: FromQuery[str] = "",
    fax: FromQuery[str] = "",
    holder: FromQuery[str] = Holder.ANYBODY.value,
    after: FromQuery[str] = "",
) -> Template:
    """The open items that pass the filters, fifty at a time."""
    try:
        wanted = Wanted(form=form, reason=reason, fax=fax.strip().lower(), holder=Holder(holder))
        place = Place.model_validate_json(after) if after else None
    except ValueError:
        raise BadInput("no such filter") from None
    now = tools.clock()
    with reading(tools.engine) as session:
        found = queue_page(session, wanted, request.user.name, now, ROWS + 1, place)
        counts, unknown = depth(session, now), unidentified_waiting(session)
    shown = {**_choices(tools), **_shown(found, counts), "unknown": unknown}
    return Template("queue.html", context={**shown, "wanted": wanted, "now": now})


def _choices(tools: Tools) -> dict[str, object]:
    forms = {form.ref.form: form.title for form in reversed(tuple(tools.library))}
    tabs = {"title": "Queue", "unidentified": UNIDENTIFIED}
    return {**tabs, "forms": forms, "reasons": PLAIN_REASONS, "holders": tuple(Holder)}


def _shown(found: tuple[Listed, ...], counts: Depth) -> dict[str, object]:
    rows = found[:ROWS]
    return {"rows": rows, "depth": counts, "rest": rows[-1].place if len(found) > ROWS else None}


@post("/queue/next", name="claim_next", sync_to_thread=True)
def take_next(request: DeskRequest, tools: Tools) -> Redirect:
    """Take the first item that is nobody's, or go on with the one this person has."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        taken = claim_next(session, actor.name, actor.at, supervises=supervises(request))
        if taken is None:
            return Redirect("/queue", status_code=HTTP_303_SEE_OTHER)
        event = Claimed(
            at=actor.at, by=actor.name, address=actor.address, fax=taken.fax, document=taken.document
        )
        add_event(session, event)
    return Redirect(f"/items/{taken.fax}/{taken.document}", status_code=HTTP_303_SEE_OTHER)


PAGES = (queue, take_next)
