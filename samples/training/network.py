"""The PP-OCRv6 small recogniser made from ONNX into a network to train, its head cut to printable ASCII."""

import sys
import types
from importlib.resources import files
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import nn
from torch.nn import functional

from samples.training.alphabet import PRINTABLE

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEAD = ("linear_8.w_0", "linear_8.b_0")
_STUBBED = ("nms", "roi_align", "DeformConv2d", "deform_conv2d", "batched_nms", "box_convert")


def pretrained() -> nn.Module:
    """The recogniser of the rapidocr wheel: batch x 3 x 48 x width in, batch x width / 8 x 96 logits out.

    Column 0 is the blank, the others are printable ASCII. Every weight can be trained; batch normalisation
    stays as it was.
    """
    model = onnx.load_from_string(files("rapidocr").joinpath("models", _MODEL).read_bytes())
    _pad_explicitly(model)
    _join_biases(model)
    _cut_head(model)
    _without_vision()
    from onnx2torch import convert  # it imports what _without_vision stands in for

    network = convert(model).eval()
    _join_gelu(network)
    for module in network.modules():
        _make_trainable(module)
    return network.to(memory_format=torch.channels_last)


def _make_trainable(module: nn.Module) -> None:
    """Turn constants of the graph, but not the statistics of batch normalisation, into parameters."""
    for name, constant in list(module.named_buffers(recurse=False)):
        if constant.dtype == torch.float32 and constant.numel() > 1 and "running" not in name:
            delattr(module, name)
            module.register_parameter(name, nn.Parameter(constant.clone()))


def _pad_explicitly(model: Any) -> None:
    """Replace `auto_pad` by the pads it means, which is all the converter understands."""
    for node in model.graph.node:
        known = {attribute.name: attribute for attribute in node.attribute}
        if node.op_type not in ("Conv", "MaxPool", "AveragePool") or "auto_pad" not in known:
            continue
        if known["auto_pad"].s == b"NOTSET":
            continue
        kernel = known["kernel_shape"].ints
        strides = known["strides"].ints if "strides" in known else [1] * len(kernel)
        total = [max(wide - stride, 0) for wide, stride in zip(kernel, strides, strict=True)]
        if known["auto_pad"].s == b"VALID":
            total = [0] * len(kernel)
        pads = [one // 2 for one in total] + [one - one // 2 for one in total]
        kept = [one for one in node.attribute if one.name not in ("auto_pad", "pads")]
        del node.attribute[:]
        node.attribute.extend([*kept, helper.make_attribute("pads", pads)])


def _join_biases(model: Any) -> None:
    """Give each convolution the bias that the graph adds to it, which is much faster to train."""
    constants = {one.name: one for one in model.graph.initializer}
    made_by = {node.output[0]: node for node in model.graph.node}
    for node in model.graph.node:
        if node.op_type != "Add" or node.input[1] not in constants:
            continue
        before = made_by.get(node.input[0])
        bias = numpy_helper.to_array(constants[node.input[1]])
        if before is None or before.op_type != "Conv" or len(before.input) != 2 or bias.ndim != 4:
            continue
        constants[node.input[1]].CopyFrom(numpy_helper.from_array(bias.reshape(-1), node.input[1]))
        before.input.append(node.input[1])
        node.op_type = "Identity"
        del node.input[1:]


def _join_gelu(network: Any) -> None:
    """Put one GELU in the place of the five steps the graph takes for it."""
    modules = dict(network.named_modules())
    for node in list(network.graph.nodes):
        if node.op != "call_module" or type(modules[node.target]).__name__ != "OnnxErf":
            continue
        (added,) = node.users
        (product,) = added.users
        (halved,) = product.users
        with network.graph.inserting_after(halved):
            joined = network.graph.call_function(functional.gelu, (node.args[0].args[0],))
        halved.replace_all_uses_with(joined)
    network.graph.eliminate_dead_code()
    network.delete_all_unused_submodules()
    network.recompile()


def _cut_head(model: Any) -> None:
    """Keep the blank and printable ASCII of the last layer, and end before its softmax."""
    dictionary = {entry.key: entry.value for entry in model.metadata_props}["character"]
    column = {character: place for place, character in enumerate((*dictionary.splitlines(), " "), start=1)}
    kept = [0, *(column[character] for character in PRINTABLE)]
    for weights in model.graph.initializer:
        if weights.name in _HEAD:
            cut = np.ascontiguousarray(numpy_helper.to_array(weights)[..., kept])
            weights.CopyFrom(numpy_helper.from_array(cut, weights.name))
    last = model.graph.node[-1]
    if last.op_type != "Softmax":
        raise ValueError(f"{_MODEL} does not end in a softmax")
    model.graph.output[0].name = last.input[0]
    del model.graph.node[-1]
    del model.graph.output[0].type.tensor_type.shape.dim[:]


def _without_vision() -> None:
    """Stand in for torchvision, of which the converter wants only names."""
    if "torchvision" not in sys.modules:
        vision, ops = types.ModuleType("torchvision"), types.ModuleType("torchvision.ops")
        setattr(vision, "ops", ops)  # noqa: B010, a module knows no such name to the type checker
        for name in _STUBBED:
            setattr(ops, name, None)
        sys.modules["torchvision"], sys.modules["torchvision.ops"] = vision, ops
