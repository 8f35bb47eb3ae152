"""The rectangle of a zone, in fractions of its page."""

from typing import Self

from pydantic import Field, model_validator

from documents.record import Record


class Box(Record):
    """A rectangle in page fractions (0 to 1), origin top left, x to the right, y down."""

    left: float = Field(ge=0, le=1)
    top: float = Field(ge=0, le=1)
    right: float = Field(ge=0, le=1)
    bottom: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _has_area(self) -> Self:
        if self.left >= self.right or self.top >= self.bottom:
            raise ValueError("a box needs left < right and top < bottom")
        return self

    @property
    def width(self) -> float:
        """Width as a fraction of the page width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height as a fraction of the page height."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Area as a fraction of the page."""
        return self.width * self.height

    def overlap(self, other: "Box") -> float:
        """Area shared with another box of the page, as a fraction of the page; 0 when they only touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(across, 0.0) * max(down, 0.0)

    def grown(self, across: float, down: float) -> "Box":
        """The box with `across` added left and right and `down` above and below, kept on the page."""
        return Box(
            left=max(self.left - across, 0.0),
            top=max(self.top - down, 0.0),
            right=min(self.right + across, 1.0),
            bottom=min(self.bottom + down, 1.0),
        )

    def union(self, other: "Box") -> "Box":
        """The smallest box holding both."""
        return Box(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels of a raster `width` x `height`, at least one each way."""
        left, top = int(self.left * width), int(self.top * height)
        right, bottom = round(self.right * width), round(self.bottom * height)
        return left, top, max(right, left + 1), max(bottom, top + 1)
