"""Writes a trained reader as ONNX: `python -m samples.training.export --help`."""

import argparse
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from ocr.crop_shards import Crop
from ocr.ctc import greedy
from ocr.grammar import PRINTABLE
from samples.training.recipes import RECIPES, Recipe
from samples.training.scoring import held_crops

_OPSET = 17
HALVED = "_half"
"""What follows the name of a constant in half precision."""
_HALVED_FROM = 64
"""Constants of at least that many numbers are stored in half precision."""
_CHECKED = 200
_LEAST_ALIKE = 0.98


class _Probabilities(nn.Module):
    """A reader with the softmax that the engines expect."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Probabilities over blank and printable ASCII."""
        found: torch.Tensor = self.network(x)
        return found.softmax(2)


def exported(network: nn.Module, recipe: Recipe) -> bytes:
    """The network as ONNX with input x and output y, its weights stored in half precision."""
    reader = _Probabilities(network).eval()
    example = recipe.pack([np.full((48, 320), 255, np.uint8)] * 2).contiguous()
    buffer = io.BytesIO()
    torch.onnx.export(
        reader,
        (example,),
        buffer,
        input_names=["x"],
        output_names=["y"],
        dynamic_axes={"x": {0: "batch", 3: "width"}, "y": {0: "batch", 1: "time"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    model = onnx.load_from_string(buffer.getvalue())
    _halve(model)
    return bytes(model.SerializeToString())


def mean_of(runs: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of the weights of runs that began from the same weights; counters are those of the last."""
    return {
        name: torch.stack([run[name] for run in runs]).mean(0) if last.is_floating_point() else last
        for name, last in runs[-1].items()
    }


def _halve(model: Any) -> None:
    """Store the large constants in half precision; the runtime widens them again once, when it opens them."""
    widened = []
    for constant in model.graph.initializer:
        if constant.data_type != TensorProto.FLOAT or np.prod(constant.dims) < _HALVED_FROM:
            continue
        name = constant.name
        half = numpy_helper.to_array(constant).astype(np.float16)
        constant.CopyFrom(numpy_helper.from_array(half, f"{name}{HALVED}"))
        widened.append(helper.make_node("Cast", [f"{name}{HALVED}"], [name], to=TensorProto.FLOAT))
    kept = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*widened, *kept])


def read_alike(network: nn.Module, recipe: Recipe, model: bytes, crops: list[Crop]) -> float:
    """The share of crops that the export reads as the network does."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    alike = 0
    for crop in crops:
        stack = recipe.pack([crop.pixels]).contiguous()
        with torch.no_grad():
            mine = network(stack)[0].numpy()
        theirs = session.run(None, {"x": stack.numpy()})[0][0]
        alike += greedy(mine, PRINTABLE).text == greedy(theirs, PRINTABLE).text
    return alike / len(crops)


def main() -> None:
    """Export one reader, and check the export against the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", choices=sorted(RECIPES))
    parser.add_argument(
        "--weights", type=Path, nargs="+", required=True, help="best.pt of a run; of several, their mean"
    )
    parser.add_argument("--held", type=Path, required=True, help="folder of calibration crops")
    parser.add_argument("--out", type=Path, required=True, help="folder for the ONNX file")
    options = parser.parse_args()
    recipe = RECIPES[options.reader]
    network = recipe.build()
    network.load_state_dict(mean_of([torch.load(path) for path in options.weights]))
    network.eval()
    model = exported(network, recipe)
    alike = read_alike(network, recipe, model, held_crops(options.held)[:_CHECKED])
    if alike < _LEAST_ALIKE:
        raise SystemExit(f"the export reads only {alike:.1%} of crops as the network does")
    path = options.out / f"{recipe.name}.onnx"
    path.write_bytes(model)
    print(f"{path}: {len(model) / 1e6:.2f} MB, reads {alike:.1%} of crops as the network does")  # noqa: T201


if __name__ == "__main__":
    main()
