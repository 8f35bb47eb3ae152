"""What the readers of single lines share: preparing crops, running like widths together, decoding."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.ctc import Posteriors
from ocr.decode import recognition
from ocr.engine import Pixels, Recognition
from ocr.grammar import Grammar
from ocr.line_image import line_image

_MOST_COLUMNS = 768
_EMPTY = Recognition(text="", confidence=0)


class LineEngine(ABC):
    """Reads a crop as it is: grey, square pixels, one line. Not to be shared between threads."""

    name: str

    def read(self, crop: Pixels, grammar: Grammar | None = None) -> Recognition:
        """What the crop says; the confidence formula is in `ocr.decode`."""
        return self.read_many((crop,), (grammar,))[0]

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        """What each crop says; crops of like width share a run of the network."""
        found: list[Recognition] = [_EMPTY] * len(crops)
        for place, printable in self.posteriors(crops).items():
            found[place] = recognition(printable, grammars[place])
        return tuple(found)

    def posteriors(self, crops: Sequence[Pixels]) -> dict[int, Posteriors]:
        """Time x 96 over blank and printable ASCII by the place of the crop; none for crops without ink."""
        return self.posteriors_of_lines([line_image(crop) for crop in crops])

    def posteriors_of_lines(self, lines: Sequence[Pixels | None]) -> dict[int, Posteriors]:
        """The same for lines as `ocr.line_image.line_image` prepares them."""
        found: dict[int, Posteriors] = {}
        prepared = [None if line is None else self.shaped(line) for line in lines]
        for batch in _batches([None if image is None else image.shape[1] for image in prepared]):
            stack = np.stack([image for place in batch if (image := prepared[place]) is not None])
            found |= zip(batch, self.run(stack), strict=True)
        return found

    def posteriors_of_line(self, line: Pixels) -> Posteriors:
        """The same for one line that is prepared already, 48 pixels high."""
        return self.run(self.shaped(line)[None])[0]

    @abstractmethod
    def shaped(self, line: Pixels) -> NDArray[np.float32]:
        """A prepared line as the network takes it, height x width."""

    @abstractmethod
    def run(self, stack: NDArray[np.float32]) -> Sequence[Posteriors]:
        """The posteriors of shaped lines of one width, stacked."""


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
