"""What became of samples that were read by faxdesk and by its peers: fields, documents, pages, seconds."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from pydantic import Field

from documents import Record, SampleTruth
from pipeline.scores import DocumentScore, FieldScore, PageScore

FAXDESK, UNLISTED, PADDLE, TESSERACT = "faxdesk", "without lists", "paddle", "tesseract"
PEERS = (UNLISTED, PADDLE, TESSERACT)
"""What is read beside faxdesk: its own first sight before grammar and lists, and two engines alone."""


class PeerReading(Record):
    """What a peer made of a field."""

    value: str = Field(repr=False)
    confidence: float
    right: bool

    @classmethod
    def of(cls, score: FieldScore) -> Self:
        """What the score says of a peer's report."""
        return cls(value=score.read, confidence=score.confidence, right=score.right)


class FieldRun(Record):
    """One field of one sample through all readers; `writer` is empty for type and fonts.

    `offered` is the registry's value where it was put before the value read.
    """

    batch: str
    score: FieldScore
    writer: str
    resolution: str
    critical: bool
    peers: Mapping[str, PeerReading]
    offered: PeerReading | None = None


class SampleRun(Record):
    """One sample through everything: its fields, documents, pages and processor seconds by what took them.

    `asked` is the number of fields put to the readers, `of_pages` that of pages.
    """

    fields: tuple[FieldRun, ...]
    documents: tuple[DocumentScore, ...]
    pages: tuple[PageScore, ...]
    seconds: Mapping[str, float]
    asked: int
    of_pages: int


def resolution_of(truth: SampleTruth) -> str:
    """`fine` or `standard`, as the story tells; `digital` for what was never faxed."""
    parts = truth.story.split(", ")
    if any(part.startswith("digital") for part in parts):
        return "digital"
    return next((part for part in parts if part in ("fine", "standard")), "unknown")


def plain_hand(runs: Sequence[FieldRun]) -> Iterator[FieldRun]:
    """Fields with handwriting of which nobody would have to ask what it says."""
    return (one for one in runs if one.score.hand == "hand" and one.score.filled and not one.score.ambiguous)


def writer_of(run: FieldRun) -> str:
    """Whose hand it is; fonts and type count fax by fax."""
    return run.writer or f"{run.batch}/{run.score.sample}"
