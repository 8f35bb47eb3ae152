"""The fax line from the watched folder to the last disposition, with all that may land in such a folder."""

import io
import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from documents import FaxState, Outcome
from pipeline.demo import work_off
from pipeline.files import registered
from pipeline.replay import import_registry, truth_of
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from registry import faxes
from registry.database import reading

BATCH = Path(__file__).parents[2] / "samples" / "batch"
pytestmark = pytest.mark.xdist_group("line")


def sample(words: str) -> Path:
    """The first sample of the fixed batch with these words in its name."""
    return next(path for path in sorted(BATCH.iterdir()) if words in path.name)


def fax_of(words: str) -> bytes:
    folder = sample(words)
    return (folder / truth_of(folder).file).read_bytes()


def encrypted_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def many_pages(count: int) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


ORDER = "prescription-authorization-blank-page"
TWO_PAGES = "pharmacy-enrollment-complete"
ARRIVING = {
    "good.tif": fax_of(ORDER),
    "wrong-suffix.pdf": fax_of("patient-acknowledgment-complete"),
    "truncated.tif": fax_of(TWO_PAGES)[: len(fax_of(TWO_PAGES)) * 2 // 3],
    "empty.tif": b"",
    "half-written.tif": fax_of("junk")[:600],
    "truncated.pdf": many_pages(3)[:300],
    "encrypted.pdf": encrypted_pdf(),
    "five-hundred-pages.pdf": many_pages(500),
    "letter.txt": b"Please call me back.\n",
    "photo.jpg": photo(),
    "again.tif": fax_of(ORDER),
}
QUARANTINED = {
    "empty.tif": "empty",
    "half-written.tif": "broken",
    "truncated.pdf": "broken",
    "encrypted.pdf": "encrypted",
    "five-hundred-pages.pdf": "too_many_pages",
    "letter.txt": "not_a_fax",
    "photo.jpg": "not_a_fax",
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A station after everything that arrived has been worked off."""
    folder = tmp_path_factory.mktemp("line")
    settings = load_settings(
        data_folder=folder / "data",
        inbox=folder / "inbox",
        settle_seconds=0,
        scan_seconds=1,
        patience_seconds=2,
        receipt_time="file",
        readers=2,
    )
    with open_station(settings) as station:
        import_registry(station, BATCH)
        settings.inbox.mkdir()
        moment = datetime.fromisoformat(truth_of(sample(ORDER)).received_on)
        for name, content in ARRIVING.items():
            path = settings.inbox / name
            path.write_bytes(content)
            os.utime(path, (moment.timestamp(), moment.timestamp()))
        work_off(station, len(set(ARRIVING.values())), lambda ended: None, patience=240)
        yield station


def state_of(station: Station, name: str) -> FaxState:
    with reading(station.engine) as session:
        return faxes.status(session, sha256(ARRIVING[name]).hexdigest()).state


def test_the_books_reconcile_to_zero(station: Station) -> None:
    with reading(station.engine) as session:
        books = faxes.reconcile(session)
    assert books.sound
    assert (books.arrivals, books.received) == (len(ARRIVING), len(set(ARRIVING.values())))
    assert books.queued + books.working + books.failed == 0


def test_the_inbox_is_empty_and_every_byte_is_kept(station: Station) -> None:
    assert list(station.settings.inbox.iterdir()) == []
    for content in ARRIVING.values():
        assert station.tools.blobs.get(sha256(content).hexdigest()) == content


@pytest.mark.parametrize("name", QUARANTINED)
def test_a_file_that_cannot_be_opened_is_quarantined_with_a_reason(station: Station, name: str) -> None:
    assert state_of(station, name) is FaxState.QUARANTINED
    refusal = registered(station, sha256(ARRIVING[name]).hexdigest()).refusal
    assert refusal is not None
    assert refusal.reason == QUARANTINED[name]
    assert refusal.message.endswith(".")


def test_a_truncated_fax_keeps_its_good_pages_and_waits_for_a_person(station: Station) -> None:
    found = registered(station, sha256(ARRIVING["truncated.tif"]).hexdigest())
    assert state_of(station, "truncated.tif") is FaxState.REVIEW
    assert found.pages is not None
    assert not found.pages.whole
    assert found.pages.pages


def test_a_suffix_says_nothing(station: Station) -> None:
    found = registered(station, sha256(ARRIVING["wrong-suffix.pdf"]).hexdigest())
    assert [one.document.form and one.document.form.form for one in found.documents] == [
        "patient_acknowledgment"
    ]


def test_a_typed_order_with_everything_in_place_is_authorized(station: Station) -> None:
    found = registered(station, sha256(ARRIVING["good.tif"]).hexdigest())
    outcomes = [one.disposition.outcome for one in found.documents]
    assert outcomes == [Outcome.AUTHORIZE, Outcome.ROUTE]
