"""Which pages of a fax make up which documents, as a person states it."""

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from documents.fax import Digest, PageRef
from documents.page import FormRef, PageKind, Turn
from documents.record import Record

NOT_OURS = "not_ours"
"""Topic of an OTHER page that a person said is none of ours."""

ATTACHED = "attached"
"""Topic of an OTHER page that a person put to a document of another fax."""


class Placing(Record):
    """What one page of a fax is, in which document, and how it is turned.

    Pages of a form with the same `document` are one document; 0 for a page that is no form of ours. `source`
    is the page of another fax that is taken over as this one.
    """

    number: int = Field(ge=1)
    kind: PageKind
    form: FormRef | None = None
    form_page: int | None = Field(default=None, ge=1)
    document: int = Field(default=0, ge=0)
    turn: Turn = 0
    topic: str = Field(default="", pattern=r"^[a-z_]{0,40}$")
    source: PageRef | None = None

    @model_validator(mode="after")
    def _a_form_page_says_where_it_belongs(self) -> Self:
        named = (self.form is not None, self.form_page is not None, self.document > 0)
        if set(named) != {self.kind is PageKind.FORM}:
            raise ValueError("a form page names form, page and document, and only a form page does")
        return self


class Assembly(Record):
    """How a person put the pages of a fax together for the `number`-th time: how they were, how they are."""

    fax: Digest
    number: int = Field(ge=1)
    old: tuple[Placing, ...]
    new: tuple[Placing, ...]
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1, max_length=500, repr=False)
    made_at: AwareDatetime
