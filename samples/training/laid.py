"""A sheet of training laid over its blank without a call's distortions, as `extractors` expects a page."""

import numpy as np
from numpy.typing import NDArray

from documents import FormRef
from extractors.align import Alignment
from extractors.blanks import BlankPage
from extractors.features import Features
from extractors.tiles import TILE_HIGH, TILE_WIDE


def blank_of(pixels: NDArray[np.uint8]) -> BlankPage:
    """The printed sheet, grey at 204 dpi, as a blank without corners: it is never looked for."""
    none = Features(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
    return BlankPage(FormRef(form="training", edition="2017-10"), 1, pixels, none)


def flat_alignment(laid: NDArray[np.uint8], residual: float) -> Alignment:
    """The sheet in its blank's frame, said to lie `residual` pixels off everywhere."""
    height, width = laid.shape
    tiles = (height // TILE_HIGH + 1, width // TILE_WIDE + 1)
    nothing = np.zeros((1, 1), np.float32)
    return Alignment(
        laid=laid,
        score=1.0,
        residual=residual,
        across=nothing,
        down=nothing,
        upright_size=(width, height),
        left_over=np.full(tiles, residual),
        has_print=np.ones(tiles, np.bool_),
        tears=(),
    )
