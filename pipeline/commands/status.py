"""`faxdesk status`: what is where, whether it adds up, what the outbox holds and what waits for safety."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.table import Table

from documents import FaxState
from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import faxes
from registry.database import reading
from registry.faxes import FaxStatus
from registry.outbox import outbox_counts
from registry.safety import safety_count


def status(
    as_json: AsJson = False,
    state: Annotated[
        FaxState | None, typer.Option("--state", help="List the faxes in this state.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Count faxes, which must add up, letters and safety reports; with --state list faxes, and why."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        found = faxes.list_faxes(session, state) if state else ()
        books, letters = faxes.reconcile(session), outbox_counts(session)
        harm = safety_count(session, station.tools.clock(), station.settings.safety_hours)
    if as_json:
        listed = [one.model_dump(mode="json") for one in found]
        more = {"letters": letters, "safety": harm.model_dump(mode="json")}
        typer.echo(json.dumps(listed if state else books.model_dump(mode="json") | more, indent=1))
        return
    if state:
        console().print(_list(found))
        return
    console().print(_counts("faxes", books.model_dump()))
    console().print(_counts("letters", {str(state): count for state, count in letters.items()}))
    late = "not configured" if harm.overdue is None else harm.overdue
    console().print(_counts("safety reports", {"open": harm.open, "overdue": late}))


def _counts(heading: str, counted: Mapping[str, Any]) -> Table:
    table = Table(header_style="bold")
    table.add_column(heading)
    table.add_column("count", justify="right")
    for name, count in counted.items():
        table.add_row(name, str(len(count) if name == "astray" else count))
    return table


def _list(found: tuple[FaxStatus, ...]) -> Table:
    table = Table(header_style="bold")
    for heading in ("fax", "received", "state", "since", "why"):
        table.add_column(heading, overflow="fold")
    for one in found:
        received, since = (f"{moment:%Y-%m-%d %H:%M}" for moment in (one.fax.received_at, one.since))
        table.add_row(one.fax.digest[:12], received, one.state, since, one.note)
    return table
