"""A network in ONNX form, opened to run on one thread."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from documents import EngineFailed


class _Session(Protocol):
    def run(
        self, outputs: Sequence[str] | None, feed: dict[str, NDArray[np.float32]]
    ) -> list[NDArray[np.float32]]: ...


class Network:
    """A network with one input and one output; `character` is the dictionary some carry, else empty."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.character: str = session.get_modelmeta().custom_metadata_map.get("character", "")
        self._session: _Session = session

    def run(self, stack: NDArray[np.float32]) -> NDArray[np.float32]:
        """The output for an input named x; EngineFailed when the runtime gives up on it."""
        try:
            return self._session.run(None, {"x": stack})[0]
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as failed:
            raise EngineFailed("the recogniser failed on a crop") from failed
