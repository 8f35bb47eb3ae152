"""The decoding server as its user sees it: started when first needed, replaced from time to time."""

import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

from documents import DecoderFailed
from intake.decoding import Decoding, Pipes
from intake.limits import DecodeLimits

FAXES_A_SERVER = 500


class DecodingServer:
    """A process that holds the decoders and gives each fax a child; may be used by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None
        self._left = 0
        self._at_work = 0
        self._owner = 0

    def close(self) -> None:
        """End the server and every child of it."""
        with self._lock:
            self._stop()

    @contextlib.contextmanager
    def decode(self, content: bytes, limits: DecodeLimits, reader: str) -> Iterator[Decoding]:
        """Bytes being decoded for the time of the block; DecoderFailed when no child can be had."""
        number, pipes = self._started(limits, reader)
        try:
            yield Decoding(pipes, content, limits)
        finally:
            pipes.close()
            self._end(number)

    def _started(self, limits: DecodeLimits, reader: str) -> tuple[int, Pipes]:
        number = next(self._numbers)
        order = {"number": number, "reader": reader, "limits": limits.model_dump_json()}
        with self._lock:
            try:
                pipes = self._order(order)
            except OSError:
                self._stop()
                pipes = self._order_again(order)
            self._at_work += 1
        return number, pipes

    def _order_again(self, order: dict[str, object]) -> Pipes:
        try:
            return self._order(order)
        except OSError as failure:
            raise DecoderFailed("the decoding server cannot be reached") from failure

    def _order(self, order: dict[str, object]) -> Pipes:
        wire = self._running()
        content_in, content_out = os.pipe()
        pages_in, pages_out = os.pipe()
        status_in, status_out = os.pipe()
        pipes = Pipes(content_out, pages_in, status_in)
        try:
            socket.send_fds(wire, [json.dumps(order).encode()], [content_in, pages_out, status_out])
        except OSError:
            pipes.close()
            raise
        finally:
            for descriptor in (content_in, pages_out, status_out):
                os.close(descriptor)
        self._left -= 1
        return pipes

    def _running(self) -> socket.socket:
        mine = self._wire is not None and self._owner == os.getpid()
        if self._wire is not None and mine and (self._left > 0 or self._at_work):
            return self._wire
        self._stop()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own module, by our own interpreter
                [sys.executable, "-I", "-m", "intake.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._wire, self._owner, self._left = ours, os.getpid(), FAXES_A_SERVER
        return ours

    def _end(self, number: int) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._at_work -= 1
            if self._wire is not None:
                self._wire.send(json.dumps({"end": number}).encode())

    def _stop(self) -> None:
        if self._wire is not None:
            self._wire.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
        self._wire = self._process = None
