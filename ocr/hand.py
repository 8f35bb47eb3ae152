"""The PP-OCRv6 small recogniser trained further on handwriting, with the weights of `ocr/weights`."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from documents import MissingEngine
from ocr.ctc import Posteriors
from ocr.engine import Pixels
from ocr.line_engine import LineEngine
from ocr.line_image import padded
from ocr.session import Network

_WIDTH_STEP = 32
_LEAST_WIDTH = 64


def trained_weights(name: str, folder: Path | None = None) -> bytes:
    """The weights of that name in the folder, else those that ship; MissingEngine without both."""
    own = folder / name if folder is not None else None
    model = own if own is not None and own.is_file() else files("ocr").joinpath("weights", name)
    if not model.is_file():
        raise MissingEngine(f"ocr/weights/{name} is missing; install faxdesk again")
    return model.read_bytes()


class HandEngine(LineEngine):
    """Reads handwriting, and print on faxes better than before; see `ocr/weights/MODEL_CARD.md`."""

    name = "hand"

    def __init__(self, weights: Path | None = None) -> None:
        self._network = Network(trained_weights("hand.onnx", weights))

    def shaped(self, line: Pixels) -> NDArray[np.float32]:
        """-1 ink to 1 paper, padded with paper."""
        return padded(line, _LEAST_WIDTH, _WIDTH_STEP)

    def run(self, stack: NDArray[np.float32]) -> Sequence[Posteriors]:
        """The posteriors as the network gives them: blank, then printable ASCII."""
        return tuple(self._network.run(np.repeat(stack[:, None], 3, axis=1)).astype(np.float64))
