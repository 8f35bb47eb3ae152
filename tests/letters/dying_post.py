"""Rounds of the post that die at a point; run by the kill tests as a process of its own."""

import datetime as dt
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from forms.library import load_forms
from letters.post import Post, PostPlan, post_round
from letters.sender import Parcel, Progress, Sender
from registry.blobs import BlobStore
from registry.database import open_database
from tests.letters.senders import MACHINES

DIED = 9


class DyingSender:
    """Dies before or after it hands a parcel over."""

    def __init__(self, sender: Sender, point: str) -> None:
        self._sender, self._point = sender, point
        self.name, self.follows = sender.name, sender.follows

    def find(self, key: str) -> str:
        return self._sender.find(key)

    def send(self, parcel: Parcel) -> str:
        self._die("taken")
        job = self._sender.send(parcel)
        self._die("handed over")
        return job

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        return self._sender.progress(jobs)

    def _die(self, point: str) -> None:
        if point == self._point:
            os._exit(DIED)


def main(home: Path, url: str, kind: str, point: str) -> None:
    """Run a round, and another for what it left."""
    post = Post(
        engine=open_database(url),
        sender=DyingSender(MACHINES[kind](home).sender, point),
        blobs=BlobStore(home / "blobs"),
        library=load_forms(),
        clock=lambda: dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC),
        zone=ZoneInfo("America/New_York"),
        plan=PostPlan(resolution="standard", retry_seconds=0),
    )
    for _ in range(2):
        post_round(post)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
