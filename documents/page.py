"""What a page is: which form and page of it, or something else; and pages put together to documents."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from documents.fax import Digest
from documents.record import Record

Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise by which the received image is turned to stand upright."""


class FormRef(Record):
    """A form in one edition, as `prescriber_enrollment` `2017-10`."""

    form: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    edition: str = Field(pattern=r"^\d{4}-\d{2}$")

    def __str__(self) -> str:
        """The form and edition in one word, `prescriber_enrollment/2017-10`."""
        return f"{self.form}/{self.edition}"


class PageKind(StrEnum):
    """What kind of page was received."""

    FORM = "form"
    COVER = "cover"
    BLANK = "blank"
    OTHER = "other"
    UNKNOWN = "unknown"


class PageGuess(Record):
    """One possible answer to what a page is."""

    kind: PageKind
    form: FormRef | None = None
    form_page: int | None = Field(default=None, ge=1)
    score: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _a_form_page_names_its_form(self) -> Self:
        if (self.kind is PageKind.FORM) != (self.form is not None and self.form_page is not None):
            raise ValueError("a form page names its form and page, and only a form page does")
        return self


class ClassifiedPage(Record):
    """The page of a fax with this number, what it is, and the second-best answer.

    `text` is whole-page text of a page that is not one of our forms, for routing by a person.
    `reply_to` is the reference of our letter that a form page was sent with, by its code.
    `topic` says in one word what an OTHER page seems to be (`other_program`, `lab_report`, `junk`, ...).
    `author` is the person who said so; empty when it was classified.
    """

    number: int = Field(ge=1)
    turn: Turn
    best: PageGuess
    runner_up: PageGuess | None = None
    topic: str = ""
    reply_to: str = ""
    text: str = Field(default="", repr=False)
    author: str = ""

    @property
    def is_unidentified(self) -> bool:
        """Whether nobody knows yet what the page is."""
        return self.best.kind is PageKind.UNKNOWN


class DocumentPage(Record):
    """A page of the fax in its place in a document; `form_page` is 0 for a page that is no form."""

    number: int = Field(ge=1)
    form_page: int = Field(ge=0)
    turn: Turn


class Document(Record):
    """The pages of one filled-in form, in form order; with `form` None, pages that are no form of ours.

    `reply_to` is the reference of our letter that the form was sent with, where its pages name one letter.
    """

    fax: Digest
    number: int = Field(ge=1)
    form: FormRef | None
    pages: tuple[DocumentPage, ...] = Field(min_length=1)
    missing: tuple[int, ...] = ()
    reply_to: str = ""
    doubts: tuple[str, ...] = ()
