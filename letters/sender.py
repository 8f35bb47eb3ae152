"""How letters leave the house: what a sender is handed, and what it can be asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Parcel:
    """A letter to hand over: `key` names the attempt and no other, `number` has ten digits.

    `pdf` is the letter as printed, `fax` the same as a TIFF of class F.
    """

    key: str
    number: str
    pdf: bytes
    fax: bytes


class Progress(StrEnum):
    """What became of a job."""

    UNDER_WAY = "under way"
    DELIVERED = "delivered"
    FAILED = "failed"


class Sender(Protocol):
    """Takes parcels; `follows` says whether it can tell what became of them.

    Every call raises SendFailed when the sender does not answer: whether it has the parcel must then be asked
    with `find` before it is handed over again.
    """

    name: str
    follows: bool

    def find(self, key: str) -> str:
        """The job under which the parcel of a key was taken, empty when it never was."""
        ...

    def send(self, parcel: Parcel) -> str:
        """Hand a parcel over; the job it became. A key that was taken before is not taken twice."""
        ...

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        """What became of each job; jobs that nothing is known of any more are left out."""
        ...
