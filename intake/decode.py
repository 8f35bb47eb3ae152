"""A fax to its pages: bytes nobody trusts go to a child with limits, pictures and typed answers come back."""

import atexit
import hashlib
import io
import logging
from dataclasses import dataclass, field

from PIL import Image

from documents import DigitalContent, Media, PageImage, PageSet, ReceivedFax, Refusal, RefusalReason
from intake.decoding import Decoding, Ending
from intake.handed import (
    FIRST_READER,
    SECOND_READER,
    HandedEnd,
    HandedRefusal,
    HandedStart,
    Note,
    RawPage,
    Step,
)
from intake.limits import DecodeLimits
from intake.sandbox import DecodingServer
from intake.sniff import described, media_of

log = logging.getLogger(__name__)

_SERVER = DecodingServer()
atexit.register(_SERVER.close)

_MESSAGES = {
    RefusalReason.EMPTY: "The file is empty. Ask the caller to send it again.",
    RefusalReason.TOO_LARGE: "The file is larger than the {max_bytes:,} bytes one fax may have.",
    RefusalReason.TOO_MANY_PAGES: "The fax has more than {max_pages} pages. Ask the caller to send parts.",
    RefusalReason.TOO_MANY_PIXELS: "A page has more than {max_pixels:,} dots, far more than any faxed form.",
    RefusalReason.ENCRYPTED: "The PDF is locked with a password. Ask the caller to send it without one.",
    RefusalReason.BROKEN: "The file is damaged: no page could be opened. Ask the caller to send it again.",
    RefusalReason.OVER_LIMITS: "Opening the file takes more memory or time than a fax may need.",
}
_NOT_A_FAX = "The file is {what}, not a fax. Ask the caller to fax it or send a PDF."


@dataclass(frozen=True)
class DecodedPages:
    """The pages of a fax; `pixels` holds the PNG of each, addressed by its page's digest."""

    page_set: PageSet
    pixels: tuple[bytes, ...] = field(repr=False)


Decoded = DecodedPages | Refusal


@dataclass
class _HandedBack:
    """What one child handed back."""

    fax: str
    start: HandedStart | None = None
    end: HandedEnd | None = None
    refusal: HandedRefusal | None = None
    ending: Ending = Ending.DONE
    pages: list[PageImage] = field(default_factory=list)
    pixels: list[bytes] = field(default_factory=list)

    def take(self, step: Step) -> None:
        if isinstance(step, RawPage):
            png = _png(step)
            self.pages.append(_page_image(self.fax, len(self.pages) + 1, step, png))
            self.pixels.append(png)
        elif isinstance(step, HandedStart):
            self.start = step
        elif isinstance(step, HandedEnd):
            self.end = step
        else:
            self.refusal = step


def decode_fax(untrusted_bytes: bytes, fax: ReceivedFax, limits: DecodeLimits) -> Decoded:
    """The pages of a fax, or why it cannot be opened.

    Every page that can be had is kept: a fax that breaks off, or whose later pages are too much for the
    child, comes back with `whole` false. DecoderFailed when the child could not be had, or was ended
    from outside.
    """
    reason = _refused_unopened(untrusted_bytes, limits)
    if reason is not None:
        return _refusal(fax, reason, limits, described(untrusted_bytes))
    handed = _decoded(untrusted_bytes, fax, limits, FIRST_READER)
    reason = _refused(handed)
    if reason is RefusalReason.BROKEN and media_of(untrusted_bytes) is Media.PDF:
        second = _decoded(untrusted_bytes, fax, limits, SECOND_READER)
        handed, reason = (second, None) if _refused(second) is None else (handed, reason)
    if reason is not None:
        return _refusal(fax, reason, limits, "")
    return DecodedPages(_page_set(fax, handed), tuple(handed.pixels))


def _refused_unopened(untrusted_bytes: bytes, limits: DecodeLimits) -> RefusalReason | None:
    if not untrusted_bytes:
        return RefusalReason.EMPTY
    if len(untrusted_bytes) > limits.max_bytes:
        return RefusalReason.TOO_LARGE
    return RefusalReason.NOT_A_FAX if media_of(untrusted_bytes) is Media.UNKNOWN else None


def _refusal(fax: ReceivedFax, reason: RefusalReason, limits: DecodeLimits, what: str) -> Refusal:
    sentence = _NOT_A_FAX.format(what=what) if reason is RefusalReason.NOT_A_FAX else _MESSAGES[reason]
    return Refusal(fax=fax.digest, reason=reason, message=sentence.format(**limits.model_dump()))


def _decoded(untrusted_bytes: bytes, fax: ReceivedFax, limits: DecodeLimits, reader: str) -> _HandedBack:
    handed = _HandedBack(fax.digest)
    with _SERVER.decode(untrusted_bytes, limits, reader) as decoding:
        _read(decoding, handed)
    if handed.refusal is not None or handed.ending is not Ending.DONE:
        detail = handed.refusal.detail if handed.refusal else handed.ending.value
        keys = {"fax": fax.digest, "reader": reader, "detail": detail, "pages": len(handed.pages)}
        log.warning("the decoder did not finish", extra=keys)
    return handed


def _read(decoding: Decoding, handed: _HandedBack) -> None:
    for step in decoding.steps():
        handed.take(step)
    handed.ending = decoding.ending


def _refused(handed: _HandedBack) -> RefusalReason | None:
    """The reason to quarantine the fax; None when there are pages to go on with.

    Pages that came before something broke are kept. A limit of pages or pixels refuses the whole fax: it is
    not damage, and half of it would pass for a fax.
    """
    given = handed.refusal.reason if handed.refusal else None
    if given in {RefusalReason.TOO_MANY_PAGES, RefusalReason.TOO_MANY_PIXELS, RefusalReason.ENCRYPTED}:
        return given
    if handed.pages:
        return None
    if handed.ending is Ending.OVER_LIMITS:
        return RefusalReason.OVER_LIMITS
    return given or RefusalReason.BROKEN


def _page_set(fax: ReceivedFax, handed: _HandedBack) -> PageSet:
    expected = handed.start.expected if handed.start else 0
    notes = list(handed.end.notes) if handed.end else [Note.STOPPED]
    promised = max(expected, handed.start.pages if handed.start else 0)
    if promised > len(handed.pages) and Note.PAGES_MISSING not in notes:
        notes.append(Note.PAGES_MISSING)
    whole = handed.end is not None and handed.end.whole and promised <= len(handed.pages)
    return PageSet(
        fax=fax.digest,
        pages=tuple(handed.pages),
        whole=whole,
        expected_pages=promised if promised > len(handed.pages) else expected,
        notes=tuple(note.value for note in notes),
    )


def _page_image(fax: str, number: int, page: RawPage, png: bytes) -> PageImage:
    header = page.header
    return PageImage(
        fax=fax,
        number=number,
        digest=hashlib.sha256(png).hexdigest(),
        width=header.width,
        height=header.height,
        x_dpi=header.x_dpi,
        y_dpi=header.y_dpi,
        origin=header.origin,
        bad_rows=header.bad_rows,
        worst_run=header.worst_run,
        digital=_bounded(header.digital),
    )


def _bounded(untrusted: DigitalContent | None) -> DigitalContent | None:
    """Text of a stranger without control characters, whatever the child let through."""
    if untrusted is None:
        return None
    words = tuple(word.model_copy(update={"text": _shown(word.text)}) for word in untrusted.words)
    values = tuple(
        value.model_copy(update={"name": _shown(value.name), "value": _shown(value.value)})
        for value in untrusted.values
    )
    return DigitalContent(words=words, values=values)


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _png(page: RawPage) -> bytes:
    """The page as PNG: the same pixels give the same bytes."""
    header = page.header
    image = Image.frombytes(header.mode, (header.width, header.height), page.raw)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()
