"""`faxdesk samples`: synthetic faxes with their truth, sent through real fax calls."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from documents import BadInput
from forms import load_forms
from pipeline.tables import console

if TYPE_CHECKING:
    from types import ModuleType

app = typer.Typer(no_args_is_help=True)

Hand = Literal["fonts", "real"]
Writers = Literal["training", "calibration", "test"]


@app.callback()
def samples() -> None:
    """Synthetic faxes with their truth."""


@app.command("make")
def make(  # noqa: PLR0913  # one for each option
    out: Annotated[Path, typer.Option("--out", help="A new or empty folder.", show_default=False)],
    count: Annotated[int, typer.Option("--count", min=1, help="How many faxes.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same bytes.")] = 1,
    hand: Annotated[Hand, typer.Option("--hand", help="Handwriting in fonts, or of real writers.")] = "fonts",
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The folder with pen strokes of real writers.", show_default=False),
    ] = None,
    writers: Annotated[Writers, typer.Option("--writers", help="Which of the real writers.")] = "test",
    edition: Annotated[
        list[str] | None,
        typer.Option("--edition", help="Print the forms in it, as 2026-11; may be repeated."),
    ] = None,
) -> None:
    """Make faxes that nobody has seen: filled in, sent through a real fax call, with truth.json for each."""
    if (hand == "real") != (data is not None):
        raise BadInput("real writers need --data, the folder with their pen strokes, and only they do")
    batch = _maker()
    drawn = batch.RealHands(folder=data, part=writers) if data else "fonts"
    screen = console()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen) as progress:
        calling = progress.add_task("placing fax calls", total=count)
        batch.make_batch(
            out,
            count,
            seed,
            load_forms(),
            lambda done, _: progress.update(calling, completed=done),
            batch.BatchOptions(hand=drawn, editions=tuple(edition or ())),
        )
    screen.print(
        f"{count} faxes with their truth in {out}, what must be on file before in {out / 'registry'}"
    )


@app.command("chronicle")
def chronicle(
    out: Annotated[Path, typer.Option("--out", help="A new or empty folder.", show_default=False)],
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same bytes.")] = 1,
    *,
    small: Annotated[bool, typer.Option("--small", help="Only a few participants.")] = False,
    faxed: Annotated[bool, typer.Option("--faxed", help="Every form is typed and faxed.")] = False,
) -> None:
    """Make the faxes of six months of a small program, with the end it must come to, for `replay`."""
    plot = _maker("plot")
    size = (plot.SMALL if small else plot.Size()).model_copy(update={"faxed": faxed})
    made = _maker("chronicle").make_chronicle(out, size, seed, load_forms(), lambda done, of: None)
    faxes = sum(bool(one.sample) for one in made.happenings)
    console().print(f"{faxes} faxes and {len(made.happenings) - faxes} imports of six months in {out}")


@app.command("hard-cases")
def hard_cases(
    out: Annotated[Path, typer.Option("--out", help="A new or empty folder.", show_default=False)],
) -> None:
    """Make the faxes of the twenty hard cases of the program."""
    made = _maker("hard_cases").make_hard_cases(out, load_forms(), lambda done, of: None)
    console().print(f"{made} faxes of twenty hard cases in {out}, what must be on file in {out / 'registry'}")


def make_fixed_batch(out: Path, progress: Callable[[int, int], None]) -> None:
    """Make the committed batch into a new or empty folder; `progress` hears how many of how many are done."""
    _maker().make_fixed_batch(out, load_forms(), progress)


def _maker(module: str = "batch") -> "ModuleType":
    """A module of the sample maker; BadInput in an installation without it."""
    try:
        import_module("samples")
        return import_module(f"samples.{module}")
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.split(".")[0] != "samples":
            raise
        raise BadInput("the sample maker is part of a checkout, not of the installed package") from None
