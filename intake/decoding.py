"""Feed a decoding child and read what it hands back, with every bound kept on our side."""

import enum
import os
import selectors
import signal
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from documents import DecoderFailed
from intake.handed import HANDED, LENGTH, LONGEST_HEADER, HandedPage, RawPage, Step
from intake.limits import DecodeLimits

_EXIT_STATUS = struct.Struct("=i")
_CHUNK = 1 << 20
_FROM_OUTSIDE = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class Ending(enum.Enum):
    """How a child ended."""

    DONE = "done"
    OVER_LIMITS = "over_limits"
    LIED = "lied"


class Frames:
    """Puts the bytes of a child together to steps; ValueError at the first thing no honest child sends."""

    def __init__(self, limits: DecodeLimits) -> None:
        self._limits = limits
        self._untrusted = bytearray()
        self._page: HandedPage | None = None
        self._pages = 0

    def steps(self, untrusted: bytes) -> Iterator[Step]:
        """The steps complete with these further bytes."""
        self._untrusted += untrusted
        while (step := self._next()) is not None:
            if not isinstance(step, HandedPage):
                yield step

    def _next(self) -> Step | HandedPage | None:
        if self._page is not None:
            page = self._page
            raw = self._cut(page.size)
            if raw is None:
                return None
            self._page = None
            return RawPage(page, raw)
        if len(self._untrusted) < LENGTH.size:
            return None
        length = LENGTH.unpack_from(self._untrusted)[0]
        if length > LONGEST_HEADER:
            raise ValueError("a header is too long")
        text = self._cut(LENGTH.size + length)
        return None if text is None else self._header(text[LENGTH.size :])

    def _header(self, untrusted_text: bytes) -> Step | HandedPage:
        header = HANDED.validate_json(untrusted_text)
        if isinstance(header, HandedPage):
            self._pages += 1
            if header.width * header.height > self._limits.max_pixels or self._pages > self._limits.max_pages:
                raise ValueError("a page is over the limits")
            self._page = header
        return header

    def _cut(self, length: int) -> bytes | None:
        if len(self._untrusted) < length:
            return None
        part = bytes(self._untrusted[:length])
        del self._untrusted[:length]
        return part


@dataclass
class Pipes:
    """Our ends of one child's pipes: bytes in, pages out, exit status out; -1 when closed."""

    content: int
    pages: int
    status: int

    def close(self) -> None:
        """Close what is still open; the child at the other end notices."""
        for name in ("content", "pages", "status"):
            self.close_one(name)

    def close_one(self, name: str) -> None:
        """Close one end."""
        descriptor = getattr(self, name)
        if descriptor >= 0:
            setattr(self, name, -1)
            os.close(descriptor)


class Decoding:
    """One fax in a child. Read `steps` to the end, then ask `ending`."""

    def __init__(self, pipes: Pipes, content: bytes, limits: DecodeLimits) -> None:
        self._pipes = pipes
        self._left = memoryview(content)
        self._limits = limits
        self._status = b""
        self._late = False
        self._lied = False

    def steps(self) -> Iterator[Step]:
        """What the child hands back, each when it is complete; ends early when the child's time is up."""
        frames = Frames(self._limits)
        try:
            for untrusted in self._chunks():
                yield from frames.steps(untrusted)
        except (ValueError, ValidationError):
            self._lied = True

    @property
    def ending(self) -> Ending:
        """How the child ended; DecoderFailed when something other than the fax ended it."""
        if self._lied:
            return Ending.LIED
        if self._late:
            return Ending.OVER_LIMITS
        if len(self._status) < _EXIT_STATUS.size:
            raise DecoderFailed("the decoding server died")
        code = _EXIT_STATUS.unpack(self._status)[0]
        if code in _FROM_OUTSIDE:
            raise DecoderFailed(f"the decoding child was ended from outside by signal {-code}")
        return Ending.DONE if code in {0, 1} else Ending.OVER_LIMITS

    def _chunks(self) -> Iterator[bytes]:
        """Bytes of the pages while the child's bytes are written and its exit status is read."""
        deadline = time.monotonic() + self._limits.seconds
        os.set_blocking(self._pipes.content, False)
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipes.content, selectors.EVENT_WRITE, "content")
            selector.register(self._pipes.pages, selectors.EVENT_READ, "pages")
            selector.register(self._pipes.status, selectors.EVENT_READ, "status")
            while selector.get_map():
                left = deadline - time.monotonic()
                if left <= 0:
                    self._late = True
                    return
                for key, _ in selector.select(left):
                    untrusted, ended = self._serve(key.data)
                    if ended:
                        selector.unregister(key.fd)
                        self._pipes.close_one(key.data)
                    if untrusted:
                        yield untrusted

    def _serve(self, end: str) -> tuple[bytes, bool]:
        """Move some bytes at one end: what was read of the pages, and whether this end is finished."""
        if end == "content":
            return b"", self._write()
        if end == "pages":
            untrusted = os.read(self._pipes.pages, _CHUNK)
            return untrusted, not untrusted
        part = os.read(self._pipes.status, _EXIT_STATUS.size - len(self._status))
        self._status += part
        return b"", not part or len(self._status) == _EXIT_STATUS.size

    def _write(self) -> bool:
        try:
            self._left = self._left[os.write(self._pipes.content, self._left[:_CHUNK]) :]
        except BrokenPipeError:
            return True
        except BlockingIOError:
            return False
        return not self._left
