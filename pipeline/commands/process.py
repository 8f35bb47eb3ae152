"""`faxdesk process`: files to dispositions."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from pipeline.commands.options import AsJson, DataFolder
from pipeline.files import look_at_file, register_file
from pipeline.result import FaxReport, report
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from pipeline.tables import console, disposition_table


def process(
    files: Annotated[list[Path], typer.Argument(help="Fax files: TIFF or PDF.", show_default=False)],
    as_json: AsJson = False,
    commit: Annotated[bool, typer.Option("--commit", help="Register the faxes and what follows.")] = False,
    received: Annotated[
        datetime | None,
        typer.Option(
            help="When the faxes were received, in UTC; now, if not given.",
            formats=["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"],
            show_default=False,
        ),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Say what becomes of fax files; nothing is registered without --commit."""
    with open_station(load_settings(data_folder=data)) as station:
        moment = received.replace(tzinfo=UTC) if received else None
        bar = track(files, "reading", console=console(), disable=as_json or len(files) == 1, transient=True)
        reports = [_report(station, file, moment, commit=commit) for file in bar]
    if as_json:
        typer.echo(json.dumps([found.model_dump(mode="json") for found in reports], indent=1))
        return
    console().print(disposition_table(reports, "Dispositions"))
    if not commit:
        console().print("Nothing was registered; --commit registers.", style="dim")


def _report(station: Station, file: Path, received: datetime | None, *, commit: bool) -> FaxReport:
    result = register_file(station, file, received) if commit else look_at_file(station, file, received)
    return report(str(file), result, station.library, station.tools.bench.limits)
