"""Feed the paper, dial, and look at what arrived: from sheets to the received TIFF."""

import random
from collections.abc import Callable, Mapping
from typing import Literal

from documents import FaxdeskError
from samples.calls import (
    CallSetting,
    HeaderLine,
    LineQuality,
    ReceivedCall,
    SentPage,
    send,
    with_header,
)
from samples.calls.call import Compression, Modems
from samples.calls.header import HeaderPlace, HeaderStyle
from samples.feeder import PAPER_DPI
from samples.paper import pick_conditions, to_fax
from samples.plan import Damage, SamplePlan
from samples.stack import Stack

LIGHT_LIMIT = 15
"""Most bad rows of the worst page of a lightly damaged fax."""

_TRIES = 24
_BAD_ROWS = {Damage.LIGHT: (1, LIGHT_LIMIT), Damage.HEAVY: (LIGHT_LIMIT + 1, 160)}
_FIRST_LEVEL = {Damage.LIGHT: 1.0, Damage.HEAVY: 4.0}
_TROUBLES: Mapping[str, Callable[[float], dict[str, float]]] = {
    "noise": lambda level: {"snr_db": 24.0 - 0.5 * level},
    "clicks": lambda level: {"clicks_per_s": 0.1 * 1.7**level},
    "loss": lambda level: {"packet_loss": 0.0012 * 1.7**level},
}
"""What is wrong with a line, rougher with the level."""

Pages = tuple[SentPage, ...]
_Y_DPI: dict[str, Literal[98, 196]] = {"standard": 98, "fine": 196}
_COUNTING: tuple[HeaderStyle, ...] = ("toshiba", "brother", "xerox", "hylafax")
_STYLES: tuple[HeaderStyle, ...] = (*_COUNTING, "spandsp")
_PLACES: tuple[HeaderPlace, ...] = ("outside", "inside", "none")
_PLACE_WEIGHTS = (75, 12, 13)
_COMPRESSIONS: tuple[Compression, ...] = ("2d", "1d")
_MODEMS: tuple[Modems, ...] = ("v17", "v29", "v27")
_MODEM_WEIGHTS = (75, 18, 7)


class NoSuchCall(FaxdeskError):
    """No call with the planned damage came about in any of the tries."""


def transmit(plan: SamplePlan, stack: Stack) -> ReceivedCall:
    """Scan the sheets and place calls until one is damaged as planned; NoSuchCall when none is.

    Same plan and sheets, same bytes. The header line carries the sender's clock, some minutes off ours.
    """
    rng = random.Random(f"{plan.seed}:{plan.name if plan.of else ''}:call")
    pages = _scanned(plan, stack, rng)
    setting = _setting(plan, stack, rng)
    if plan.damage is Damage.CLEAN:
        return send(pages, setting, plan.received_at)
    if plan.damage is Damage.CUT:
        return _cut(pages, setting, plan)
    return _spoiled(pages, setting, plan, rng.choice(tuple(_TROUBLES)))


def _spoiled(pages: Pages, setting: CallSetting, plan: SamplePlan, trouble: str) -> ReceivedCall:
    """A call over a line made worse in growing steps, then tuned in smaller ones, until it is as planned."""
    fewest, most = _BAD_ROWS[plan.damage]
    level, step, last_way = _FIRST_LEVEL[plan.damage], 0.8, 0
    for attempt in range(_TRIES):
        line = LineQuality.model_validate(_TROUBLES[trouble](level))
        call = send(pages, _again(setting, attempt, forward=line), plan.received_at)
        worst = max((page.bad_rows for page in call.damage), default=0)
        if len(call.damage) == len(pages) and fewest <= worst <= most:
            return call
        way = 1 if len(call.damage) == len(pages) and worst < fewest else -1
        step = step / 2 if way == -last_way else step * 1.3
        last_way, level = way, level + way * step
    raise NoSuchCall(f"{plan.name}: no call came out {plan.damage}")


def _cut(pages: Pages, setting: CallSetting, plan: SamplePlan) -> ReceivedCall:
    """A call that breaks off when some pages have arrived and others have not."""
    whole = send(pages, setting, plan.received_at).report.line_seconds
    for share in (0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5):
        dead = LineQuality(dead_from_s=whole * share)
        broken = setting.model_copy(update={"forward": dead, "backward": dead, "limit_s": whole * share + 90})
        call = send(pages, broken, plan.received_at)
        if 0 < len(call.damage) < len(pages):
            return call
    raise NoSuchCall(f"{plan.name}: no call broke off between its pages")


def _again(setting: CallSetting, attempt: int, forward: LineQuality) -> CallSetting:
    return setting.model_copy(update={"forward": forward, "seed": setting.seed + 2 * attempt})


def _scanned(plan: SamplePlan, stack: Stack, rng: random.Random) -> Pages:
    y_dpi = _Y_DPI[plan.resolution]
    line = _header(plan, stack, rng)
    pages = []
    for number, paper in enumerate(stack.papers, start=1):
        ink = to_fax(paper.pixels, plan.resolution, pick_conditions(plan.preset, rng), rng, dpi=PAPER_DPI)
        pages.append(SentPage(with_header(ink, line, number, len(stack.papers), y_dpi), y_dpi))
    return tuple(pages)


def _header(plan: SamplePlan, stack: Stack, rng: random.Random) -> HeaderLine:
    """The sender's machine; of a call that breaks off, one that says how many pages there are."""
    cut = plan.damage is Damage.CUT
    return HeaderLine(
        style=rng.choice(_COUNTING if cut else _STYLES),
        place="outside" if cut else rng.choices(_PLACES, _PLACE_WEIGHTS)[0],
        station=stack.sender.practice,
        phone=stack.sender.fax,
        sent_at=plan.received_at.replace(minute=(plan.received_at.minute + rng.randint(-7, 2)) % 60),
    )


def _setting(plan: SamplePlan, stack: Stack, rng: random.Random) -> CallSetting:
    """The machines of both sides; only without error correction can a bad line spoil a page."""
    ecm = plan.damage in (Damage.CLEAN, Damage.CUT) and rng.random() < 0.65
    compression: Compression = "t6" if ecm else rng.choice(_COMPRESSIONS)
    return CallSetting(
        ecm=ecm,
        modems=rng.choices(_MODEMS, _MODEM_WEIGHTS)[0],
        compression=compression,
        stored_as=compression,
        caller=rng.choice((stack.sender.fax, f"1{stack.sender.fax}", "")),
        seed=rng.getrandbits(31),
    )
