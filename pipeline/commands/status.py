"""`faxdesk status`: what is where, and whether it adds up."""

import json
from typing import Annotated

import typer
from rich.table import Table

from documents import FaxState
from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import faxes
from registry.database import reading
from registry.faxes import FaxStatus, Reconciliation


def status(
    as_json: AsJson = False,
    state: Annotated[
        FaxState | None, typer.Option("--state", help="List the faxes in this state.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Count the faxes in each state, which must add up; with --state list those in one, and why."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        found = faxes.list_faxes(session, state) if state else ()
        books = faxes.reconcile(session)
    if as_json:
        listed = [one.model_dump(mode="json") for one in found]
        typer.echo(json.dumps(listed if state else books.model_dump(mode="json"), indent=1))
        return
    console().print(_list(found) if state else _counts(books))


def _counts(books: Reconciliation) -> Table:
    table = Table(header_style="bold")
    table.add_column("faxes")
    table.add_column("count", justify="right")
    for name, count in books.model_dump().items():
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
