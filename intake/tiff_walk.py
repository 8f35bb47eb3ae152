"""The directories of a TIFF, walked by ourselves with every count bounded."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER = 256, 257, 258, 259, 262, 266
DESCRIPTION, STRIP_OFFSETS, ORIENTATION, SAMPLES, STRIP_ROWS, STRIP_BYTES = 270, 273, 274, 277, 278, 279
X_RESOLUTION, Y_RESOLUTION, T4_OPTIONS, T6_OPTIONS, RESOLUTION_UNIT, PAGE_NUMBER = (
    282,
    283,
    292,
    293,
    296,
    297,
)
TILE_OFFSETS, TILE_BYTES = 324, 325
BAD_LINES, CLEAN_DATA, CONSECUTIVE_BAD_LINES = 326, 327, 328

MAGIC = {b"II*\0": "<", b"MM\0*": ">"}
MOST_ENTRIES = 1_000
MOST_VALUES = 200_000
MOST_TEXT = 4_096

_SHAPES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


@dataclass(frozen=True)
class Entry:
    """One tag of a directory: its TIFF type, its count and the bytes of its value as in the file."""

    kind: int
    count: int
    value: bytes = field(repr=False)
    order: str

    def numbers(self) -> tuple[int, ...]:
        """The whole numbers of the tag; empty when it holds something else."""
        shape = _SHAPES.get(self.kind)
        if shape is None:
            return ()
        return struct.unpack(f"{self.order}{self.count}{shape}", self.value)

    def ratio(self) -> float:
        """The first rational number of the tag; 0 when it holds none or divides by zero."""
        if self.kind != 5 or not self.count:
            return float(self.numbers()[0]) if self.numbers() else 0.0
        above, below = struct.unpack_from(f"{self.order}II", self.value)
        return above / below if below else 0.0

    def text(self) -> str:
        """The text of the tag, up to its first zero byte, as Latin-1."""
        return self.value[:MOST_TEXT].split(b"\0", 1)[0].decode("latin-1")


@dataclass(frozen=True)
class Directory:
    """One page of the file: its tags, and whether all its strips lie inside the file."""

    entries: Mapping[int, Entry]
    strips: tuple[tuple[int, int], ...]
    strips_inside: bool

    def number(self, tag: int, otherwise: int = 0) -> int:
        """The first whole number of a tag."""
        found = self.numbers(tag)
        return found[0] if found else otherwise

    def numbers(self, tag: int) -> tuple[int, ...]:
        """All whole numbers of a tag; empty when the page has no such tag."""
        return self.entries[tag].numbers() if tag in self.entries else ()

    def ratio(self, tag: int) -> float:
        """The rational number of a tag; 0 when the page has no such tag."""
        return self.entries[tag].ratio() if tag in self.entries else 0.0

    def text(self, tag: int) -> str:
        """The text of a tag; empty when the page has no such tag."""
        return self.entries[tag].text() if tag in self.entries else ""


@dataclass(frozen=True)
class TiffWalk:
    """The pages found, and whether the chain of directories ended as it should with every strip inside."""

    pages: tuple[Directory, ...]
    chain_whole: bool

    @property
    def whole(self) -> bool:
        """Whether nothing of the file is missing."""
        return self.chain_whole and bool(self.pages) and all(page.strips_inside for page in self.pages)


class _CutShort(Exception):
    """A directory or value lies outside the file."""


def walk(content: bytes, most_pages: int) -> TiffWalk:
    """The directories of a classic TIFF, at most `most_pages` of them; never raises on any bytes.

    A chain that runs in a ring, leaves the file, or is longer than asked for is not whole.
    """
    order = MAGIC.get(content[:4], "")
    if not order or len(content) < 8:
        return TiffWalk((), chain_whole=False)
    pages: list[Directory] = []
    seen: set[int] = set()
    at = struct.unpack_from(f"{order}I", content, 4)[0]
    while at and at not in seen and len(pages) < most_pages:
        seen.add(at)
        try:
            page, at = _directory(content, order, at)
        except _CutShort:
            return TiffWalk(tuple(pages), chain_whole=False)
        pages.append(page)
    return TiffWalk(tuple(pages), chain_whole=at == 0 and bool(pages))


def _directory(content: bytes, order: str, at: int) -> tuple[Directory, int]:
    count = _unpack(content, f"{order}H", at)[0]
    if not 0 < count <= MOST_ENTRIES:
        raise _CutShort
    next_at = _unpack(content, f"{order}I", at + 2 + 12 * count)[0]
    entries = dict(_entries(content, order, at + 2, count))
    strips = tuple(_strips(entries, len(content)))
    inside = bool(strips) and all(length > 0 and start + length <= len(content) for start, length in strips)
    return Directory(entries, strips, inside), next_at


def _entries(content: bytes, order: str, at: int, count: int) -> Iterator[tuple[int, Entry]]:
    for position in range(at, at + 12 * count, 12):
        tag, kind, values = struct.unpack_from(f"{order}HHI", content, position)
        if kind not in _SIZES or values > MOST_VALUES:
            continue
        size = _SIZES[kind] * values
        start = position + 8 if size <= 4 else struct.unpack_from(f"{order}I", content, position + 8)[0]
        if start + size > len(content):
            if tag in {STRIP_OFFSETS, STRIP_BYTES}:
                raise _CutShort
            continue
        yield tag, Entry(kind, values, content[start : start + size], order)


def _strips(entries: Mapping[int, Entry], end: int) -> Iterator[tuple[int, int]]:
    """(offset, length) of each strip or tile; a single strip without a length runs to the end of the file."""
    offset_tag, length_tag = (
        (TILE_OFFSETS, TILE_BYTES) if TILE_OFFSETS in entries else (STRIP_OFFSETS, STRIP_BYTES)
    )
    offsets = entries[offset_tag].numbers() if offset_tag in entries else ()
    lengths = entries[length_tag].numbers() if length_tag in entries else ()
    if len(offsets) == 1 and not any(lengths):
        lengths = (max(end - offsets[0], 0),)
    yield from zip(offsets, lengths, strict=False)


def _unpack(content: bytes, shape: str, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(shape, content, at)
    except struct.error as outside:
        raise _CutShort from outside
