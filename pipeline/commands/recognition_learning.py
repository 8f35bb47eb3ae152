"""`faxdesk recognition`, the part that learns: material from what people keyed, the gate, the brake."""

import secrets
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from documents import BadInput, Writing
from ocr.approval import KindFigures, weights_in_use
from pipeline.brake import brake_states, release, watch_confidences
from pipeline.commands.options import DataFolder
from pipeline.commands.recognition import brake_table
from pipeline.commands.replay import read_batch
from pipeline.desk import Desk
from pipeline.families import FAMILIES
from pipeline.gate import Twice, approve, figures, of_material, of_replays, refusal
from pipeline.material import check_place, reviewed_of, write_material
from pipeline.reviewed_fields import reviewed_fields, reviewed_papers
from pipeline.settings import Settings, load_settings
from pipeline.station import desk_plan, open_station, utc_now
from pipeline.tables import console
from registry import papers
from registry.database import reading, writing
from registry.learning_tables import Part
from registry.writer_parts import writer_key


def material(
    out: Annotated[
        Path, typer.Argument(help="A new or empty folder below the data folder.", show_default=False)
    ],
    data: DataFolder = None,
) -> None:
    """Turn what people keyed into material: crops to train on, readings to calibrate and to audit with."""
    with open_station(load_settings(data_folder=data)) as station:
        check_place(out, station.settings.data_folder)
        bench = station.tools.bench
        with reading(station.engine) as session:
            found = reviewed_papers(session, bench)
        with writing(station.engine) as session:
            key = writer_key(session, secrets.token_hex(32))
            keyed = reviewed_fields(session, found, bench.limits, key, station.tools.clock())
        desk = cache(lambda: Desk(desk_plan(station.settings)))
        with reading(station.engine) as session:
            written = write_material(
                keyed, out, lambda one, day: desk().lines(one, papers.pages(session, one.fax), day)
            )
    for part, count in written.fields.items():
        crops = f", {written.crops} of them as crops" if part is Part.TRAINING else ""
        typer.echo(f"{part}: {count} fields{crops}")


def gate(
    new: Annotated[
        Path, typer.Argument(help="Folder with hand.onnx, compact.onnx or both.", show_default=False)
    ],
    batches: Annotated[
        list[Path] | None, typer.Option("--replay", help="A batch to read with both weights; repeatable.")
    ] = None,
    material: Annotated[
        list[Path] | None, typer.Option("--material", help="The holdout of material; repeatable.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Hold new weights against the present ones; approve them when no kind of field is worse."""
    settings = load_settings(data_folder=data)
    if weights_in_use(new) == weights_in_use(settings.weights):
        raise BadInput(f"{new}: no weights in it but those in use")
    fields = [one for batch in batches or () for one in _of_batch(settings, new, batch)]
    reviewed = [one for folder in material or () for one in reviewed_of(folder, Part.HOLDOUT)]
    if reviewed:
        with open_station(settings) as station:
            fields += of_material(station, new, reviewed)
    kinds = figures(fields)
    console().print(gate_table(kinds))
    refused = refusal(fields, kinds)
    if refused:
        typer.echo(f"not approved: {refused}")
        raise typer.Exit(1)
    sources = tuple(folder.name for folder in (*(batches or ()), *(material or ())))
    path = approve(new, settings.weights, kinds, sources, utc_now())
    typer.echo(f"approved: {path}; the weights count when the setting weights names {new}")


def _of_batch(settings: Settings, new: Path, batch: Path) -> list[Twice]:
    both = (settings, settings.model_copy(update={"weights": new}))
    present, later = (read_batch(one, batch, new, quiet=False) for one in both)
    return list(of_replays(present, later))


def brake(
    family: Annotated[
        str, typer.Option("--release", help="Release the brake of this family of kinds.", show_default=False)
    ] = "",
    hand: Annotated[Writing, typer.Option("--writing", help="The writing it is for.")] = Writing.HANDWRITTEN,
    by: Annotated[str, typer.Option("--by", help="Who releases it.", show_default=False)] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why.", show_default=False)] = "",
    data: DataFolder = None,
) -> None:
    """Hold the confidences of late readings against those that earned credit, or release a brake."""
    if family and not (family in FAMILIES and by.strip() and reason.strip()):
        raise BadInput(f"--release takes one of {', '.join(FAMILIES)}, and --by and --reason with it")
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        now, ledger = station.tools.clock(), station.settings.limits.ledger
        if family:
            release(session, family, hand, by, reason, now)
        watch_confidences(session, ledger, station.library, now)
        brakes = brake_states(session)
    console().print(brake_table(brakes) if brakes else "No brake has been pulled, and no reading audited.")


def gate_table(kinds: tuple[KindFigures, ...]) -> Table:
    """The figures of a gate for people."""
    table = Table(title="New weights against the present ones", title_justify="left")
    for heading in ("kind", "fields", "wrong before", "wrong now", "change, points", "newly used wrong", ""):
        table.add_column(heading)
    for one in kinds:
        change = f"{one.points:+.2f} [{one.low:+.2f} to {one.high:+.2f}]"
        counts = (str(one.fields), str(one.wrong_before), str(one.wrong_after))
        table.add_row(one.kind, *counts, change, str(one.newly_used), "" if one.passes else "worse")
    return table
