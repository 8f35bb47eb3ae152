"""`faxdesk status`: what is where, and whether it adds up."""

import json

import typer
from rich.table import Table

from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import faxes
from registry.database import reading


def status(as_json: AsJson = False, data: DataFolder = None) -> None:
    """Count the faxes in each state; received must equal the sum of all states."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        counts = faxes.reconcile(session)
    if as_json:
        typer.echo(json.dumps(counts.model_dump(mode="json"), indent=1))
        return
    table = Table(header_style="bold")
    table.add_column("faxes")
    table.add_column("count", justify="right")
    for name, count in counts.model_dump().items():
        table.add_row(name.replace("_", " "), str(count))
    console().print(table)
