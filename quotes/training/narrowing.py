"""A narrower network begins as what matters most of a wider one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import torch

from quotes.speech.learned.windows import gather

if TYPE_CHECKING:
    from torch import Tensor, nn

    from quotes.parse.joint.network import Block
    from quotes.speech.learned.network import SpeechNetwork
    from quotes.speech.learned.windows import Window

BATCH = 20


def begin_narrower(network: SpeechNetwork, wider: SpeechNetwork, windows: list[Window]) -> None:
    """Let a network begin as a wider one: with the weights of the same shape, and the busiest parts of its layers.

    How busy a hidden unit or an attention head is, is what it adds to its layer's output over some windows: the mean
    size of what it gives, times the length of the weights that carry that on (after Sun et al., 2024, who tell so which
    single weights matter).

    Args:
        network: To be changed, in place; it has as many layers.
        wider: A trained network.
        windows: Words to tell the busy parts by.
    """
    shapes = {name: weight.shape for name, weight in network.state_dict().items()}
    same = {name: weight for name, weight in wider.state_dict().items() if shapes.get(name) == weight.shape}
    network.load_state_dict(same, strict=False)
    wide_layers = cast("list[Block]", list(wider.layers))
    busy = _busy(wider, [part for layer in wide_layers for part in (layer.out, layer.down)], windows)
    for layer, wide, heads, units in zip(network.layers, wide_layers, busy[::2], busy[1::2], strict=True):
        _narrow(cast("Block", layer), wide, heads, units)


def _narrow(layer: Block, wide: Block, heads: Tensor, units: Tensor) -> None:
    """Fill a layer with the busiest heads and hidden units of a wider one."""
    of_head = heads.view(wide.heads, -1)
    places = torch.arange(len(heads)).view_as(of_head)
    attended = places[_largest(of_head.sum(1), layer.heads)].flatten()
    hidden = _largest(units, layer.up.out_features)
    with torch.no_grad():
        for name in ("weight", "bias"):
            qkv = getattr(wide.qkv, name).unflatten(0, (3, -1))[:, attended]
            getattr(layer.qkv, name).copy_(qkv.flatten(0, 1))
            getattr(layer.up, name).copy_(getattr(wide.up, name)[hidden])
        layer.out.weight.copy_(wide.out.weight[:, attended])
        layer.down.weight.copy_(wide.down.weight[:, hidden])


def _largest(values: Tensor, n: int) -> Tensor:
    """The places of the largest values, in their order."""
    return values.topk(n).indices.sort().values


def _busy(network: SpeechNetwork, parts: list[nn.Linear], windows: list[Window]) -> list[Tensor]:
    """What each input of some parts adds to their outputs, on the average over windows."""
    sums = [torch.zeros(part.in_features) for part in parts]

    def add(part: nn.Module, taken: tuple[Tensor, ...]) -> None:
        sums[parts.index(cast("nn.Linear", part))].add_(taken[0].abs().mean((0, 1)))

    hooks = [part.register_forward_pre_hook(add) for part in parts]
    with torch.inference_mode():
        for low in range(0, len(windows), BATCH):
            network.contexts(gather(windows[low : low + BATCH]))
    for hook in hooks:
        hook.remove()
    return [total * part.weight.norm(dim=0) for total, part in zip(sums, parts, strict=True)]
