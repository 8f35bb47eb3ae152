"""`faxdesk serve`: the review desk in the browser."""

import signal
from typing import Annotated

import typer
import uvicorn

from pipeline.commands.options import DataFolder
from pipeline.serve import address_of, desk_of, server_for
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console


def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", help="Address to listen on (setting desk_host).", show_default=False),
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", help="Port to listen on (setting desk_port).", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Serve the review desk until interrupted; beyond this machine only with a certificate."""
    settings = load_settings(data_folder=data, desk_host=host, desk_port=port)
    with open_station(settings) as station:
        server = server_for(desk_of(station), settings, settings.desk_port)
        console().print(f"the desk is at {address_of(settings, settings.desk_port)}; stop with Ctrl-C")
        run_until_stopped(server)
    console().print("stopped")


def run_until_stopped(server: uvicorn.Server) -> None:
    """Run a server until it is interrupted or terminated."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # the server raises again the one it ended by
    server.run()
