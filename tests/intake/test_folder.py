"""The watched folder takes finished files once, refuses what is no file, and never loses or doubles one."""

import datetime as dt
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents import Acceptance, StoreFailed
from intake import CHANNELS
from intake.channel import Offer
from intake.folder import WatchedFolder, Watching
from intake.opening import WhyNot
from intake.receive import MemorySink, Received, take_in
from registry.blobs import BlobStore
from tests.intake.makers import NOON, MadePage, group4, hand_made_tiff, page, tiff


class StandingClock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        return NOON + dt.timedelta(seconds=self.seconds)

    def ticks(self) -> float:
        return self.seconds


class Line:
    """A watched folder with its store and sink, and a clock that stands still."""

    def __init__(self, home: Path, **watching: object) -> None:
        self.inbox = home / "inbox"
        self.inbox.mkdir(exist_ok=True)
        self.store = BlobStore(home / "blobs")
        self.sink = MemorySink()
        self.clock = StandingClock()
        settings = Watching(**({"settle_seconds": 60, "patience_seconds": 900} | watching))
        self.folder = WatchedFolder(self.inbox, settings, self.clock)

    def after(self, seconds: float) -> tuple[Received, ...]:
        self.clock.seconds += seconds
        return take_in(self.folder, self.store, self.sink)

    def lying(self) -> list[str]:
        return sorted(path.name for path in self.inbox.iterdir())


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path)


FAX = tiff(page())


def test_a_whole_file_is_taken_after_it_settled(line: Line) -> None:
    (line.inbox / "a.tif").write_bytes(FAX)
    assert [len(line.after(seconds)) for seconds in (0, 30, 30)] == [0, 0, 1]
    fax = next(iter(line.sink.faxes.values()))
    assert line.store.get(fax.digest) == FAX
    assert (line.lying(), fax.channel) == ([], "folder")


def test_a_growing_file_waits_and_a_half_file_is_taken_when_patience_ends(line: Line) -> None:
    half = FAX[: len(FAX) // 2]
    (line.inbox / "a.tif").write_bytes(half[:100])
    line.after(0)
    (line.inbox / "a.tif").write_bytes(half)
    assert [len(line.after(seconds)) for seconds in (60, 60, 800, 100)] == [0, 0, 0, 1]
    assert line.store.get(next(iter(line.sink.faxes))) == half


def test_a_zero_byte_file_is_taken_when_patience_ends(line: Line) -> None:
    (line.inbox / "empty.pdf").touch()
    assert [len(line.after(seconds)) for seconds in (0, 100, 800)] == [0, 0, 1]


def test_a_file_renamed_into_place_is_taken_at_the_second_look(line: Line) -> None:
    (line.inbox / "a.tif").write_bytes(FAX)
    line.folder._ready.renamed(b"a.tif")
    assert [len(line.after(seconds)) for seconds in (0, 1)] == [0, 1]


def test_a_file_its_writer_locks_is_left_until_it_lets_go(line: Line) -> None:
    path = line.inbox / "fax000000001.tif"
    path.write_bytes(FAX)
    with path.open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        assert [len(line.after(seconds)) for seconds in (0, 100, 5000)] == [0, 0, 0]
    assert len(line.after(1)) == 1


def test_names_of_unfinished_files_are_not_looked_at(line: Line) -> None:
    for name in (".hidden", "a.tmp", "b.part", "c.filepart", "d.crdownload", "e.tif~"):
        (line.inbox / name).write_bytes(FAX)
    assert [len(line.after(seconds)) for seconds in (0, 100, 5000)] == [0, 0, 0]
    assert len(line.lying()) == 6


def test_the_same_bytes_again_are_a_second_arrival(line: Line) -> None:
    for name in ("a.tif", "b.tif"):
        (line.inbox / name).write_bytes(FAX)
    line.after(0)
    assert [one.acceptance for one in line.after(60)] == [Acceptance.NEW, Acceptance.KNOWN_FAX]
    assert (len(line.sink.faxes), len(line.sink.arrivals), line.lying()) == (1, 2, [])


def test_what_is_no_file_is_left_alone_and_harms_nobody(line: Line, tmp_path: Path) -> None:
    secret = tmp_path / "secret.tif"
    secret.write_bytes(FAX)
    (line.inbox / "link.tif").symlink_to(secret)
    (line.inbox / "hard.tif").hardlink_to(secret)
    os.mkfifo(line.inbox / "fifo.tif")
    (line.inbox / "folder.tif").mkdir()
    with (line.inbox / "sparse.tif").open("wb") as sparse:
        sparse.truncate(2**40)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(line.inbox / "socket.tif"))
    listener.close()
    (line.inbox / "good.tif").write_bytes(FAX)
    line.after(0)
    assert len(line.after(5000)) == 1
    assert {one.name: one.why for one in line.folder.left_alone()} == {
        "link.tif": WhyNot.LINK,
        "hard.tif": WhyNot.SEVERAL_NAMES,
        "fifo.tif": WhyNot.NOT_A_FILE,
        "folder.tif": WhyNot.NOT_A_FILE,
        "socket.tif": WhyNot.NOT_A_FILE,
        "sparse.tif": WhyNot.TOO_LARGE,
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.tif", "two\\u{a}lines.tif"),
        (b"\x1b[31mred.tif", "\\u{1b}[31mred.tif"),
        (b"caf\xe9.tif", "caf\\xe9.tif"),
        ("evil\u202efit.tif".encode(), "evil\\u{202e}fit.tif"),
        (b"n" * 255, "n" * 255),
        (b"$(rm -rf x);'.tif", "$(rm -rf x);'.tif"),
    ],
)
def test_strange_names_are_taken_and_shown_safely(line: Line, name: bytes, shown: str) -> None:
    with open(os.fsencode(line.inbox) + b"/" + name, "wb") as file:  # noqa: PTH123  # a name pathlib cannot hold
        file.write(FAX)
    line.after(0)
    assert len(line.after(60)) == 1
    assert line.sink.arrivals[0].name == shown
    assert line.lying() == []


def test_a_file_stays_when_the_sink_fails_and_comes_again(line: Line) -> None:
    (line.inbox / "a.tif").write_bytes(FAX)
    sink, line.sink = line.sink, FailingSink()
    line.after(0)
    assert (line.after(60), line.lying()) == ((), ["a.tif"])
    line.sink = sink
    assert len(line.after(1)) == 1


class FailingSink(MemorySink):
    def accept(self, fax: object, arrival: object) -> Acceptance:
        raise StoreFailed("the database is away")


def test_two_watchers_neither_lose_nor_double(line: Line, tmp_path: Path) -> None:
    other = Line(tmp_path)
    other.sink, other.clock = line.sink, line.clock
    other.folder = WatchedFolder(line.inbox, line.folder._watching, line.clock)
    for number in range(6):
        (line.inbox / f"{number}.tif").write_bytes(tiff(page(words=str(number))))
    line.after(0)
    other.after(0)
    line.clock.seconds = 100
    for mine, theirs in zip(_stepped(line), _stepped(other), strict=False):
        assert mine.delivery.name != theirs.delivery.name
    line.after(1)
    other.after(1)
    assert (len(line.sink.faxes), len(line.sink.arrivals), line.lying()) == (6, 6, [])


def _stepped(line: Line) -> Iterator[Offer]:
    from intake.receive import receive

    for offer in line.folder.offers():
        receive(offer.content, offer.delivery, line.store, line.sink)
        yield offer
        offer.done()


def test_a_new_file_under_the_name_of_a_taken_one_is_kept(line: Line) -> None:
    (line.inbox / "a.tif").write_bytes(FAX)
    line.after(0)
    line.clock.seconds = 100
    for offer in line.folder.offers():
        (line.inbox / "b").write_bytes(FAX[:50])
        (line.inbox / "b").rename(line.inbox / "a.tif")
        offer.done()
    assert (line.inbox / "a.tif").read_bytes() == FAX[:50]


def test_a_removal_cut_short_is_finished_and_a_stranger_given_back(line: Line) -> None:
    done, stranger = line.inbox / "x", line.inbox / "y"
    for path in (done, stranger):
        path.write_bytes(FAX)
    status = done.stat()
    done.rename(line.inbox / f".faxdesk-{status.st_ino}-{status.st_size}-{status.st_mtime_ns}")
    stranger.rename(line.inbox / ".faxdesk-1-2-3")
    line.after(0)
    assert line.lying() == ["returned.faxdesk-1-2-3"]


def test_a_folder_out_of_reach_is_tried_again(line: Line) -> None:
    line.inbox.rmdir()
    assert line.after(0) == ()
    line.inbox.mkdir()
    (line.inbox / "a.tif").write_bytes(FAX)
    line.after(0)
    assert len(line.after(60)) == 1


def test_receipt_time_and_caller_come_from_the_file(tmp_path: Path) -> None:
    line = Line(tmp_path, receipt_time="file")
    path = line.inbox / "a.tif"
    path.write_bytes(hand_made_tiff(MadePage(group4(page()), text="15555550101\n")))
    finished = (NOON - dt.timedelta(hours=2)).timestamp()
    os.utime(path, (finished, finished))
    line.after(0)
    fax = line.after(60)[0].fax
    assert (fax.received_at, fax.caller) == (NOON - dt.timedelta(hours=2), "15555550101")
    assert line.sink.arrivals[0].arrived_at == NOON - dt.timedelta(hours=2)


def test_events_of_the_folder_end_the_wait(line: Line) -> None:
    with line.folder as folder:
        (line.inbox / ".writing").write_bytes(FAX)
        (line.inbox / ".writing").rename(line.inbox / "a.tif")
        folder.wait(30)
        assert folder._hints.renamed() == {b"a.tif"}


def test_the_folder_is_among_the_channels() -> None:
    assert CHANNELS["folder"] is WatchedFolder
