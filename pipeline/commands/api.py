"""`faxdesk api`: keys of pharmacies' systems, and serving what they may ask."""

from typing import Annotated

import typer

from documents import BadInput
from pipeline.commands.options import AsJson, DataFolder
from pipeline.commands.serve import run_until_stopped
from pipeline.serve import address_of, api_of, server_for
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import api_keys
from registry.database import reading, writing

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the key, as elm-street.", show_default=False)]


@app.command("add")
def add(
    name: Name,
    npi: Annotated[str, typer.Option("--npi", help="NPI of the pharmacy that asks.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Make a key for a pharmacy's system; it is shown once and kept only as a digest."""
    if not (name.isascii() and name.replace("-", "").isalnum() and len(name) <= 64):
        raise BadInput("a key's name is up to 64 letters, digits and hyphens")
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        secret = api_keys.add_key(session, name, npi, station.tools.clock())
    typer.echo(f"key of {name}, to be sent as X-API-Key: {secret}")


@app.command("keys")
def keys(as_json: AsJson = False, data: DataFolder = None) -> None:
    """List every key there ever was."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        for key in api_keys.keys(session):
            ended = f", revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else ""
            told = f"{key.name}: pharmacy {key.pharmacy_npi}, since {key.made_at:%Y-%m-%d}{ended}"
            typer.echo(key.model_dump_json() if as_json else told)


@app.command("revoke")
def revoke(name: Name, data: DataFolder = None) -> None:
    """Revoke a key for good; the next question with it is refused."""
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        api_keys.revoke(session, name, station.tools.clock())
    typer.echo(f"{name} is revoked")


@app.command("serve")
def serve(
    port: Annotated[
        int | None, typer.Option("--port", help="Port to listen on (setting api_port).", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Answer pharmacies' systems until interrupted; beyond this machine only with a certificate."""
    settings = load_settings(data_folder=data, api_port=port)
    with open_station(settings) as station:
        server = server_for(api_of(station), settings, settings.api_port)
        console().print(f"checks are answered at {address_of(settings, settings.api_port)}; stop with Ctrl-C")
        run_until_stopped(server)
    console().print("stopped")
