"""`faxdesk replay`: a batch again, compared with its truth and with an earlier run."""

import json
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline.commands.options import AsJson
from pipeline.replay import Replay, against, samples_of, write
from pipeline.replay import replay as run_replay
from pipeline.replay_page import write_page
from pipeline.settings import Settings, load_settings
from pipeline.station import open_station
from pipeline.tables import console, score_tables


def replay(
    batch: Annotated[Path, typer.Argument(help="A batch folder made by `samples make`.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for scores and report.", show_default=False)],
    earlier: Annotated[
        Path | None, typer.Option("--against", help="Folder of an earlier run.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read a batch from an empty registry and score every field, page and document."""
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


def read_batch(settings: Settings, batch: Path, scratch: Path, *, quiet: bool) -> Replay:
    """Read a batch from an empty registry in a folder below `scratch`, which is gone afterwards."""
    scratch.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=scratch, prefix="registry-") as fresh,
        open_station(settings.model_copy(update={"data_folder": Path(fresh), "database_url": ""})) as station,
        Progress(console=console(), disable=quiet, transient=True) as progress,
    ):
        task = progress.add_task("reading", total=len(samples_of(batch)))
        return run_replay(station, batch, time.perf_counter, lambda: progress.advance(task))
