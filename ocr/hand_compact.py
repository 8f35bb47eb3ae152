"""A small convolutional and recurrent reader trained from scratch, so that its mistakes are its own."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.ctc import Posteriors
from ocr.engine import Pixels
from ocr.hand import trained_weights
from ocr.line_engine import LineEngine
from ocr.line_image import padded
from ocr.session import Network

_HEIGHT = 40
_WIDTH_STEP = 16
_LEAST_WIDTH = 32
_ROOM = 8


class CompactEngine(LineEngine):
    """Reads handwriting and print independently of the other readers; see `ocr/weights/MODEL_CARD.md`."""

    name = "compact"

    def __init__(self, weights: Path | None = None) -> None:
        self._network = Network(trained_weights("compact.onnx", weights))

    def shaped(self, line: Pixels) -> NDArray[np.float32]:
        """40 pixels high, 0 paper to 1 ink, padded with paper."""
        width = max(8, round(line.shape[1] * _HEIGHT / line.shape[0]))
        small = np.asarray(cv2.resize(line, (width, _HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
        roomy = np.pad(small, ((0, 0), (0, _ROOM)), constant_values=255)
        return np.asarray((1 - padded(roomy, _LEAST_WIDTH, _WIDTH_STEP)) / 2, np.float32)

    def run(self, stack: NDArray[np.float32]) -> Sequence[Posteriors]:
        """The posteriors as the network gives them: blank, then printable ASCII."""
        return tuple(self._network.run(stack[:, None]).astype(np.float64))
