"""`faxdesk settings`: what the program has not fixed, and what this installation makes of it."""

import json

import typer
from rich.table import Table

from pipeline.commands.options import AsJson
from pipeline.program_settings import program_settings
from pipeline.settings import load_settings
from pipeline.tables import console


def settings(as_json: AsJson = False) -> None:
    """List the settings the program has not fixed: value or "not configured", and what follows from each."""
    found = program_settings(load_settings())
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found], indent=1))
        return
    table = Table(header_style="bold")
    for heading in ("setting", "value", "is", "what follows"):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one.key, one.value or "-", one.origin, one.follows)
    console().print(table)
