"""`faxdesk letters`: what is sent back, where it is, and what waits for a person."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from documents import BadInput, LetterState
from letters.printed import printed
from letters.raster import fax_tiff
from pipeline.commands.options import AsJson, DataFolder
from pipeline.posting import post_of, send_letters
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import outbox
from registry.database import reading, writing
from review_queue.letters import LetterSheet, letter_sheet

app = typer.Typer(no_args_is_help=True)

Reference = Annotated[
    str, typer.Argument(help="The letter's reference, as L-7K2M9QX4TD.", show_default=False)
]
By = Annotated[str, typer.Option("--by", help="Who says so.", show_default=False)]


@app.command("list")
def list_letters(
    as_json: AsJson = False,
    state: Annotated[
        LetterState | None, typer.Option("--state", help="Only letters in this state.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """List the letters: what each says, to whom, and where it is."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        found = outbox.letters(session, state)
    if as_json:
        typer.echo(json.dumps([status.model_dump(mode="json") for status in found], indent=1))
        return
    table = _table("letter", "says", "to", "fax number", "about", "state", "since", "attempts")
    for status in found:
        letter = status.letter
        table.add_row(
            letter.reference,
            letter.kind,
            f"{letter.to.role} {letter.to.npi}".strip(),
            status.number or "needs number",
            f"fax {letter.fax[:12]} document {letter.document}" if letter.fax else letter.number,
            status.state,
            f"{status.since:%Y-%m-%d %H:%M}",
            str(status.attempts),
        )
    console().print(table if found else "There are no such letters.")


@app.command("show")
def show(
    reference: Reference,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the letter there, as PDF and TIFF.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Show a letter, what became of it and what came back; with --out also the letter itself."""
    with open_station(load_settings(data_folder=data)) as station:
        with reading(station.engine) as session:
            sheet = letter_sheet(session, reference)
        if out is not None:
            pdf = printed(sheet.status.as_sent, station.library)
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{reference}.pdf").write_bytes(pdf)
            (out / f"{reference}.tif").write_bytes(fax_tiff(pdf, station.settings.letter_resolution))
    if as_json:
        typer.echo(sheet.model_dump_json(indent=1))
        return
    _tell(sheet)


@app.command("release")
def release(
    reference: Reference,
    *,
    by: By,
    number: Annotated[
        str, typer.Option("--number", help="The fax number, ten digits.", show_default=False)
    ] = "",
    data: DataFolder = None,
) -> None:
    """Have a held or failed letter sent, to a number you confirm or to the one it has."""
    _named(by)
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        digits = "".join(filter(str.isdigit, number))
        outbox.release(session, reference, digits, by, station.tools.clock())
    console().print(f"letter {reference} is queued")


@app.command("cancel")
def cancel(
    reference: Reference,
    *,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Never send a letter that nobody has been handed yet."""
    _named(by, reason)
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        outbox.cancel(session, reference, by, reason, station.tools.clock())
    console().print(f"letter {reference} is cancelled")


@app.command("send")
def send(data: DataFolder = None) -> None:
    """Send what is due now, once; `faxdesk watch` does it all the time."""
    with open_station(load_settings(data_folder=data)) as station:
        count = send_letters(station, post_of(station))
    console().print("another process is sending" if count is None else f"{count} letters handed over")


def _named(*said: str) -> None:
    if not all(words.strip() for words in said):
        raise BadInput("--by and --reason must not be empty")


def _tell(sheet: LetterSheet) -> None:
    screen, status = console(), sheet.status
    letter = status.letter
    screen.print(f"{letter.reference}: {letter.kind}, {status.state}", style="bold")
    screen.print(
        f"to {letter.to.role} {letter.to.npi}, fax {status.number or 'needs number'}", highlight=False
    )
    table = _table("when", "state", "by", "why")
    for event in sheet.events:
        table.add_row(f"{event.at:%Y-%m-%d %H:%M:%S}", event.state, escape(event.by), escape(event.note))
    screen.print(table)
    for fax, document in sheet.replies:
        screen.print(f"answered by document {document} of fax {fax[:12]}", highlight=False)


def _table(*headings: str) -> Table:
    table = Table(header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
