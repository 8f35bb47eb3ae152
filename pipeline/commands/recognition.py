"""`faxdesk recognition`: what may be used unseen, on which evidence, and how it is earned."""

import json
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from documents import Writing
from extractors.chance import load_table, shipped_table
from ocr.credit import CreditLine, Ledger, Target, Watch, load_ledger, pulled_within
from pipeline.audited_readings import Known, known_readings, scores_of
from pipeline.brake import brake_states
from pipeline.commands.options import AsJson, DataFolder
from pipeline.earn_credit import Calibration, calibrations, ledger_from
from pipeline.families import FAMILIES
from pipeline.fit_chances import fit_table
from pipeline.material import MATERIAL_FILE, reviewed_of
from pipeline.replay import read_replay
from pipeline.settings import load_settings
from pipeline.station import open_station, utc_now
from pipeline.tables import console
from registry.brake_events import BrakeState
from registry.database import reading
from registry.learning_tables import Part

app = typer.Typer(no_args_is_help=True)

Runs = Annotated[
    list[Path],
    typer.Argument(
        help="Folders of runs that `replay` wrote, or of one part of material.", show_default=False
    ),
]

Chances = Annotated[
    Path | None,
    typer.Option("--chances", help="Curves of `calibrate`; else those that ship.", show_default=False),
]


def _known(
    folders: list[Path], part: Part | None = None, chances: Path | None = None, *, twice: bool = False
) -> tuple[Known, ...]:
    """The readings of runs and of material, which must be of the part."""
    table = load_table(chances) if chances else shipped_table()
    material = [folder for folder in folders if (folder / MATERIAL_FILE).is_file()]
    runs = [read_replay(folder) for folder in folders if folder not in material]
    reviewed = [one for folder in material for one in reviewed_of(folder, part) if one.keyed > 1 or not twice]
    scores = chain(scores_of(runs), ((one.writer, one.score) for one in reviewed))
    return known_readings(scores, table)


@app.command("calibrate")
def calibrate(
    runs: Runs,
    out: Annotated[Path, typer.Option("--out", help="File for the curves.", show_default=False)],
) -> None:
    """Fit the curves that give a reading its chance; use runs of writers kept for calibration alone."""
    table = fit_table(_known(runs, Part.CALIBRATION))
    out.write_text(json.dumps(table.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
    for curve in table.curves:
        typer.echo(f"{_family(curve.kinds)}, {curve.writing}: fitted on {curve.fitted_on} readings")
    typer.echo(f"{len(table.curves)} curves in {out}")


@app.command("credit")
def credit(
    runs: Runs,
    out: Annotated[Path, typer.Option("--out", help="File for the ledger.", show_default=False)],
    chances: Chances = None,
    rate: Annotated[float, typer.Option("--rate", help="Most wrong readings among those used.")] = 0.0014,
    confidence: Annotated[float, typer.Option("--confidence", help="How sure the claim must be.")] = 0.95,
    twice: Annotated[
        bool, typer.Option("--twice", help="Of material, only fields keyed twice, unseen by each other.")
    ] = False,
) -> None:
    """Earn thresholds for use without a person from runs whose truth is known."""
    known = _known(runs, Part.HOLDOUT, chances, twice=twice)
    ledger = ledger_from(known, Target(rate=rate, confidence=confidence), utc_now())
    out.write_text(ledger.model_dump_json(indent=1) + "\n", encoding="utf-8")
    console().print(ledger_table(ledger))
    typer.echo(f"written to {out}; it counts when the setting credit_ledger names it")


@app.command("status")
def status(
    ledger: Annotated[
        Path | None, typer.Option("--ledger", help="A ledger (setting credit_ledger).", show_default=False)
    ] = None,
    as_json: AsJson = False,
    data: DataFolder = None,
) -> None:
    """What can be claimed today, what the next claim still needs, and whether a brake holds."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        brakes = brake_states(session)
        held = station.settings.limits.ledger
    held = load_ledger(ledger) if ledger else held
    if as_json:
        told = held.model_dump(mode="json", exclude={"stops": True, "lines": {"__all__": {"confidences"}}})
        told["brakes"] = [one.model_dump(mode="json") for one in brakes]
        typer.echo(json.dumps(told, indent=1))
        return
    if not held.lines:
        typer.echo(
            "no ledger: handwriting, but for marks and signatures, goes to a person; "
            "type goes by the fixed thresholds of the settings"
        )
    else:
        console().print(ledger_table(held))
    if brakes:
        console().print(brake_table(brakes))
    within = pulled_within(held.target, Watch(), 0.95)
    typer.echo(
        f"a rate of errors five times the target pulls a brake within {within} checked readings (95 %)"
    )
    typer.echo(f"{len(shipped_table().curves)} curves of calibrated chances come with this release")


@app.command("check")
def check(runs: Runs, chances: Chances = None, as_json: AsJson = False) -> None:
    """How far the chances of runs are from the truth: the expected calibration error of each family."""
    found = calibrations(_known(runs, chances=chances))
    if as_json:
        typer.echo(json.dumps([one.model_dump(mode="json") for one in found], indent=1))
        return
    console().print(calibration_table(found))


def ledger_table(ledger: Ledger) -> Table:
    """The lines of a ledger for people."""
    percent = f"{ledger.target.rate:.2%} wrong at most, {ledger.target.confidence:.0%} sure"
    table = Table(title=f"Readings used without a person: {percent}", title_justify="left")
    for heading in ("kinds", "writing", "forms", "audited", "used", "wrong", "bound", "from chance", "claim"):
        table.add_column(heading)
    for line in ledger.lines:
        table.add_row(*_cells(line))
    return table


def calibration_table(found: tuple[Calibration, ...]) -> Table:
    """Calibration errors for people."""
    table = Table(title="Calibrated chances against the truth", title_justify="left")
    for heading in (
        "kinds",
        "writing",
        "readings",
        "right",
        "calibration error",
        "by chance alone",
        "promised too much",
    ):
        table.add_column(heading)
    for one in found:
        low, high = one.excess_span
        shares = (
            f"{one.right:.1%}",
            f"{one.error:.2%}",
            f"{one.by_chance:.2%}",
            f"{one.excess:+.2%} [{low:+.2%} to {high:+.2%}]",
        )
        table.add_row(one.family, one.writing, str(one.readings), *shares)
    return table


def _cells(line: CreditLine) -> tuple[str, ...]:
    credit = line.credit
    return (
        _family(line.cell.kinds),
        Writing(line.cell.writing).value,
        str(len(line.cell.forms)),
        str(credit.audited),
        str(credit.used),
        str(credit.errors),
        f"{credit.bound:.3%}" if credit.given else "",
        f"{credit.threshold:g}" if credit.given else "",
        _claim(line),
    )


def _claim(line: CreditLine) -> str:
    return "may be used" if line.credit.given else f"{line.credit.missing} more without an error needed"


def brake_table(brakes: tuple[BrakeState, ...]) -> Table:
    """The brakes for people."""
    table = Table(title="Brakes", title_justify="left")
    for heading in ("kinds", "writing", "checked", "wrong", "brake", "since", "why"):
        table.add_column(heading)
    for one in brakes:
        since = f"{one.at:%Y-%m-%d %H:%M}" if one.at else ""
        counts = (str(one.checked), str(one.wrong))
        state = "pulled: all go to a person" if one.pulled else "released"
        table.add_row(one.family, one.writing.value, *counts, state, since, escape(one.reason))
    return table


def _family(kinds: tuple[str, ...]) -> str:
    return next((name for name, members in FAMILIES.items() if members == kinds), ", ".join(kinds))
