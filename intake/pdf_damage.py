"""Damaged rows of a CCITT image inside a PDF."""

import struct

import pikepdf

from intake.libtiff import load_libtiff, read_rows

_MOST_BYTES = 50_000_000
GROUP_3, GROUP_4 = 3, 4


def damaged_rows(stream: pikepdf.Stream, size: tuple[int, int]) -> frozenset[int]:
    """The rows a decoder complains of; none where the image is not CCITT or libtiff cannot follow it.

    In Group 4 each row builds on the one above, so all rows after the first damaged one count.
    """
    packed = _packed(stream)
    library = load_libtiff()
    if packed is None or library is None:
        return frozenset()
    width, height = size
    content, k = packed
    rows = read_rows(library, _as_tiff(content, k, size), width, height)
    if rows is None:
        return frozenset()
    lost = frozenset(range(rows.count, height))
    if k < 0 and rows.damaged:
        return frozenset(range(min(rows.damaged), height))
    return rows.damaged | lost


def _packed(stream: pikepdf.Stream) -> tuple[bytes, int] | None:
    """The CCITT bytes of a stream and its K; None when it is packed in another way, or twice."""
    names, settings = stream.get("/Filter"), stream.get("/DecodeParms")
    if isinstance(names, pikepdf.Array):
        names = names[0] if len(names) == 1 else None
    if isinstance(settings, pikepdf.Array):
        settings = settings[0] if len(settings) == 1 else None
    if names != pikepdf.Name.CCITTFaxDecode or not isinstance(settings, pikepdf.Dictionary):
        return None
    if settings.get("/EncodedByteAlign", False):
        return None
    content = stream.read_raw_bytes()
    return (content, int(settings.get("/K", 0))) if len(content) <= _MOST_BYTES else None


def _as_tiff(content: bytes, k: int, size: tuple[int, int]) -> bytes:
    group = GROUP_4 if k < 0 else GROUP_3
    start = 8 + len(content) + len(content) % 2
    tags = [(256, 4, size[0]), (257, 4, size[1]), (258, 3, 1), (259, 3, group), (262, 3, 0), (266, 3, 1)]
    tags += [(273, 4, 8), (277, 3, 1), (278, 4, size[1]), (279, 4, len(content))]
    tags += [(292, 4, 1 if k > 0 else 0)] if group == GROUP_3 else []
    directory = struct.pack("<H", len(tags)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags
    )
    return struct.pack("<2sHI", b"II", 42, start) + content.ljust(start - 8, b"\0") + directory + bytes(4)
