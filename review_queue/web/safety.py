"""The page of what may tell of an adverse event: open reports with their clock, and how they are closed."""

import datetime as dt
from typing import Annotated

from litestar import get, post
from litestar.response import Redirect, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field

from documents.safety_event import SafetySeen
from registry.as_of import time_meant
from registry.database import writing
from registry.desk_events import add_event
from registry.safety import closed_reports, open_reports
from review_queue.safety import dismiss, hand_over, report
from review_queue.web.audits import FORM
from review_queue.web.item_page import Fax, Number
from review_queue.web.tools import DeskRequest, PostedForm, Tools, actor_of

SHOWN = dt.timedelta(days=30)
"""How long a report stays on the page after it was closed."""


class HandOverForm(PostedForm):
    """Under which reference safety has it, and since when by the center's clock; empty: since now."""

    reference: str = Field(min_length=1, max_length=80)
    handed: str = Field(default="", max_length=30)


class NoEventForm(PostedForm):
    """Why the paper tells of no adverse event."""

    reason: str = Field(min_length=1, max_length=500, repr=False)


class ReportForm(PostedForm):
    """What a document of the fax tells."""

    document: int = Field(ge=1, le=9999)
    reason: str = Field(min_length=1, max_length=500, repr=False)


@get("/safety", name="safety", sync_to_thread=True)
def safety(request: DeskRequest, tools: Tools) -> Template:
    """The open reports, the one received first at the head, and those closed in the last thirty days."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found, closed = open_reports(session), closed_reports(session, actor.at - SHOWN)
        add_event(session, SafetySeen(at=actor.at, by=actor.name, address=actor.address))
    shown = {"open": found, "closed": closed, "now": actor.at, "hours": tools.safety_hours}
    return Template("safety.html", context={"title": "Safety", **shown})


@post("/safety/{number:int}/hand-over", name="safety_hand_over", sync_to_thread=True)
def handed_over(
    request: DeskRequest, tools: Tools, number: Number, data: Annotated[HandOverForm, FORM]
) -> Redirect:
    """Close a report that safety has been handed."""
    actor = actor_of(request, tools)
    handed_at = time_meant(data.handed, tools.zone) if data.handed else actor.at
    with writing(tools.engine) as session:
        hand_over(session, number, data.reference, handed_at, actor)
    return _back()


@post("/safety/{number:int}/no-event", name="safety_no_event", sync_to_thread=True)
def no_event(
    request: DeskRequest, tools: Tools, number: Number, data: Annotated[NoEventForm, FORM]
) -> Redirect:
    """Close a report on a paper that tells of no adverse event."""
    with writing(tools.engine) as session:
        dismiss(session, number, data.reason, actor_of(request, tools))
    return _back()


@post("/faxes/{fax:str}/harm", name="safety_report", sync_to_thread=True)
def report_harm(request: DeskRequest, tools: Tools, fax: Fax, data: Annotated[ReportForm, FORM]) -> Redirect:
    """Report a document of a fax, decided or not, that somebody reads to tell of harm."""
    with writing(tools.engine) as session:
        report(session, fax, data.document, data.reason, actor_of(request, tools))
    return _back()


def _back() -> Redirect:
    return Redirect("/safety", status_code=HTTP_303_SEE_OTHER)


PAGES = (safety, handed_over, no_event, report_harm)
