"""The PP-OCRv6 small recogniser with the weights of the rapidocr wheel."""

from collections.abc import Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from documents import MissingEngine
from ocr.alphabet import Columns
from ocr.ctc import Posteriors
from ocr.engine import Pixels
from ocr.line_engine import LineEngine
from ocr.line_image import padded
from ocr.session import Network

_MODEL = "PP-OCRv6_rec_small.onnx"
_WIDTH_STEP = 32
_LEAST_WIDTH = 64


class PaddleEngine(LineEngine):
    """Reads print well and handwriting fairly; only printable ASCII of its characters is kept."""

    name = "paddle"

    def __init__(self) -> None:
        model = files("rapidocr").joinpath("models", _MODEL)
        if not model.is_file():
            raise MissingEngine(f"the rapidocr package holds no models/{_MODEL}; install rapidocr 3.10")
        self._network = Network(model.read_bytes())
        self._columns = Columns((*self._network.character.split("\n"), " "))

    def shaped(self, line: Pixels) -> NDArray[np.float32]:
        """-1 ink to 1 paper, padded with paper."""
        return padded(line, _LEAST_WIDTH, _WIDTH_STEP)

    def run(self, stack: NDArray[np.float32]) -> Sequence[Posteriors]:
        """The posteriors of the network, gathered to printable ASCII."""
        raw = self._network.run(np.repeat(stack[:, None], 3, axis=1))
        return tuple(self._columns.printable(crop) for crop in raw)
