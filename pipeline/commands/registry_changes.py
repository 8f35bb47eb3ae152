"""`faxdesk registry`, the part that changes something: by a named person's word, or by the list of NPIs."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from documents import Standing
from pipeline.commands.options import DataFolder
from pipeline.commands.registry import Key
from pipeline.judge import local_day
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from registry import person_changes
from registry.as_of import time_meant
from registry.database import writing
from registry.history import Entry
from registry.nppes import import_list
from registry.person_changes import persons_cause

By = Annotated[str, typer.Option("--by", help="Who says so.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="Why.", show_default=False)]
Since = Annotated[
    str, typer.Option("--since", help="The day from which; today otherwise.", show_default=False)
]
Other = Annotated[str, typer.Argument(help="The NPI or number that counts as another.", show_default=False)]


def nppes(
    file: Annotated[
        Path, typer.Argument(help="The CSV file as published, or an extract of it.", show_default=False)
    ],
    data: DataFolder = None,
) -> None:
    """Import the national list of NPIs, which says whose an NPI is and whether it is active."""
    with open_station(load_settings(data_folder=data)) as station:
        done = import_list(station.engine, file, station.moment(), station.enqueue_again)
    typer.echo(f"{done.npis} NPIs imported")


def change(
    key: Key,
    standing: Annotated[Standing, typer.Argument(help="The new standing.", show_default=False)],
    *,
    by: By,
    reason: Reason,
    since: Since = "",
    data: DataFolder = None,
) -> None:
    """Change a standing: deactivate, decertify or discontinue somebody, or give back what ended."""

    def work(station: Station, session: Session) -> Entry:
        cause, zone = persons_cause(by, reason, station.moment()), station.tools.bench.zone
        day = local_day(time_meant(since, zone), zone) if since else cause.on
        return person_changes.change_standing(session, key, standing, day, cause, station.enqueue_again)

    _done(data, work, f"is {standing} now")


def put(
    key: Key,
    said: Annotated[
        str, typer.Argument(metavar="DETAIL=VALUE", help="As fax=2125550101.", show_default=False)
    ],
    *,
    by: By,
    reason: Reason,
    since: Since = "",
    data: DataFolder = None,
) -> None:
    """Put a name, number, address or representative on file."""

    def work(station: Station, session: Session) -> Entry:
        cause, zone = persons_cause(by, reason, station.moment()), station.tools.bench.zone
        day = local_day(time_meant(since, zone), zone) if since else None
        dated = cause.model_copy(update={"since": day})
        return person_changes.change_detail(session, key, said, dated, station.enqueue_again)

    _done(data, work, f"has another {said.partition('=')[0].replace('_', ' ')} on file")


def merge(
    kept: Annotated[str, typer.Argument(help="The NPI or number that stays.", show_default=False)],
    other: Other,
    *,
    by: By,
    reason: Reason,
    data: DataFolder = None,
) -> None:
    """Have one entry count as another that is the same person or pharmacy; both numbers are still found."""

    def work(station: Station, session: Session) -> Entry:
        cause = persons_cause(by, reason, station.moment())
        return person_changes.merge(session, kept, other, cause, station.enqueue_again)

    _done(data, work, f"counts for {other}, too")


def unmerge(other: Other, *, by: By, reason: Reason, data: DataFolder = None) -> None:
    """Have a merged entry count for itself again."""

    def work(station: Station, session: Session) -> Entry:
        cause = persons_cause(by, reason, station.moment())
        return person_changes.part(session, other, cause, station.enqueue_again)

    _done(data, work, "counts for itself again")


def _done(data: Path | None, work: Callable[[Station, Session], Entry], says: str) -> None:
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        kind, key = work(station, session)
    typer.echo(f"{kind} {key} {says}")
