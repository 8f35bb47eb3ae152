"""What a way in must offer: deliveries ready to be received, each removed only after it is safe with us."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import AwareDatetime, Field

from documents import Record


class Delivery(Record):
    """One delivery as its channel states it; see `Arrival` for `name`, `provider_id` and `arrived_at`.

    `received_at` is when the fax counts as received, from which every deadline runs.
    """

    channel: str = Field(min_length=1)
    name: str = Field(repr=False)
    provider_id: str = Field(default="", repr=False)
    caller: str = Field(default="", repr=False)
    received_at: AwareDatetime
    arrived_at: AwareDatetime


@dataclass(frozen=True)
class Offer:
    """Bytes of one delivery; call `done` when they are safe with us, and the channel lets go of its copy."""

    content: bytes = field(repr=False)
    delivery: Delivery
    done: Callable[[], None] = field(repr=False)


class Channel(Protocol):
    """A way in; it yields bytes and a caller, `intake.receive` does the rest."""

    @property
    def name(self) -> str:
        """What records call this channel."""
        ...

    def offers(self) -> Iterator[Offer]:
        """One round: everything that is ready now, one at a time.

        An offer whose `done` was not called comes again in a later round. WorldFailed when the channel
        is out of reach.
        """
        ...

    def wait(self, seconds: float) -> None:
        """Return when a look may be worth while, at the latest after so many seconds."""
        ...


class Clock(Protocol):
    """The time for people and the time for waiting."""

    def now(self) -> dt.datetime:
        """The time in UTC."""
        ...

    def ticks(self) -> float:
        """Seconds that only go forward, whatever happens to the wall clock."""
        ...
