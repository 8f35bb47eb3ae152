"""`faxdesk replay`: a batch again, compared with its truth and with an earlier run."""

import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from documents import BadInput
from pipeline.chronicle import ends, is_chronicle, read_chronicle
from pipeline.commands.options import AsJson
from pipeline.replay import Replay, against, samples_of, write
from pipeline.replay import replay as run_replay
from pipeline.replay_page import write_page
from pipeline.settings import Settings, load_settings
from pipeline.station import Station, open_station
from pipeline.tables import console, score_tables


def replay(  # one for each option
    batch: Annotated[Path, typer.Argument(help="A batch folder made by `samples make`.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for scores and report.", show_default=False)],
    earlier: Annotated[
        Path | None, typer.Option("--against", help="Folder of an earlier run.", show_default=False)
    ] = None,
    orders: Annotated[
        int, typer.Option("--orders", min=0, help="Play a chronicle in so many other orders, too.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Draws the orders of a chronicle.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Read a batch from an empty registry and score every field, page and document.

    A chronicle is played instead, and its end compared: anything otherwise is printed, and exits 1.
    """
    if is_chronicle(batch):
        if earlier:
            raise BadInput("--against compares readings; a chronicle is compared with its own end")
        play_chronicle(load_settings(), batch, out, orders, seed)
        return
    found = read_batch(load_settings(), batch, out, quiet=as_json)
    if earlier:
        found = against(found, earlier)
    scores, page = write(found, out), write_page(found, out)
    if as_json:
        typer.echo(json.dumps(found.summary.model_dump(mode="json"), indent=1))
        return
    screen = console()
    for table in score_tables(found.summary):
        screen.print(table)
    screen.print(f"{found.faxes} faxes, {found.pages} pages in {found.wall_seconds:.0f} s. {scores} {page}")


def play_chronicle(settings: Settings, batch: Path, scratch: Path, orders: int, seed: int) -> None:
    """Play a chronicle in its own and other orders; exits 1 when one of them ends otherwise."""
    chronicle, otherwise = read_chronicle(batch), 0
    with _fresh_station(settings, scratch) as station:
        rng = random.Random(seed)  # noqa: S311  # which fax comes late is no secret
        for number, end in enumerate(ends(station, batch, chronicle, orders, rng)):
            differences = end.differences(chronicle.end)
            otherwise += bool(differences)
            for line in differences:
                typer.echo(f"order {number}: {line}")
    typer.echo(
        f"{len(chronicle.happenings)} happenings in {orders + 1} orders: "
        f"{orders + 1 - otherwise} come to the expected end"
    )
    if otherwise:
        raise typer.Exit(1)


@contextmanager
def _fresh_station(settings: Settings, scratch: Path) -> Iterator[Station]:
    """A station of its own in a folder below `scratch`, which is gone afterwards."""
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="registry-") as fresh:
        own = settings.model_copy(update={"data_folder": Path(fresh), "database_url": ""})
        with open_station(own) as station:
            yield station


def read_batch(settings: Settings, batch: Path, scratch: Path, *, quiet: bool) -> Replay:
    """Read a batch from an empty registry in a folder below `scratch`, which is gone afterwards."""
    with (
        _fresh_station(settings, scratch) as station,
        Progress(console=console(), disable=quiet, transient=True) as progress,
    ):
        task = progress.add_task("reading", total=len(samples_of(batch)))
        return run_replay(station, batch, time.perf_counter, lambda: progress.advance(task))
