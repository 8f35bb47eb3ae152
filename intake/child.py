"""The decoding server: loads the decoders once, then gives each fax a child of its own with limits.

Run as `python -m intake.child FD`; the other end of the socket FD sends one order a fax, with three pipes:
the bytes come in by the first, pages go out by the second, the child's exit status by the third.
"""

import ctypes
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterator, Mapping

from documents import Media, RefusalReason
from intake.handed import FIRST_READER, LENGTH, SECOND_READER, HandedRefusal, RawPage, Refused, Step
from intake.limits import DecodeLimits
from intake.pdf import decode_pdf
from intake.poppler import decode_with_poppler
from intake.sniff import media_of
from intake.tiff import decode_tiff

EXIT_STATUS = struct.Struct("=i")
OUT_OF_MEMORY = 3
LONGEST_ORDER = 4_096
_PR_SET_PDEATHSIG = 1

Decoder = Callable[[bytes, DecodeLimits], Iterator[Step]]

READERS: Mapping[str, Mapping[Media, Decoder]] = {
    FIRST_READER: {Media.TIFF: decode_tiff, Media.PDF: decode_pdf},
    SECOND_READER: {Media.PDF: decode_with_poppler},
}


def serve(wire: socket.socket) -> None:
    """Take orders until the other end closes; then every child still at work is ended."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[int, tuple[int, int]] = {}
    while True:
        ready, _, _ = select.select([wire.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4_096)
            _report_ended(running)
        if wire.fileno() in ready and not _obey(wire, running):
            break
    for process in running:
        os.kill(process, signal.SIGKILL)


def _obey(wire: socket.socket, running: dict[int, tuple[int, int]]) -> bool:
    """Start or end a child as the order says; false when no more orders will come."""
    message, pipes, _, _ = socket.recv_fds(wire, LONGEST_ORDER, 3)
    if not message:
        return False
    order = json.loads(message)
    if "end" in order:
        for process, (number, _) in running.items():
            if number == order["end"]:
                os.kill(process, signal.SIGKILL)
        return True
    untrusted_in, out, status = pipes
    process = os.fork()
    if process == 0:
        _run_child(order, untrusted_in, out)
    os.close(untrusted_in)
    os.close(out)
    running[process] = (order["number"], status)
    return True


def _report_ended(running: dict[int, tuple[int, int]]) -> None:
    while running:
        process, ended = os.waitpid(-1, os.WNOHANG)
        if not process:
            return
        _, status = running.pop(process)
        try:
            os.write(status, EXIT_STATUS.pack(os.waitstatus_to_exitcode(ended)))
        except BrokenPipeError:
            continue
        finally:
            os.close(status)


def _run_child(order: dict[str, str], untrusted_in: int, out: int) -> None:
    """The whole life of a child: it ends here, whatever happens."""
    code = 1
    try:
        _keep_only(untrusted_in, out)
        limits = DecodeLimits.model_validate_json(order["limits"])
        reader = READERS[order["reader"]]
        with os.fdopen(out, "wb") as file:
            code = _decode(reader, untrusted_in, file.write, limits)
    finally:
        os._exit(code)


def _decode(
    reader: Mapping[Media, Decoder], untrusted_in: int, write: Callable[[bytes], int], limits: DecodeLimits
) -> int:
    try:
        with os.fdopen(untrusted_in, "rb") as file:
            content = file.read(limits.max_bytes + 1)
        steps = reader[media_of(content)](content, limits)
        confine(limits)
        for step in steps:
            write(framed(step))
    except Refused as refused:
        write(framed(HandedRefusal(reason=refused.reason, detail=refused.detail)))
    except MemoryError:
        return OUT_OF_MEMORY
    finally:
        unforeseen = sys.exc_info()[0]
        if unforeseen is not None:
            write(framed(HandedRefusal(reason=RefusalReason.BROKEN, detail=unforeseen.__name__)))
    return 0


def framed(step: Step) -> bytes:
    """A step as it travels: the length of its header, the header as JSON, and a page's pixels."""
    header = step.header if isinstance(step, RawPage) else step
    text = header.model_dump_json().encode()
    return LENGTH.pack(len(text)) + text + (step.raw if isinstance(step, RawPage) else b"")


def confine(limits: DecodeLimits) -> None:
    """Bound this process: memory, processor time, no files written, no core, and death with its parent."""
    seconds = int(limits.seconds) + 1
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _keep_only(*kept: int) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    last = 2
    for descriptor in sorted(kept):
        os.closerange(last + 1, descriptor)
        last = descriptor
    os.closerange(last + 1, 4_096)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
