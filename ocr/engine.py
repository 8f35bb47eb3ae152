"""What an engine is: something that reads a crop, freely or under a grammar."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from documents import Alternative, Record
from ocr.grammar import Grammar

if TYPE_CHECKING:
    from ocr.line_engine import LineEngine

Pixels = NDArray[np.uint8]
"""A grey raster of square pixels, 255 paper, 0 ink, rows first."""


class Recognition(Record):
    """What an engine saw in a crop.

    `text` is the best text the grammar allows (empty when it allows none of what is there), `seen` the best
    text without any grammar. `share` is how much of the probability of all allowed texts is in `text`;
    `unchecked` is the best text of the grammar's pattern before its check was asked, `unchecked_share` its
    share among those. `confidence` is the engine's own, 0 to 1, not calibrated over engines.
    """

    text: str = Field(repr=False)
    confidence: float = Field(ge=0, le=1)
    seen: str = Field(default="", repr=False)
    seen_confidence: float = Field(default=0, ge=0, le=1)
    share: float = Field(default=0, ge=0, le=1)
    fit: float = Field(default=0, ge=0, le=1)
    unchecked: str = Field(default="", repr=False)
    unchecked_share: float = Field(default=0, ge=0, le=1)
    unchecked_fit: float = Field(default=0, ge=0, le=1)
    alternatives: tuple[Alternative, ...] = Field(default=(), repr=False)


class Engine(Protocol):
    """Reads one line of writing from a crop; EngineFailed when it cannot do its work at all."""

    @property
    def name(self) -> str:
        """The engine's name in `ENGINES` and in readings."""

    def read(self, crop: Pixels, grammar: Grammar | None = None) -> Recognition:
        """What the crop says; an empty crop gives empty texts and confidence 0."""

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        """What each crop says under the grammar of the same place, in order."""


@dataclass(frozen=True)
class Engines:
    """The engine that reads type, an independent one that reads some of it again, and two for handwriting.

    Without the last two, handwriting is read like type.
    """

    first: Engine
    second: Engine | None = None
    hand: "LineEngine | None" = None
    compact: "LineEngine | None" = None
