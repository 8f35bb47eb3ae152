"""The compact reader, trained from scratch: a few convolutions, then a recurrent layer both ways, twice."""

import torch
from torch import nn

from samples.training.alphabet import PRINTABLE

HEIGHT = 40
"""Rows of its input."""
_CHANNELS = (24, 56, 96, 128, 192)
_MEMORY = 144


class CompactReader(nn.Module):
    """Batch x 1 x 40 x width in (0 paper to 1 ink), batch x width / 4 x 96 logits out."""

    def __init__(self) -> None:
        super().__init__()
        a, b, c, d, e = _CHANNELS
        self.features = nn.Sequential(
            *_block(1, a),
            nn.MaxPool2d(2),
            *_block(a, b),
            nn.MaxPool2d(2),
            *_block(b, c),
            *_block(c, c),
            nn.MaxPool2d((2, 1)),
            *_block(c, d),
            nn.Conv2d(d, e, (HEIGHT // 8, 1), bias=False),
            nn.BatchNorm2d(e),
            nn.ReLU(inplace=True),
            nn.Dropout(0.1),
        )
        self.memory = nn.LSTM(e, _MEMORY, num_layers=2, bidirectional=True, batch_first=True, dropout=0.1)
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * _MEMORY, 1 + len(PRINTABLE)))

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """Logits over blank and printable ASCII for each fourth column."""
        columns = self.features(crops).squeeze(2).transpose(1, 2)
        remembered, _ = self.memory(columns)
        found: torch.Tensor = self.head(remembered)
        return found


def _block(into: int, out: int) -> tuple[nn.Module, ...]:
    convolution = nn.Conv2d(into, out, 3, padding=1, bias=False)
    return convolution, nn.BatchNorm2d(out), nn.ReLU(inplace=True)
