"""`faxdesk safety`: what may tell of an adverse event, and what became of it."""

import datetime as dt
import json
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from documents import BadInput
from documents.safety import SafetyReport
from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry.as_of import time_meant
from registry.database import reading, writing
from registry.safety import open_reports
from review_queue.accounts import Actor
from review_queue.safety import dismiss, hand_over
from review_queue.words import due_in_words, span

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_reports(as_json: AsJson = False, data: DataFolder = None) -> None:
    """List what waits for safety, the first received at the head, with its age by the calendar."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        found, now, hours = open_reports(session), station.tools.clock(), station.settings.safety_hours
    if as_json:
        typer.echo(json.dumps([report.model_dump(mode="json") for report in found], indent=1))
        return
    table = Table(header_style="bold")
    for heading in ("report", "fax", "document", "received", "age", "due", "says"):
        table.add_column(heading, overflow="fold")
    for report in found:
        table.add_row(*_row(report, now, hours))
    console().print(table if found else "Nothing waits for safety.")


def _row(report: SafetyReport, now: dt.datetime, hours: float | None) -> tuple[str, ...]:
    due_at = report.due_at(hours)
    return (
        str(report.number),
        report.fax[:12],
        str(report.document),
        f"{report.received_at:%Y-%m-%d %H:%M}",
        span(now - report.received_at),
        due_in_words(due_at, now) if due_at else "not configured",
        escape(" ".join(report.says)),
    )


@app.command("close")
def close(
    number: Annotated[int, typer.Argument(help="The report, as `list` numbers it.", show_default=False)],
    *,
    by: Annotated[str, typer.Option("--by", help="Who says so.", show_default=False)],
    reference: Annotated[
        str, typer.Option("--reference", help="Under which safety has it.", show_default=False)
    ] = "",
    handed: Annotated[
        str, typer.Option("--handed", help="When safety was handed it, if not now.", show_default=False)
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", help="Why it tells of no adverse event.", show_default=False)
    ] = "",
    data: DataFolder = None,
) -> None:
    """Close a report: with --reference safety has it, with --reason it tells of no adverse event."""
    if not by.strip() or bool(reference.strip()) == bool(reason.strip()):
        raise BadInput("a report is closed with --by, and with --reference or --reason")
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        actor = Actor(name=by, address="", at=station.tools.clock())
        if reference:
            at = time_meant(handed, station.tools.bench.zone) if handed else actor.at
            hand_over(session, number, reference, at, actor)
        else:
            dismiss(session, number, reason, actor)
    console().print(f"safety report {number} is closed")
