"""`faxdesk desk`: accounts of the review desk from the machine itself, and the dashboard as a file."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from documents import Account, BadInput, Role, StoreFailed
from pipeline.commands.options import DataFolder
from pipeline.serve import tools_of
from pipeline.settings import load_settings
from pipeline.station import open_station
from registry.database import writing
from review_queue.accounts import Actor, disable, invite_first
from review_queue.web import pages_of, report

app = typer.Typer(no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name to sign in with.", show_default=False)]


@app.command("invite")
def invite(
    name: Name,
    person: Annotated[str, typer.Option("--person", help="Name as printed in records.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Invite the first administrator; refused once there is one, who invites everybody else."""
    try:
        new = Account(name=name, full_name=person, role=Role.ADMINISTRATOR)
    except ValidationError:
        raise BadInput("a name is 2 to 32 small letters, digits, dots, hyphens and underscores") from None
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        code = invite_first(session, new, Actor(name="", address="", at=station.tools.clock()))
    typer.echo(f"invitation for {name}, good once within three days, at /join of the desk: {code}")


@app.command("disable")
def disable_account(name: Name, data: DataFolder = None) -> None:
    """Close an account for good and end its sign-ins: for a lost administrator, or in an emergency."""
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        disable(session, name, Actor(name="", address="", at=station.tools.clock()))
    typer.echo(f"{name} is disabled")


@app.command("report")
def write_report(
    out: Annotated[Path, typer.Argument(help="The HTML file to write.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Write the dashboard as one file that needs nothing beside it: plots, tables, audits and brakes."""
    with open_station(load_settings(data_folder=data)) as station:
        tools = tools_of(station)
        made = report(tools, pages_of(tools))
    try:
        out.write_text(made, encoding="utf-8")
    except OSError as failure:
        raise StoreFailed(f"{out}: {failure.strerror}") from failure
    typer.echo(f"dashboard: {out}")
