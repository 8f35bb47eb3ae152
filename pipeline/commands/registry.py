"""`faxdesk registry`: who is certified, enrolled and authorized, and why."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from documents import Record
from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import open_station
from pipeline.tables import console
from registry import lookup
from registry.as_of import TIME, View, time_meant
from registry.csv_import import import_tables
from registry.database import reading
from registry.explain import DetailLine, Explanation
from registry.explain import explain as explain_entry

app = typer.Typer(no_args_is_help=True)

Key = Annotated[str, typer.Argument(help="An NPI or a patient number.", show_default=False)]


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Tables, or folders of them: prescribers.csv, pharmacies.csv, patients.csv, "
            "knowledge.csv, authorizations.csv.",
            show_default=False,
        ),
    ],
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Import tables, all or nothing; documents that waited for what they say are decided again."""
    with open_station(load_settings(data_folder=data)) as station:
        done = import_tables(station.engine, tuple(paths), station.moment(), station.enqueue_again)
    if as_json:
        _print_json(done)
        return
    table = _table("table", "rows", "added", "changed", "unchanged", "kept")
    for each in done:
        counts = (each.rows, each.added, each.changed, each.unchanged, each.kept)
        table.add_row(each.table, *map(str, counts))
    console().print(table)


@app.command("show")
def show(key: Key, as_json: AsJson = False, data: DataFolder = None) -> None:
    """Show the prescriber, pharmacy or patient with an NPI or number."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        entry = lookup.show(session, key, station.moment().on)
    if as_json:
        typer.echo(entry.model_dump_json(indent=1, exclude_none=True))
        return
    for kind, known in entry.model_dump(mode="json", exclude_none=True).items():
        table = _table(kind, "")
        for name, value in known.items():
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            table.add_row(name.replace("_", " "), escape(shown))
        console().print(table)


@app.command("search")
def search(
    wanted: Annotated[str, typer.Argument(help="A name, an NPI or a patient number.", show_default=False)],
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Find people by NPI, number or a name that is near."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        found = lookup.search(session, wanted, station.moment().on)
    if as_json:
        _print_json(found)
        return
    table = _table("kind", "NPI or number", "name", "standing", "nearness")
    for each in found:
        table.add_row(each.kind, each.key, escape(each.name), each.standing, f"{each.nearness:.0f}")
    console().print(table if found else "Nobody in the registry has such a name, NPI or number.")


@app.command("explain")
def explain(
    key: Key,
    at: Annotated[str, typer.Option("--at", help=f"Where it stood then: {TIME}.", show_default=False)] = "",
    known: Annotated[
        str, typer.Option("--known", help=f"By what was recorded then: {TIME}.", show_default=False)
    ] = "",
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """Say why someone is or is not certified or enrolled: every fact with its paper, and what is missing."""
    settings = load_settings(data_folder=data)
    with open_station(settings) as station, reading(station.engine) as session:
        bench = station.tools.bench
        view = View(
            on=bench.view(time_meant(at, bench.zone) if at else station.tools.clock()).on,
            known_at=time_meant(known, bench.zone) if known else None,
            lasts=bench.limits.recertification_days,
        )
        explanations = explain_entry(session, key, view, station.library)
    if as_json:
        _print_json(explanations)
        return
    for each in explanations:
        _print_explanation(each)


def _print_explanation(each: Explanation) -> None:
    screen = console()
    screen.print(each.because, style="bold green" if each.in_force else "bold yellow")
    if each.kept != each.key:
        screen.print(f"  counts as {each.kept}", highlight=False)
    for line in each.evidence:
        source = f"{line.source}: {line.by}, {line.reason}" if line.by else line.source
        screen.print(escape(f"  {line.on}  {line.says}  ({source})"), soft_wrap=True, highlight=False)
        for crop in line.paper.crops if line.paper else ():
            where = ", ".join(
                f"{edge:.3f}" for edge in (crop.box.left, crop.box.top, crop.box.right, crop.box.bottom)
            )
            screen.print(
                f"              page {crop.page} at {where}: {crop.field}", soft_wrap=True, highlight=False
            )
    for line in each.on_file:
        screen.print(_detail(line), soft_wrap=True, highlight=False)
    for missing in each.missing:
        screen.print(f"  missing: {missing}", soft_wrap=True, highlight=False)
    if each.lasts:
        screen.print(f"  {each.lasts}", soft_wrap=True, highlight=False)


def _detail(line: DetailLine) -> str:
    holds = "on file" if line.holds else "no longer"
    source = f"{line.source}: {line.by}, {line.reason}" if line.by else line.source
    since = "from the start" if line.from_the_start else str(line.on)
    return escape(f"  {since}  {holds}: {line.detail.replace('_', ' ')} {line.says}  ({source})")


def _table(*headings: str) -> Table:
    table = Table(header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _print_json(records: Sequence[Record]) -> None:
    typer.echo(json.dumps([record.model_dump(mode="json") for record in records], indent=1))
