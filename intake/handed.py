"""What a decoding child hands back: a header for each page, bounded before it is believed, and its pixels."""

import struct
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from documents import DigitalContent, PageOrigin, Record, RefusalReason

LONGEST_HEADER = 8 * 2**20
FIRST_READER = "first"
SECOND_READER = "second"
LENGTH = struct.Struct(">I")


class Note(StrEnum):
    """What was met while decoding; the value is the sentence for people."""

    CUT_SHORT = "The file was cut short: its end is missing."
    PAGE_CUT = "A page breaks off before its end."
    PAGE_LOST = "A page could not be decoded and is missing."
    STOPPED = "A page needed more memory or time than a page may, and it and those after it are missing."
    PAGES_MISSING = "The sender announced more pages than arrived."
    INVERTED = "A page arrived white on black and was turned to black on white."
    BIT_ORDER = "A page named the wrong bit order and was read with the right one."
    TEXT_UNREAD = "The text stored in the PDF could not be read; only its picture is used."
    SECOND_READER = "The PDF was opened by the second reader, after the first refused it."
    SMALLER = "A very large page was drawn at a lower resolution."


class HandedStart(Record):
    """How many pages the file says it has, and how many its tags promise (0: no promise)."""

    kind: Literal["start"] = "start"
    pages: int = Field(ge=0, le=10_000_000)
    expected: int = Field(default=0, ge=0, le=10_000)


class HandedPage(Record):
    """One page; `size` bytes of raw pixels follow: mode 1 packs 8 pixels a byte, rows padded, 1 is white."""

    kind: Literal["page"] = "page"
    mode: Literal["1", "L"]
    width: int = Field(gt=0, le=1_000_000)
    height: int = Field(gt=0, le=1_000_000)
    x_dpi: float = Field(ge=20, le=4_800)
    y_dpi: float = Field(ge=20, le=4_800)
    origin: PageOrigin
    bad_rows: int = Field(default=0, ge=0, le=1_000_000)
    worst_run: int = Field(default=0, ge=0, le=1_000_000)
    digital: DigitalContent | None = None

    @property
    def size(self) -> int:
        """The bytes of its pixels."""
        row = (self.width + 7) // 8 if self.mode == "1" else self.width
        return row * self.height


class HandedEnd(Record):
    """All pages were handed back; `whole` is false when the file is cut short or a page is lost."""

    kind: Literal["end"] = "end"
    whole: bool
    notes: tuple[Note, ...] = Field(default=(), max_length=16)


class HandedRefusal(Record):
    """The child will not open the file; `detail` is the type name of a library's error, for operators."""

    kind: Literal["refusal"] = "refusal"
    reason: RefusalReason
    detail: str = Field(default="", max_length=200, pattern=r"^[A-Za-z0-9_.:]*$")


Handed = HandedStart | HandedPage | HandedEnd | HandedRefusal
HANDED: TypeAdapter[Handed] = TypeAdapter(Annotated[Handed, Field(discriminator="kind")])


@dataclass(frozen=True)
class RawPage:
    """A page on its way out of the child."""

    header: HandedPage
    raw: bytes = field(repr=False)


Step = HandedStart | RawPage | HandedEnd | HandedRefusal
"""What a decoder yields: a start, its pages, an end; or, at any point, a refusal."""


class Refused(Exception):
    """The file is not opened, for one of our reasons."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail
