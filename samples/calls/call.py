"""One fax call from the first ring to the received TIFF."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from documents import Record
from samples.calls import spandsp
from samples.calls.line import CLEAN, FRAME, RATE, Line, LineQuality
from samples.calls.terminal import Terminal

Modems = Literal["v17", "v29", "v27"]
Compression = Literal["t6", "2d", "1d"]

_MODEMS = {
    "v17": spandsp.V17 | spandsp.V29 | spandsp.V27,
    "v29": spandsp.V29 | spandsp.V27,
    "v27": spandsp.V27,
}
_COMPRESSIONS = {
    "t6": spandsp.T4_1D | spandsp.T4_2D | spandsp.T6,
    "2d": spandsp.T4_1D | spandsp.T4_2D,
    "1d": spandsp.T4_1D,
}


class CallSetting(Record):
    """How a call is made: fastest modem and best compression both sides know, identities, lines."""

    ecm: bool = True
    modems: Modems = "v17"
    compression: Compression = "t6"
    stored_as: Compression = "2d"
    caller: str = Field(default="5555550100", max_length=20, repr=False)
    answerer: str = Field(default="8777789008", max_length=20)
    forward: LineQuality = CLEAN
    backward: LineQuality = CLEAN
    seed: int = 1
    limit_s: float = Field(default=1800, gt=0)


class CallPage(Record):
    """One page as the receiving terminal counted it when the page was over."""

    rows: int
    bad_rows: int
    worst_run: int
    ecm_retries: int


class CallReport(Record):
    """What came of a call; `sender` and `receiver` are their own verdicts, and may differ ("OK": success)."""

    line_seconds: float
    sender: str
    receiver: str
    heard_caller: str = Field(repr=False)
    bit_rate: int
    ecm: bool
    packets_lost: int
    pages_received: int
    pages: tuple[CallPage, ...]


def place_call(pages: Path, received: Path, setting: CallSetting) -> CallReport:
    """Send every page of a TIFF and write the received TIFF; no file appears when no page arrives.

    The TIFF to send is 1 bit, 1728 pixels wide, with resolution tags 204 x 98, 196 or 391. MissingEngine when
    libspandsp is not installed.
    """
    caller, answerer = Terminal(setting.caller, calling=True), Terminal(setting.answerer, calling=False)
    for terminal in (caller, answerer):
        terminal.offer(
            ecm=setting.ecm,
            modems=_MODEMS[setting.modems],
            compressions=_COMPRESSIONS[setting.compression],
        )
    caller.send(pages)
    answerer.receive(received, spandsp.FILE_ENCODING[setting.stored_as])
    there, back = Line(setting.forward, setting.seed), Line(setting.backward, setting.seed + 1)
    frames = _talk(caller, answerer, (there, back), int(setting.limit_s * RATE / FRAME))
    counted = answerer.statistics()
    report = CallReport(
        line_seconds=frames * FRAME / RATE,
        sender=caller.result(),
        receiver=answerer.result(),
        heard_caller=answerer.peer(),
        bit_rate=counted.bit_rate,
        ecm=bool(counted.ecm),
        packets_lost=there.packets_lost,
        pages_received=counted.pages_rx,
        pages=tuple(
            CallPage(
                rows=page.length,
                bad_rows=page.bad_rows,
                worst_run=page.longest_bad_row_run,
                ecm_retries=page.ecm_retries,
            )
            for page in answerer.pages
        ),
    )
    caller.stop()
    answerer.stop()
    return report


def _talk(caller: Terminal, answerer: Terminal, lines: tuple[Line, Line], most_frames: int) -> int:
    there, back = lines
    for frame in range(most_frames):
        if caller.completion is not None and answerer.completion is not None:
            return frame
        answerer.hear(there.carry(caller.speak()))
        caller.hear(back.carry(answerer.speak()))
    return most_frames
