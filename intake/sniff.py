"""What a file is by its first bytes, and whom a fax says it is from; names and suffixes are not asked."""

from documents import Media
from intake import tiff_walk

_PDF_START = 1_024
_LONGEST_CALLER = 40
_KNOWN = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"PK\x03\x04", "an Office or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a word-processor text"),
    (b"II+\0", "a BigTIFF picture"),
    (b"MM\0+", "a BigTIFF picture"),
)


def media_of(content: bytes) -> Media:
    """What kind of file it is; UNKNOWN when it is no TIFF and no PDF."""
    if content[:4] in tiff_walk.MAGIC:
        return Media.TIFF
    return Media.PDF if b"%PDF-" in content[:_PDF_START] else Media.UNKNOWN


def described(content: bytes) -> str:
    """In words what a file that is neither TIFF nor PDF seems to be."""
    for start, words in _KNOWN:
        if content.startswith(start):
            return words
    return "a text file" if _is_text(content[:4_096]) else "no kind of file that faxdesk knows"


def caller_of(content: bytes) -> str:
    """The station identity (TSI) a fax server wrote into the first page of a TIFF; empty when there is none.

    HylaFAX and spandsp put it on the first line of ImageDescription; the sender chose it: it proves nothing.
    """
    pages = tiff_walk.walk(content, most_pages=1).pages
    if media_of(content) is not Media.TIFF or not pages:
        return ""
    first = pages[0].text(tiff_walk.DESCRIPTION).split("\n", 1)[0].strip()
    shown = "".join(character for character in first if character.isascii() and character.isprintable())
    return shown[:_LONGEST_CALLER] if any(character.isdigit() for character in shown) else ""


def _is_text(start: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\r\n\f" for byte in start)
    return bool(start) and controls == 0
