"""A post for tests: a sender that does as it is told, and a clock that the test sets."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from documents import Letter, LetterState, SendFailed
from letters.post import Post, PostPlan, post_round
from letters.sender import Parcel, Progress
from registry.blobs import BlobStore
from registry.database import writing
from registry.outbox import put_letter
from tests.letters.outgoing import DEFICIENCY, MOMENT, with_fax, written
from tests.validators.builders import (
    PHARMACY,
    PHARMACY_NPI,
    PRESCRIPTION_AUTHORIZATION,
    library,
    perfect,
    with_facts,
    with_values,
)
from validators import Case

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


class ScriptedSender:
    """Takes parcels, but for the first `refusals`; says of jobs what it is told to."""

    name = "scripted"
    follows = True

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.taken: list[Parcel] = []
        self.says: dict[str, Progress] = {}

    def find(self, key: str) -> str:
        return key if key in [parcel.key for parcel in self.taken] else ""

    def send(self, parcel: Parcel) -> str:
        if self.refusals:
            self.refusals -= 1
            raise SendFailed("refused")
        self.taken.append(parcel)
        return parcel.key

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        return {job: self.says[job] for job in jobs if job in self.says}


class Office:
    """A post with a clock that the test sets."""

    def __init__(
        self, engine: sa.Engine, home: Path, refusals: int = 0, plan: PostPlan | None = None
    ) -> None:
        self.engine, self.now, self.sender = engine, MOMENT, ScriptedSender(refusals)
        self.post = Post(
            engine=engine,
            sender=self.sender,
            blobs=BlobStore(home / "blobs"),
            library=library(),
            clock=lambda: self.now,
            zone=ZoneInfo("America/New_York"),
            plan=plan or PostPlan(resolution="standard", attempts=3, retry_seconds=60),
        )

    def round(self, later: dt.timedelta = MINUTE) -> list[LetterState]:
        """Run a round some time later; where the letters are then, by when they were recorded."""
        self.now += later
        post_round(self.post)
        return self.states()

    def states(self) -> list[LetterState]:
        return [status.state for status in written(self.engine)]

    def numbers(self) -> list[str]:
        return [parcel.number for parcel in self.sender.taken]

    def put(self, letter: Letter = DEFICIENCY) -> None:
        with writing(self.engine) as session:
            put_letter(session, letter, self.now)


def order(**values: str) -> Case:
    case = with_values(perfect(PRESCRIPTION_AUTHORIZATION), pharmacy_npi=PHARMACY_NPI, **values)
    return with_facts(case, pharmacies=(with_fax(PHARMACY),))
