"""The strokes of a signature in some hundred characters, and whether two of them are the same ink."""

import base64
import zlib
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Ink = NDArray[np.float32]

SAME_INK = 0.92
"""Sameness from which two prints are of one signature, copied; see docs/benchmarks.md."""

_FOLD = 2
"""So many pixels of 204 dpi, each way, are one of a print: a quarter of a millimetre."""
_ROOM = 2
_SOFT = (0.21, 0.58)
"""A Gaussian of 0.7 pixels of the print, aside and in the middle: a stroke a little aside still counts."""
_ROUNDED = 1e-4
"""More than single precision takes away."""
_STEP = 16


def ink_print(mask: Mask) -> str:
    """The print of ink in a mask of 204 dpi; empty when there is none."""
    high, wide = (-(-side // _FOLD) for side in mask.shape)
    whole = np.zeros((high * _FOLD, wide * _FOLD), np.bool_)
    whole[: mask.shape[0], : mask.shape[1]] = mask
    small: Mask = np.asarray(whole.reshape(high, _FOLD, wide, _FOLD).any(axis=(1, 3)), np.bool_)
    rows, columns = np.flatnonzero(small.any(axis=1)), np.flatnonzero(small.any(axis=0))
    if not len(rows):
        return ""
    inked = small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    packed = zlib.compress(np.packbits(inked).tobytes(), 9)
    return f"{inked.shape[1]}x{inked.shape[0]}:{base64.b85encode(packed).decode('ascii')}"


@dataclass(frozen=True)
class Unpacked:
    """A print ready to be laid on others: its softened ink, of length 1, and that of its rows and columns."""

    ink: Ink = field(repr=False)
    rows: Ink = field(repr=False)
    columns: Ink = field(repr=False)


def unpacked(text: str) -> Unpacked:
    """The ink of a print; ValueError when it is none."""
    ink = _softened(_mask(text))
    ink /= np.linalg.norm(ink)
    rows, columns = (np.sqrt((ink**2).sum(axis=axis)) for axis in (1, 0))
    return Unpacked(ink, rows, columns)


def same_ink(one: Unpacked, other: Unpacked) -> bool:
    """Whether two prints are of one signature, copied."""
    return _most(one, other) >= SAME_INK and sameness(one, other) >= SAME_INK


def sameness(one: Unpacked, other: Unpacked) -> float:
    """How well two prints lie on each other where they do so best: 1 the same ink, 0 nothing in common.

    The greatest normalised cross-correlation of both, softened, over all shifts.
    """
    room = [_quick(sum(sides)) for sides in zip(one.ink.shape, other.ink.shape, strict=True)]
    there, moved = np.fft.rfft2(one.ink, room), np.fft.rfft2(other.ink, room)
    return float(np.fft.irfft2(there * moved.conj(), room).max())


def _most(one: Unpacked, other: Unpacked) -> float:
    """What the sameness cannot exceed (Cauchy and Schwarz, row by row and column by column)."""
    by_row = np.correlate(one.rows, other.rows, "full").max()
    by_column = np.correlate(one.columns, other.columns, "full").max()
    return float(min(by_row, by_column)) + _ROUNDED


def _quick(side: int) -> int:
    """The next length that is quickly transformed."""
    return -(-side // _STEP) * _STEP


def _softened(mask: Mask) -> Ink:
    ink = np.pad(mask.astype(np.float32), _ROOM)
    side, middle = _SOFT
    for _ in ink.shape:
        soft = middle * ink
        soft[1:] += side * ink[:-1]
        soft[:-1] += side * ink[1:]
        ink = soft.T
    return ink


def _mask(text: str) -> Mask:
    """The small mask of a print; ValueError when it is none."""
    size, _, packed = text.partition(":")
    wide, _, high = size.partition("x")
    if not (wide.isdigit() and high.isdigit()):
        raise ValueError("not the print of a signature")
    bits = np.unpackbits(np.frombuffer(zlib.decompress(base64.b85decode(packed)), np.uint8))
    return bits[: int(wide) * int(high)].reshape(int(high), int(wide)).astype(np.bool_)
