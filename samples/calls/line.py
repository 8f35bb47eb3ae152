"""One direction of a telephone line: band limit, mu-law, noise, clicks and lost packets.

Everything that reaches a sample is whole-number arithmetic or a correctly rounded operation, so that one seed
gives one signal on every processor.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from documents import Record

FRAME = 160
"""Samples in 20 ms at 8 kHz."""

RATE = 8000
Samples = NDArray[np.int16]

_TAPS = 65
_UNIT = 1 << 15


class LineQuality(Record):
    """What a line does to a call.

    `snr_db` is noise that follows the signal; constant noise would keep the receiver's carrier detector on
    and end the handshake rather than spoil a page. Damage starts `from_s` seconds into the call, after
    training: lines bad from the start make modems fall back instead. From `dead_from_s` the line is silent.
    """

    snr_db: float | None = None
    clicks_per_s: float = Field(default=0, ge=0)
    click_ms: float = Field(default=4, gt=0, le=15)
    click_level: float = 9000
    packet_loss: float = Field(default=0, ge=0, lt=1)
    loss_burst: int = Field(default=1, ge=1)
    from_s: float = Field(default=12, ge=0)
    dead_from_s: float | None = None


CLEAN = LineQuality()
"""A line that does nothing but limit the band and code in mu-law."""


@cache
def _band_limit() -> NDArray[np.int64]:
    """A 200 to 3500 Hz filter, Hamming window, taps in units of 1/32768."""
    at = [tap - (_TAPS - 1) / 2 for tap in range(_TAPS)]
    window = [0.54 - 0.46 * math.cos(2 * math.pi * tap / (_TAPS - 1)) for tap in range(_TAPS)]

    def low_pass(edge: float, x: float) -> float:
        turn = 2 * math.pi * edge / RATE * x
        return 2 * edge / RATE * (math.sin(turn) / turn if turn else 1.0)

    taps = [(low_pass(3500, x) - low_pass(200, x)) * w for x, w in zip(at, window, strict=True)]
    return np.array([round(tap * _UNIT) for tap in taps], dtype=np.int64)


@cache
def _mu_law() -> Samples:
    """The value after G.711 coding and decoding, for each of the 65,536 sample values from -32768 up."""
    steps = [(((mantissa << 3) + 0x84) << exponent) - 0x84 for exponent in range(8) for mantissa in range(16)]
    levels = np.array(sorted({*steps, *(-step for step in steps)}), dtype=np.int64)
    values = np.arange(-32768, 32768, dtype=np.int64)
    middles = (levels[1:] + levels[:-1] + 1) // 2
    return levels[np.searchsorted(middles, values, side="right")].astype(np.int16)


class Line:
    """Carries frames of 160 samples from one terminal to the other and remembers its state between frames."""

    def __init__(self, quality: LineQuality, seed: int) -> None:
        self._quality = quality
        self._chance = np.random.default_rng(seed)
        self._tail = np.zeros(_TAPS - 1, dtype=np.int64)
        self._frames = 0
        self._losing = 0
        self.packets_lost = 0

    def carry(self, frame: Samples) -> Samples | None:
        """The frame at the far end, or None for a lost packet that the receiver must conceal."""
        second = self._frames * FRAME / RATE
        self._frames += 1
        heard = self._limited(frame)
        if self._quality.dead_from_s is not None and second >= self._quality.dead_from_s:
            heard = np.zeros_like(heard)
        elif second >= self._quality.from_s:
            heard = self._clicked(self._noisy(heard))
            if self._is_lost():
                return None
        return _mu_law()[np.clip(heard, -32768, 32767) + 32768]

    def _limited(self, frame: Samples) -> NDArray[np.int64]:
        signal = np.concatenate([self._tail, frame.astype(np.int64)])
        self._tail = signal[-(_TAPS - 1) :]
        return np.asarray(np.convolve(signal, _band_limit(), "valid") >> 15, dtype=np.int64)

    def _noisy(self, heard: NDArray[np.int64]) -> NDArray[np.int64]:
        if self._quality.snr_db is None:
            return heard
        level = math.sqrt(int(heard @ heard) / FRAME) * 10 ** (-self._quality.snr_db / 20)
        return heard + np.rint(self._chance.standard_normal(FRAME) * level).astype(np.int64)

    def _clicked(self, heard: NDArray[np.int64]) -> NDArray[np.int64]:
        rate = self._quality.clicks_per_s * FRAME / RATE
        if not rate or self._chance.random() >= rate:
            return heard
        length = int(self._quality.click_ms * RATE / 1000)
        start = int(self._chance.integers(0, FRAME - length))
        burst = self._chance.standard_normal(length) * self._quality.click_level
        clicked = heard.copy()
        clicked[start : start + length] += np.rint(burst).astype(np.int64)
        return clicked

    def _is_lost(self) -> bool:
        loss, burst = self._quality.packet_loss, self._quality.loss_burst
        if not self._losing and loss and self._chance.random() < loss / burst:
            self._losing = burst
        if not self._losing:
            return False
        self._losing -= 1
        self.packets_lost += 1
        return True
