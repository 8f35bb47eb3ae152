"""`faxdesk demo`: everything from nothing, on the embedded database."""

import logging
import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline.commands.samples import make_fixed_batch
from pipeline.demo import drop, results, work_off
from pipeline.log import log_to_stderr
from pipeline.posting import post_of, send_letters
from pipeline.replay import import_registry
from pipeline.result import FaxReport
from pipeline.settings import load_settings
from pipeline.show import draw_fax
from pipeline.station import Station, open_station
from pipeline.tables import console, disposition_table
from registry import faxes
from registry.database import reading
from registry.outbox import outbox_counts

PATIENCE_SECONDS = 1800


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for everything; emptied first.")] = Path("demo"),
) -> None:
    """Make sample faxes through real calls, drop them into the watched folder, show what became of each."""
    log_to_stderr(logging.ERROR)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    batch = out / "batch"
    settings = load_settings(
        data_folder=out / "data",
        inbox=out / "inbox",
        settle_seconds=0,
        scan_seconds=1,
        patience_seconds=3,
        receipt_time="file",
    )
    with Progress(console=console()) as progress, open_station(settings) as station:
        calling = progress.add_task("placing fax calls", total=None)
        make_fixed_batch(batch, lambda done, total: progress.update(calling, completed=done, total=total))
        import_registry(station, batch)
        dropped = drop(batch, settings.inbox)
        different = len({one.digest for one in dropped})
        reading_faxes = progress.add_task("reading faxes", total=different)
        work_off(
            station, different, lambda done: progress.update(reading_faxes, completed=done), PATIENCE_SECONDS
        )
        ended = results(station, dropped)
        drawing = progress.add_task("drawing what was read", total=len(ended))
        for one, result, _ in ended:
            limits = station.tools.bench.limits
            draw_fax(result, station.tools.blobs, station.library, limits, out / "pictures" / one.sample)
            progress.advance(drawing)
        send_letters(station, post_of(station))
        progress.stop()
        _tell(station, [printed for _, _, printed in ended], out)


def _letters(station: Station) -> str:
    """How many letters are in each state."""
    with reading(station.engine) as session:
        counted = outbox_counts(session)
    return ", ".join(f"{count} {state}" for state, count in counted.items() if count) or "none"


def _tell(station: Station, reports: list[FaxReport], out: Path) -> None:
    screen = console()
    screen.print(disposition_table(reports, "What became of each fax"))
    with reading(station.engine) as session:
        books = faxes.reconcile(session)
    screen.print(
        f"received {books.received} = decided {books.decided} + in review {books.review}"
        f" + routed {books.routed} + quarantined {books.quarantined}"
        f"{f' + failed {books.failed}' if books.failed else ''}"
        f"   ({books.arrivals} arrivals; {'the books are sound' if books.sound else 'THE BOOKS ARE OFF'})"
    )
    screen.print(f"pictures of what was read: {out / 'pictures'}")
    screen.print(f"letters to the senders ({_letters(station)}): {station.settings.letters}")
    screen.print(
        f"look further: faxdesk status --data {out / 'data'}, faxdesk review list --data {out / 'data'}"
    )
    screen.print(
        f"the review desk: faxdesk desk invite ada --person 'Ada Example' --data {out / 'data'}, then"
        f" faxdesk serve --data {out / 'data'}"
    )
    if not books.sound:
        raise typer.Exit(1)
