"""The PP-OCRv6 small recogniser (weights of the rapidocr wheel) through onnxruntime on one thread."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Protocol

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from documents import EngineFailed, MissingEngine
from ocr.alphabet import Columns
from ocr.cleanup import written_band
from ocr.ctc import Posteriors
from ocr.decode import recognition
from ocr.engine import Pixels, Recognition
from ocr.grammar import Grammar

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
_WIDTH_STEP = 32
_LEAST_WIDTH = 64
_MOST_WIDTH = 1600
_MARGIN = 3
_LEAST_CROP_HEIGHT = 30
_MOST_COLUMNS = 768
_EMPTY = Recognition(text="", confidence=0)


class _Session(Protocol):
    def run(
        self, outputs: Sequence[str] | None, feed: dict[str, NDArray[np.float32]]
    ) -> list[NDArray[np.float32]]: ...


class PaddleEngine:
    """Reads a crop as it is: grey, square pixels, one line. Not to be shared between threads."""

    name = "paddle"

    def __init__(self) -> None:
        model = files("rapidocr").joinpath("models", _MODEL)
        if not model.is_file():
            raise MissingEngine(f"the rapidocr package holds no models/{_MODEL}; install rapidocr 3.10")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(
            model.read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        dictionary: str = session.get_modelmeta().custom_metadata_map["character"]
        self._columns = Columns((*dictionary.split("\n"), " "))
        self._session: _Session = session

    def read(self, crop: Pixels, grammar: Grammar | None = None) -> Recognition:
        """What the crop says; the confidence formula is in `ocr.decode`."""
        return self.read_many((crop,), (grammar,))[0]

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        """What each crop says; crops of like width share a run of the network."""
        found: list[Recognition] = [_EMPTY] * len(crops)
        prepared = [_prepared(crop) for crop in crops]
        for batch in _batches([None if image is None else image.shape[1] for image in prepared]):
            stack = np.stack([image for place in batch if (image := prepared[place]) is not None])
            for place, posteriors in zip(batch, self._posteriors(stack), strict=True):
                found[place] = recognition(posteriors, grammars[place])
        return tuple(found)

    def _posteriors(self, stack: NDArray[np.float32]) -> tuple[Posteriors, ...]:
        three = np.repeat(stack[:, None], 3, axis=1)
        try:
            raw = self._session.run(None, {"x": three})[0]
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as failed:
            raise EngineFailed("the recogniser failed on a crop") from failed
        return tuple(self._columns.printable(crop) for crop in raw)


def _prepared(crop: Pixels) -> NDArray[np.float32] | None:
    """The crop trimmed, 48 pixels high, -1 ink to 1 paper, padded with paper; None when there is no ink."""
    inside = written_band(crop, _MARGIN)
    if not inside.size:
        return None
    short = _LEAST_CROP_HEIGHT - inside.shape[0]
    if short > 0:
        inside = np.pad(inside, ((short // 2, short - short // 2), (0, 0)), constant_values=255)
    width = round(inside.shape[1] * _HEIGHT / inside.shape[0])
    width = min(max(width, 1), _MOST_WIDTH)
    shrinks = inside.shape[0] > _HEIGHT
    scaled = cv2.resize(
        inside, (width, _HEIGHT), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    )
    whole = max(_LEAST_WIDTH, -(-width // _WIDTH_STEP) * _WIDTH_STEP)
    padded = np.full((_HEIGHT, whole), 1.0, dtype=np.float32)
    padded[:, :width] = scaled.astype(np.float32) / 127.5 - 1
    return padded


def _batches(widths: Sequence[int | None]) -> list[list[int]]:
    batches: list[list[int]] = []
    order = sorted((width, place) for place, width in enumerate(widths) if width is not None)
    for width, place in order:
        last = batches[-1] if batches else None
        if last is not None and widths[last[0]] == width and (len(last) + 1) * width <= _MOST_COLUMNS:
            last.append(place)
        else:
            batches.append([place])
    return batches
