"""How much one fax may cost to open."""

from pydantic import Field

from documents import Record


class DecodeLimits(Record):
    """Bounds of one fax: bytes, pages, pixels of a page, seconds by the wall clock, bytes of memory."""

    max_bytes: int = Field(default=100_000_000, ge=1)
    max_pages: int = Field(default=200, ge=1)
    max_pixels: int = Field(default=40_000_000, ge=1)
    seconds: float = Field(default=60.0, gt=0)
    memory: int = Field(default=2**30, ge=2**26)
