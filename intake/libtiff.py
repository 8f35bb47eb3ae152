"""CCITT rows out of libtiff one at a time, with what it says about each; Pillow would hide that."""

import ctypes
import ctypes.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import PIL

_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
_READ = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ssize_t)
_SEEK = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_int)
_CLOSE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_SIZE = ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_void_p)
_MAP = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_uint64)
)
_UNMAP = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint64)


@dataclass(frozen=True)
class Rows:
    """Rows as decoded, 8 pixels a byte, first pixel in the highest bit; `damaged` rows drew a complaint."""

    raw: bytes = field(repr=False)
    count: int
    damaged: frozenset[int]


def load_libtiff() -> ctypes.CDLL | None:
    """The libtiff that Pillow brings, else the system's; None when there is none."""
    bundled = sorted((Path(PIL.__file__).parent.parent / "pillow.libs").glob("libtiff-*.so*"))
    found = str(bundled[0]) if bundled else ctypes.util.find_library("tiff")
    return _prepared(ctypes.CDLL(found)) if found else None


def _prepared(library: ctypes.CDLL) -> ctypes.CDLL:
    library.TIFFClientOpen.restype = ctypes.c_void_p
    library.TIFFClientOpen.argtypes = [ctypes.c_char_p, ctypes.c_char_p, *[ctypes.c_void_p] * 8]
    library.TIFFReadScanline.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint16]
    library.TIFFScanlineSize64.restype = ctypes.c_uint64
    library.TIFFScanlineSize64.argtypes = [ctypes.c_void_p]
    library.TIFFClose.restype = None
    library.TIFFClose.argtypes = [ctypes.c_void_p]
    for setter in (library.TIFFSetErrorHandler, library.TIFFSetWarningHandler):
        setter.restype = ctypes.c_void_p
        setter.argtypes = [ctypes.c_void_p]
    return library


def read_rows(library: ctypes.CDLL, one_page: bytes, width: int, height: int) -> Rows | None:
    """The rows of a one-page TIFF of one bit a pixel; None when libtiff does not open it.

    Decoding ends early where libtiff gives up: `count` may be less than `height`.
    """
    complaints = [0]

    def complain(_module: bytes, _text: bytes, _values: int) -> None:
        complaints[0] += 1

    handler = _HANDLER(complain)
    for setter in (library.TIFFSetErrorHandler, library.TIFFSetWarningHandler):
        setter(ctypes.cast(handler, ctypes.c_void_p))
    memory = _Memory(one_page)
    opened = library.TIFFClientOpen(b"fax", b"r", None, *memory.callbacks)
    if not opened:
        return None
    try:
        if library.TIFFScanlineSize64(opened) != (width + 7) // 8:
            return None
        return _scan(library, opened, ((width + 7) // 8, height), complaints)
    finally:
        library.TIFFClose(opened)


def _scan(library: ctypes.CDLL, opened: int, size: tuple[int, int], complaints: list[int]) -> Rows:
    row_bytes, height = size
    row = ctypes.create_string_buffer(row_bytes)
    rows: list[bytes] = []
    damaged: set[int] = set()
    for number in range(height):
        before = complaints[0]
        if library.TIFFReadScanline(opened, row, number, 0) != 1:
            break
        if complaints[0] > before:
            damaged.add(number)
        rows.append(row.raw)
    return Rows(b"".join(rows), len(rows), frozenset(damaged))


class _Memory:
    """A file that lies in memory, as libtiff's client callbacks."""

    def __init__(self, content: bytes) -> None:
        self._content = ctypes.create_string_buffer(content, len(content))
        self._length = len(content)
        self._at = 0
        made: list[Any] = [
            _READ(self._read),
            _READ(_nothing),
            _SEEK(self._seek),
            _CLOSE(_nothing),
            _SIZE(self._size),
            _MAP(_nothing),
            _UNMAP(_nothing),
        ]
        self._made = made
        self.callbacks = [ctypes.cast(callback, ctypes.c_void_p) for callback in made]

    def _read(self, _handle: int, into: int, wanted: int) -> int:
        given = max(min(wanted, self._length - self._at), 0)
        ctypes.memmove(into, ctypes.addressof(self._content) + self._at, given)
        self._at += given
        return given

    def _seek(self, _handle: int, offset: int, whence: int) -> int:
        start = {0: 0, 1: self._at, 2: self._length}[whence]
        self._at = min(start + offset, self._length) if whence != 0 else min(offset, self._length)
        return self._at

    def _size(self, _handle: int) -> int:
        return self._length


def _nothing(*_: object) -> int:
    return 0
