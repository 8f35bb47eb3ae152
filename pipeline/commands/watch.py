"""`faxdesk watch`: the fax line."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataFolder
from pipeline.line import run_line
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console


def watch(
    inbox: Annotated[
        Path | None, typer.Option("--inbox", help="Watched folder (setting inbox).", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Watch the inbox and process faxes as they come, until interrupted."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with open_station(load_settings(data_folder=data, inbox=inbox)) as station:
        console().print(f"watching {station.settings.inbox.absolute()}; stop with Ctrl-C")
        run_line(station, stopped.is_set)
    console().print("stopped; every fax taken is safe, the rest goes on at the next start")
