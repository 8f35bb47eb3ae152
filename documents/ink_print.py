"""The strokes of a signature in some hundred characters, and whether two of them are the same ink."""

import base64
import zlib

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Ink = NDArray[np.float64]

SAME_INK = 0.92
"""Sameness from which two prints are of one signature, copied; see docs/benchmarks.md."""

_FOLD = 2
"""So many pixels of 204 dpi, each way, are one of a print: a quarter of a millimetre."""
_ROOM = 2
_SOFT = (0.21, 0.58, 0.21)
"""A Gaussian of 0.7 pixels of the print, so that a stroke a little aside still counts."""


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


def sameness(one: str, other: str) -> float:
    """How well two prints lie on each other where they do so best: 1 the same ink, 0 nothing in common.

    The greatest normalised cross-correlation of both, softened, over all shifts. ValueError when one is no
    print.
    """
    first, second = _softened(_mask(one)), _softened(_mask(other))
    room = (first.shape[0] + second.shape[0], first.shape[1] + second.shape[1])
    there, moved = np.fft.rfft2(first, room), np.fft.rfft2(second, room)
    met = np.fft.irfft2(there * moved.conj(), room).max()
    return float(met / np.sqrt((first**2).sum() * (second**2).sum()))


def _softened(mask: Mask) -> Ink:
    ink = np.pad(mask.astype(np.float64), _ROOM)
    for axis in (0, 1):
        before, here, after = (weight * np.roll(ink, place - 1, axis) for place, weight in enumerate(_SOFT))
        ink = before + here + after
    return ink


def _mask(text: str) -> Mask:
    """The small mask of a print; ValueError when it is none."""
    size, _, packed = text.partition(":")
    wide, _, high = size.partition("x")
    if not (wide.isdigit() and high.isdigit()):
        raise ValueError("not the print of a signature")
    bits = np.unpackbits(np.frombuffer(zlib.decompress(base64.b85decode(packed)), np.uint8))
    return bits[: int(wide) * int(high)].reshape(int(high), int(wide)).astype(np.bool_)
