"""Receive a fax: its bytes kept, then its record committed, and only then its source let go."""

import logging
from collections.abc import Callable
from typing import Protocol

from documents import Acceptance, Arrival, Digest, ReceivedFax, Record, WorldFailed
from intake.channel import Channel, Delivery, Offer
from intake.sniff import media_of
from registry.blobs import Blobs

log = logging.getLogger(__name__)


class Sink(Protocol):
    """Where received faxes go, in one transaction each."""

    def accept(self, fax: ReceivedFax, arrival: Arrival) -> Acceptance:
        """Record the delivery and, when its fax is new, the fax and the work on it; committed on return.

        The same arrival a second time changes nothing. StoreFailed when it was not committed.
        """
        ...


class Received(Record):
    """A delivery that is safe with us."""

    fax: ReceivedFax
    acceptance: Acceptance


class MemorySink:
    """A sink that forgets at the end of the process; for trying things out."""

    def __init__(self) -> None:
        self.faxes: dict[Digest, ReceivedFax] = {}
        self.arrivals: list[Arrival] = []

    def accept(self, fax: ReceivedFax, arrival: Arrival) -> Acceptance:
        """Remember the delivery; a delivery is known by its fax, channel, name and time."""
        if any(_same(arrival, known) for known in self.arrivals):
            return Acceptance.KNOWN_ARRIVAL
        self.arrivals.append(arrival)
        if fax.digest in self.faxes:
            return Acceptance.KNOWN_FAX
        self.faxes[fax.digest] = fax
        return Acceptance.NEW


def _same(one: Arrival, other: Arrival) -> bool:
    fields = ("digest", "channel", "name", "arrived_at")
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def receive(content: bytes, delivery: Delivery, store: Blobs, sink: Sink) -> Received:
    """Keep the bytes, then commit their record; when this returns the source may be removed.

    StoreFailed when either was not done; calling again does no harm.
    """
    digest = store.put(content)
    fax = ReceivedFax(
        digest=digest,
        channel=delivery.channel,
        provider_id=delivery.provider_id,
        received_at=delivery.received_at,
        caller=delivery.caller,
        byte_count=len(content),
        media=media_of(content),
    )
    arrival = Arrival(
        digest=digest,
        channel=delivery.channel,
        name=delivery.name,
        provider_id=delivery.provider_id,
        arrived_at=delivery.arrived_at,
    )
    return Received(fax=fax, acceptance=sink.accept(fax, arrival))


def take_in(channel: Channel, store: Blobs, sink: Sink) -> tuple[Received, ...]:
    """One round of a channel. What the world does not let us receive stays where it is for the next round."""
    taken: list[Received] = []
    try:
        for offer in channel.offers():
            received = _received(offer, store, sink)
            taken += [received] if received else []
    except WorldFailed as failure:
        log.warning("the channel is out of reach", extra={"channel": channel.name, "why": str(failure)})
    return tuple(taken)


def _received(offer: Offer, store: Blobs, sink: Sink) -> Received | None:
    try:
        received = receive(offer.content, offer.delivery, store, sink)
    except WorldFailed as failure:
        log.warning(
            "a fax waits in its channel", extra={"channel": offer.delivery.channel, "why": str(failure)}
        )
        return None
    try:
        offer.done()
    except WorldFailed as failure:
        log.warning(
            "a received fax stays in its channel", extra={"fax": received.fax.digest, "why": str(failure)}
        )
    log.info("fax received", extra={"fax": received.fax.digest, "acceptance": received.acceptance.value})
    return received


def watch(channel: Channel, store: Blobs, sink: Sink, stop: Callable[[], bool], pause: float) -> None:
    """Rounds of a channel until `stop` says so; `pause` is the longest time between two rounds in seconds."""
    while not stop():
        take_in(channel, store, sink)
        if not stop():
            channel.wait(pause)
