"""What leaves the desk as an attachment, each time with an event: a fax as received, and tables."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from litestar import get
from litestar.params import FromQuery
from litestar.response import Response

from documents import Exported, FileDownloaded, Media
from registry import faxes
from registry.database import reading, writing
from registry.desk_events import add_event
from review_queue.exports import CORRECTIONS, QUEUE, Row, as_csv, corrections_table, queue_table
from review_queue.web.item_page import Fax
from review_queue.web.tools import DeskRequest, DeskTools, Tools, actor_of

Table = Literal["queue", "corrections"]

CSV = "text/csv; charset=utf-8"
USUAL_DAYS = 30
"""How far back an export of corrections goes unless it is told."""

_KINDS: Mapping[Media, tuple[str, str]] = {
    Media.TIFF: ("image/tiff", "tif"),
    Media.PDF: ("application/pdf", "pdf"),
    Media.UNKNOWN: ("application/octet-stream", "bin"),
}


@get("/files/{fax:str}", name="file", sync_to_thread=True)
def received_file(request: DeskRequest, tools: Tools, fax: Fax) -> Response[bytes]:
    """The file of a fax, byte for byte, under a name of ours; of a kind that its first bytes showed."""
    with reading(tools.engine) as session:
        media, suffix = _KINDS[faxes.received(session, fax).media]
    content = tools.blobs.get(fax)
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        event = FileDownloaded(at=actor.at, by=actor.name, address=actor.address, fax=fax)
        add_event(session, event)
    return _attachment(content, media, f"fax-{fax[:12]}.{suffix}")


@get("/exports/queue", name="export_queue", sync_to_thread=True)
def export_queue(request: DeskRequest, tools: Tools) -> Response[bytes]:
    """The open items as a table."""
    with reading(tools.engine) as session:
        rows = queue_table(session)
    return _export(request, tools, "queue", QUEUE, rows)


@get("/exports/corrections", name="export_corrections", sync_to_thread=True)
def export_corrections(
    request: DeskRequest, tools: Tools, since: FromQuery[dt.date | None] = None
) -> Response[bytes]:
    """What people corrected `since` a day at the coordinating center began, or in the last thirty days."""
    beginning = tools.clock() - dt.timedelta(days=USUAL_DAYS)
    if since is not None:
        beginning = dt.datetime.combine(since, dt.time(), tools.zone)
    with reading(tools.engine) as session:
        rows = corrections_table(session, beginning)
    return _export(request, tools, "corrections", CORRECTIONS, rows)


def _export(
    request: DeskRequest, tools: DeskTools, table: Table, headings: Sequence[str], rows: Sequence[Row]
) -> Response[bytes]:
    actor = actor_of(request, tools)
    event = Exported(at=actor.at, by=actor.name, address=actor.address, table=table, rows=len(rows))
    with writing(tools.engine) as session:
        add_event(session, event)
    return _attachment(as_csv(headings, rows), CSV, f"{table}-{tools.local(actor.at):%Y-%m-%d}.csv")


def _attachment(content: bytes, media: str, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=headers)


PAGES = (received_file, export_queue, export_corrections)
