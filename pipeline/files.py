"""Fax files named on the command line: looked at, or registered and worked through at once."""

import datetime as dt
from pathlib import Path

from documents import Digest, Facts, FaxState, ReceivedFax, UnusableFile
from intake.channel import Delivery
from intake.receive import receive
from intake.sniff import caller_of, media_of
from pipeline.journal import PlainJournal
from pipeline.judge import Matter, known_facts
from pipeline.look import Stopwatch, look_at
from pipeline.read_anew import go_on
from pipeline.result import FaxResult, JudgedDocument
from pipeline.station import Station
from registry import faxes, papers
from registry.as_of import View
from registry.database import reading
from registry.decisions import decision

CHANNEL = "command line"


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file a person named; UnusableFile when there is none or it is too large."""
    try:
        if path.stat().st_size > limit:
            raise UnusableFile(f"{path}: larger than {limit} bytes (setting max_bytes)")
        return path.read_bytes()
    except OSError as failed:
        raise UnusableFile(f"{path}: {failed.strerror}") from failed


def look_at_file(
    station: Station, path: Path, received_at: dt.datetime | None = None, watch: Stopwatch | None = None
) -> FaxResult:
    """What would become of a file; its pages go to the blob store, nothing into the registry."""
    content = read_file(path, station.settings.max_bytes)
    fax = ReceivedFax(
        digest=station.tools.blobs.put(content),
        channel=CHANNEL,
        received_at=received_at or station.tools.clock(),
        caller=caller_of(content),
        byte_count=len(content),
        media=media_of(content),
    )

    def known(matter: Matter, view: View) -> Facts:
        with reading(station.engine) as session:
            return known_facts(session, matter, view)

    return look_at(fax, station.tools, known, watch)


def register_file(station: Station, path: Path, received_at: dt.datetime | None = None) -> FaxResult:
    """Register a file as a fax and take it to its dispositions.

    One known before is shown as it is; one that failed is tried again.
    """
    content = read_file(path, station.settings.max_bytes)
    now = station.tools.clock()
    delivery = Delivery(
        channel=CHANNEL,
        name=path.name,
        caller=caller_of(content),
        received_at=received_at or now,
        arrived_at=received_at or now,
    )
    sink = faxes.FaxSink(station.engine, lambda session, fax: None)
    received = receive(content, delivery, station.tools.blobs, sink)
    with reading(station.engine) as session:
        state = faxes.status(session, received.fax.digest).state
    if state in (FaxState.RECEIVED, FaxState.WORKING, FaxState.FAILED):
        go_on(received.fax, station.tools, PlainJournal(station.engine))
    return registered(station, received.fax.digest)


def registered(station: Station, fax: Digest) -> FaxResult:
    """Everything the registry holds of a fax."""
    with reading(station.engine) as session:
        status = faxes.status(session, fax)
        received = faxes.received(session, fax)
        if status.state is FaxState.QUARANTINED:
            return FaxResult(fax=received, refusal=faxes.refusal(session, fax))
        judged = tuple(
            JudgedDocument(
                document=document,
                reading=papers.reading(session, fax, document.number),
                disposition=decision(session, fax, document.number).disposition,
            )
            for document in papers.documents(session, fax)
        )
        return FaxResult(
            fax=received,
            pages=papers.pages(session, fax),
            classified=papers.classified_pages(session, fax),
            documents=judged,
        )
