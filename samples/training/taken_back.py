"""Takes the weights of an exported reader back into its network, to train it further."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from samples.training.export import HALVED
from samples.training.recipes import Recipe, Tiles

_EXPORTED = "network."
"""What an export puts before the name of a weight."""
_FURTHEST = 0.05
"""How far a probability of the network may be from that of the file."""

_Constants = Mapping[str, NDArray[np.float32]]


def take_back(path: Path, network: nn.Module, recipe: Recipe, crops: Tiles) -> None:
    """Give a newly built network the weights of an ONNX file that `samples.training.export` wrote.

    An export folds batch normalisation into the convolution before it. It is unfolded with the statistics of
    `crops` (48 high, uint8, 0 ink), so that the network reads like the file when it is used and nearly so
    when it is trained. Raises ValueError or RuntimeError when the file is of another network: their layers
    are not the same, or they read a crop differently.
    """
    model = onnx.load(path)
    constants = {
        constant.name.removesuffix(HALVED): numpy_helper.to_array(constant).astype(np.float32)
        for constant in model.graph.initializer
    }
    found = {name.removeprefix(_EXPORTED): values for name, values in constants.items()}
    names = [name for name, _ in network.named_parameters()]
    taken = {name: found[name] for name in names if name in found}
    for part in (_folded, _recurrent, _last_layer):
        taken |= dict(part(model, constants, network))
    missing = set(names) - set(taken)
    if missing:
        raise ValueError(f"{path.name} lacks {sorted(missing)[0]} of the network {recipe.name!r}")
    network.load_state_dict(
        network.state_dict() | {name: torch.from_numpy(values) for name, values in taken.items()}
    )
    stack = recipe.pack(crops).contiguous()
    network.eval()
    _unfold(network, stack)
    _compare(path, network, stack)


def _norms(network: nn.Module) -> Iterator[tuple[str, nn.Conv2d, str, nn.BatchNorm2d]]:
    """Each normalisation with the convolution before it, which has no bias of its own."""
    modules = list(network.named_modules())
    before = [(name, one) for name, one in modules if isinstance(one, nn.Conv2d) and one.bias is None]
    after = [(name, one) for name, one in modules if isinstance(one, nn.BatchNorm2d)]
    for (name, convolution), (norm_name, norm) in zip(before, after, strict=True):
        yield name, convolution, norm_name, norm


def _folded(
    model: Any, constants: _Constants, network: nn.Module
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The convolutions whose weights the export changed and so named anew, with their biases."""
    nodes = [node for node in model.graph.node if node.op_type == "Conv"]
    named_anew = [node for node in nodes if not node.input[1].startswith(_EXPORTED)]
    for node, (name, _, norm_name, _) in zip(named_anew, _norms(network), strict=True):
        yield f"{name}.weight", constants[node.input[1]]
        yield f"{norm_name}.bias", constants[node.input[2]]
        yield f"{norm_name}.weight", np.ones_like(constants[node.input[2]])


def _recurrent(
    model: Any, constants: _Constants, network: nn.Module
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The layers of an LSTM; ONNX orders their gates otherwise than torch."""
    nodes = iter([node for node in model.graph.node if node.op_type == "LSTM"])
    for name, memory in network.named_modules():
        if not isinstance(memory, nn.LSTM):
            continue
        for layer in range(memory.num_layers):
            node = next(nodes)
            into, back, biases = (constants[node.input[place]] for place in (1, 2, 3))
            for way, end in enumerate(("", "_reverse")):
                place = f"l{layer}{end}"
                yield f"{name}.weight_ih_{place}", _torch_gates(into[way])
                yield f"{name}.weight_hh_{place}", _torch_gates(back[way])
                first, second = np.split(biases[way], 2)
                yield f"{name}.bias_ih_{place}", _torch_gates(first)
                yield f"{name}.bias_hh_{place}", _torch_gates(second)


def _torch_gates(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Input, output, forget, cell (ONNX) as input, forget, cell, output (torch)."""
    enter, leave, forget, cell = np.split(rows, 4)
    return np.concatenate([enter, forget, cell, leave])


def _last_layer(
    model: Any, constants: _Constants, network: nn.Module
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The linear layers, which the export turns over."""
    nodes = [node for node in model.graph.node if node.op_type == "MatMul"]
    turned = iter([node for node in nodes if node.input[1].startswith("onnx::")])
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear):
            yield f"{name}.weight", np.ascontiguousarray(constants[next(turned).input[1]].T)


def _unfold(network: nn.Module, stack: torch.Tensor) -> None:
    """Measure what each normalisation sees, and let it undo just that."""
    seen: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
    hooks = []
    for name, convolution, _, norm in _norms(network):
        norm.running_mean, norm.running_var = _passing(norm)

        def note(_: nn.Module, __: Any, out: torch.Tensor, name: str = name) -> None:
            seen[name] = out.mean((0, 2, 3)), out.var((0, 2, 3))

        hooks.append(convolution.register_forward_hook(note))
    with torch.no_grad():
        network(stack)
        for hook in hooks:
            hook.remove()
        for name, _, _, norm in _norms(network):
            norm.running_mean, norm.running_var = seen[name]
            norm.weight.copy_((norm.running_var + norm.eps).sqrt())
            norm.bias.add_(norm.running_mean)


def _passing(norm: nn.BatchNorm2d) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and variance with which a normalisation changes nothing."""
    nothing = torch.zeros(norm.num_features)
    return nothing, nothing + 1 - norm.eps


def _compare(path: Path, network: nn.Module, stack: torch.Tensor) -> None:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    theirs = session.run(None, {"x": stack.numpy()})[0]
    with torch.no_grad():
        mine = network(stack).softmax(2).numpy()
    apart = float(np.abs(mine - theirs).max())
    if apart > _FURTHEST:
        raise ValueError(f"{path.name} and the network differ in a probability by {apart:.2f}")
