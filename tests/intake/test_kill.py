"""The intake process dies at each point of receiving a fax; started again, it ends in the same state."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from documents import Acceptance, Arrival, Digest, ReceivedFax
from intake.folder import WatchedFolder, Watching
from intake.receive import receive
from registry.blobs import BlobStore
from tests.intake.makers import NOON

POINTS = ["opened", "blob kept", "committed", "moved aside", "removed"]


class FileSink:
    """A sink whose transaction is one renamed file: as durable as a database, and readable by the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def accept(self, fax: ReceivedFax, arrival: Arrival) -> Acceptance:
        row = self._folder / f"{fax.digest}-{arrival.arrived_at.timestamp()}"
        known = row.exists()
        (self._folder / "tmp").write_text(arrival.model_dump_json())
        (self._folder / "tmp").rename(row)
        return Acceptance.KNOWN_ARRIVAL if known else Acceptance.NEW


class DyingStore(BlobStore):
    def put(self, content: bytes) -> Digest:
        die("opened")
        digest = super().put(content)
        die("blob kept")
        return digest


class Clock:
    def now(self) -> dt.datetime:
        return NOON

    def ticks(self) -> float:
        return 0.0


def die(point: str) -> None:
    if os.environ.get("DIE_AT") == point:
        os._exit(9)


def run(home: Path) -> None:
    unlink = os.unlink

    def dying_unlink(path: bytes, *, dir_fd: int | None = None) -> None:
        die("moved aside")
        unlink(path, dir_fd=dir_fd)
        die("removed")

    os.unlink = dying_unlink  # type: ignore[assignment]  # the point between renaming and removing
    patience = Watching(settle_seconds=0, patience_seconds=0, polling_only=True)
    folder = WatchedFolder(home / "inbox", patience, Clock())
    store, sink = DyingStore(home / "blobs"), FileSink(home / "rows")
    for _ in (1, 2, 3):
        for offer in folder.offers():
            receive(offer.content, offer.delivery, store, sink)
            die("committed")
            offer.done()


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_intake_ends_in_the_same_state(point: str, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.tif").write_bytes(b"first fax")
    (inbox / "b.tif").write_bytes(b"second fax")
    command = [sys.executable, __file__, str(tmp_path)]
    assert subprocess.run(command, env={**os.environ, "DIE_AT": point}, check=False).returncode == 9
    assert subprocess.run(command, env={**os.environ, "DIE_AT": ""}, check=False).returncode == 0
    assert list(inbox.iterdir()) == []
    rows = sorted(path.name.split("-")[0] for path in (tmp_path / "rows").iterdir())
    assert len(rows) == 2
    store = BlobStore(tmp_path / "blobs")
    assert sorted(store.get(digest) for digest in rows) == [b"first fax", b"second fax"]


if __name__ == "__main__":
    run(Path(sys.argv[1]))
