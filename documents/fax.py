"""One transmission as it arrived, and the pages taken out of it."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from documents.box import Box
from documents.record import Record

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of some bytes, 64 lower-case hexadecimal digits."""


class Media(StrEnum):
    """What kind of file a fax came as."""

    TIFF = "tiff"
    PDF = "pdf"
    UNKNOWN = "unknown"


class ReceivedFax(Record):
    """One transmission, addressed by the digest of its bytes."""

    digest: Digest
    channel: str = Field(min_length=1)
    provider_id: str = Field(default="", repr=False)
    received_at: AwareDatetime
    caller: str = Field(default="", repr=False)
    byte_count: int = Field(ge=0)
    media: Media


class Arrival(Record):
    """One delivery of a fax; the same bytes sent twice are one fax with two arrivals.

    `name` is what the channel calls the delivery (a file name, a message id), `arrived_at` the time the
    channel states for it (a file's modification time): one delivery met twice after a crash is one arrival.
    """

    digest: Digest
    channel: str = Field(min_length=1)
    name: str = Field(repr=False)
    provider_id: str = Field(default="", repr=False)
    arrived_at: AwareDatetime


class Acceptance(StrEnum):
    """What accepting a delivery did."""

    NEW = "new"
    KNOWN_FAX = "known_fax"
    KNOWN_ARRIVAL = "known_arrival"


class FaxState(StrEnum):
    """Where a fax is; every fax is in exactly one."""

    RECEIVED = "received"
    WORKING = "working"
    REVIEW = "review"
    DECIDED = "decided"
    ROUTED = "routed"
    QUARANTINED = "quarantined"
    FAILED = "failed"


class PageOrigin(StrEnum):
    """Where the pixels of a page came from."""

    NATIVE = "native"
    RENDERED = "rendered"
    DIGITAL = "digital"


class Word(Record):
    """A word a born-digital page states, with its place on the page."""

    text: str = Field(repr=False)
    box: Box


class FormValue(Record):
    """The value of one fillable field of a born-digital page; for a box, its set state or empty."""

    name: str
    value: str = Field(repr=False)


class DigitalContent(Record):
    """What a born-digital page says of itself, beside its picture."""

    words: tuple[Word, ...] = Field(default=(), repr=False)
    values: tuple[FormValue, ...] = Field(default=(), repr=False)


class PageRef(Record):
    """A page by its fax and its number there."""

    fax: Digest
    number: int = Field(ge=1)


class PageImage(Record):
    """One side of paper as one image; pixels travel by digest.

    `digest` addresses a PNG: 1 bit or 8 bit grey, white paper, as received (not turned, native resolution).
    `header_rows` rows at its top hold the sender's header line and are not part of the page. `source` is the
    page of another fax that a person put into this one.
    """

    fax: Digest
    number: int = Field(ge=1)
    digest: Digest
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    x_dpi: float = Field(gt=0)
    y_dpi: float = Field(gt=0)
    origin: PageOrigin
    bad_rows: int = Field(default=0, ge=0)
    worst_run: int = Field(default=0, ge=0)
    header_rows: int = Field(default=0, ge=0)
    header: str = Field(default="", repr=False)
    digital: DigitalContent | None = None
    source: PageRef | None = None

    @model_validator(mode="after")
    def _body_is_left(self) -> Self:
        if self.header_rows >= self.height:
            raise ValueError("the header line leaves no page")
        return self


class PageSet(Record):
    """All pages taken out of a fax, in the order received.

    `whole` is false when the file or the call broke off; `expected_pages` is what the file, its header lines
    or its tags promise (0: nothing promised); `notes` are constant sentences for people about the decoding.
    """

    fax: Digest
    pages: tuple[PageImage, ...]
    whole: bool
    expected_pages: int = Field(default=0, ge=0)
    notes: tuple[str, ...] = ()


class RefusalReason(StrEnum):
    """Why a fax cannot be opened."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    NOT_A_FAX = "not_a_fax"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    OVER_LIMITS = "over_limits"


class Refusal(Record):
    """A fax that cannot be opened: it goes to quarantine, its bytes are kept, a clerk reads the message."""

    fax: Digest
    reason: RefusalReason
    message: str = Field(min_length=1)
