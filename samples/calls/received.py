"""The received TIFF: its pages' tags, and the file written again with the story's clock instead of ours."""

import datetime as dt
import struct
from dataclasses import dataclass, replace
from pathlib import Path

from documents.errors import UnusableFile

BAD_LINES, CONSECUTIVE_BAD_LINES = 326, 328
IMAGE_LENGTH, STRIP_OFFSET, STRIP_BYTES, SOFTWARE, DATE_TIME, HOST, RECEIVE_TIME = (
    257,
    273,
    279,
    305,
    306,
    316,
    34910,
)

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
_FORMATS = {3: "<H", 4: "<I"}


@dataclass(frozen=True)
class TiffEntry:
    """One tag of a page: TIFF type, count, and the value's bytes as they stand in the file."""

    tag: int
    kind: int
    count: int
    value: bytes

    def number(self) -> int:
        """The first value of a SHORT or LONG tag."""
        return int(struct.unpack_from(_FORMATS[self.kind], self.value)[0])


@dataclass(frozen=True)
class TiffPage:
    """One page of a received TIFF: its tags in order and its single strip."""

    entries: tuple[TiffEntry, ...]
    strip: bytes

    def number(self, tag: int) -> int:
        """The tag's number; 0 when it has no such tag, as a page without bad rows has no BadFaxLines."""
        return next((entry.number() for entry in self.entries if entry.tag == tag), 0)

    def text(self, tag: int) -> str:
        """The tag's text, empty when the page has no such tag."""
        found = next((entry.value for entry in self.entries if entry.tag == tag), b"")
        return found.rstrip(b"\0").decode("latin-1")


def read_pages(tiff: Path) -> tuple[TiffPage, ...]:
    """The pages of a little-endian TIFF with one strip a page, as spandsp writes; UnusableFile otherwise."""
    content = tiff.read_bytes()
    if content[:4] != b"II*\0":
        raise UnusableFile(f"{tiff.name} is no little-endian TIFF")
    pages = []
    at = struct.unpack_from("<I", content, 4)[0]
    while at:
        page, at = _read_page(content, at)
        pages.append(page)
    return tuple(pages)


def _read_page(content: bytes, at: int) -> tuple[TiffPage, int]:
    count = struct.unpack_from("<H", content, at)[0]
    entries = tuple(_read_entry(content, at + 2 + 12 * index) for index in range(count))
    by_tag = {entry.tag: entry for entry in entries}
    if by_tag[STRIP_OFFSET].count != 1:
        raise UnusableFile("a received page has several strips")
    start = by_tag[STRIP_OFFSET].number()
    page = TiffPage(entries=entries, strip=content[start : start + by_tag[STRIP_BYTES].number()])
    return page, struct.unpack_from("<I", content, at + 2 + 12 * count)[0]


def _read_entry(content: bytes, at: int) -> TiffEntry:
    tag, kind, count = struct.unpack_from("<HHI", content, at)
    size = _SIZES[kind] * count
    start = at + 8 if size <= 4 else struct.unpack_from("<I", content, at + 8)[0]
    return TiffEntry(tag=tag, kind=kind, count=count, value=content[start : start + size])


def at_time(pages: tuple[TiffPage, ...], received_at: dt.datetime, seconds: int) -> bytes:
    """The TIFF again, strips and tags untouched but for what tells of our machine.

    The clock is the story's (`YYYY/MM/DD`, as spandsp writes it), the receive time of every page `seconds` of
    the line rather than of our processor, and the name of the host is left out.
    """
    told = {
        DATE_TIME: received_at.strftime("%Y/%m/%d %H:%M:%S").encode() + b"\0",
        RECEIVE_TIME: struct.pack("<I", seconds),
    }
    written = bytearray(b"II*\0" + bytes(4))
    link = 4
    for page in pages:
        entries = [_retold(entry, told.get(entry.tag)) for entry in page.entries if entry.tag != HOST]
        link = _append_page(written, link, entries, page.strip)
    return bytes(written)


def _retold(entry: TiffEntry, value: bytes | None) -> TiffEntry:
    if value is None:
        return entry
    return replace(entry, value=value, count=len(value) // _SIZES[entry.kind])


def _append_page(written: bytearray, link: int, entries: list[TiffEntry], strip: bytes) -> int:
    """Append one page, set the link that leads to it, and return where the next link stands."""
    strip_at = len(written)
    written += strip
    _to_even(written)
    placed = []
    for entry in entries:
        value = struct.pack("<I", strip_at) if entry.tag == STRIP_OFFSET else entry.value
        if len(value) > 4:
            placed.append(struct.pack("<I", len(written)))
            written += value
            _to_even(written)
        else:
            placed.append(value.ljust(4, b"\0"))
    directory = len(written)
    struct.pack_into("<I", written, link, directory)
    written += struct.pack("<H", len(entries))
    for entry, value in zip(entries, placed, strict=True):
        written += struct.pack("<HHI", entry.tag, entry.kind, entry.count) + value
    written += bytes(4)
    return len(written) - 4


def _to_even(written: bytearray) -> None:
    if len(written) % 2:
        written += b"\0"
