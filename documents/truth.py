"""What is truly on a sample fax, written down by its maker; never seen by the code that reads."""

from typing import Literal

from pydantic import Field

from documents.decision import Outcome
from documents.page import FormRef, PageKind, Turn
from documents.reading import ReadState
from documents.record import Record

Hand = Literal["typed", "hand", "digital", "none"]


class FieldTruth(Record):
    """One field as its maker filled it; `value` in the field kind's normal form.

    `ambiguous` is set where a person, too, would have to ask (an unclear box, a doubtful signature): any
    answer that goes to a person is right, and only an automatic wrong one counts as wrong. `writer` names the
    real writer whose pen strokes stand there, empty for type and fonts; `note` says what befell the writing.
    """

    name: str
    state: ReadState
    value: str = ""
    hand: Hand
    ambiguous: bool = False
    writer: str = ""
    note: str = ""


class DocumentTruth(Record):
    """One form in the fax; `pages` are fax page numbers in form order, None for a form page not sent."""

    form: FormRef
    pages: tuple[int | None, ...]
    fields: tuple[FieldTruth, ...]
    outcome: Outcome
    reasons: tuple[str, ...] = ()


class PageTruth(Record):
    """One received page: what it is, how it lies, and how the call damaged it."""

    number: int = Field(ge=1)
    kind: PageKind
    form: FormRef | None = None
    form_page: int | None = None
    turn: Turn = 0
    bad_rows: int = Field(default=0, ge=0)
    rows_missing: int = Field(default=0, ge=0)


class SampleTruth(Record):
    """The truth of one sample fax; `end` is where the whole fax should come to rest."""

    sample: str
    file: str
    seed: int
    story: str
    received_on: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
    documents: tuple[DocumentTruth, ...] = ()
    pages: tuple[PageTruth, ...] = ()
    end: Literal["decided", "review", "routed", "quarantined"]
