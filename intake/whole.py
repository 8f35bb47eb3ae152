"""Whether a file ends where its format says it ends, without decoding it."""

from documents import Media
from intake import tiff_walk
from intake.sniff import media_of

PDF_TAIL = 2_048
MOST_PAGES = 10_000


def is_whole(content: bytes) -> bool:
    """Whether nothing is missing at the end: every TIFF directory and strip, or the end mark of a PDF.

    Anything that is neither TIFF nor PDF counts as whole unless it is empty: nothing can be said of it.
    """
    media = media_of(content)
    if media is Media.TIFF:
        return tiff_walk.walk(content, MOST_PAGES).whole
    if media is Media.PDF:
        return b"%%EOF" in content[-PDF_TAIL:]
    return bool(content)
