"""What is kept of every act: who did it, when, from where, and on which document."""

from pydantic import AwareDatetime, Field

from documents.fax import Digest
from documents.record import Record


class DeskEvent(Record):
    """Who did it, when, and from which network address; `by` is empty while nobody is signed in.

    `account` is whom it is about: oneself, or the account an administrator changed.
    """

    at: AwareDatetime
    by: str
    address: str
    account: str = ""


class PaperEvent(DeskEvent):
    """An act on one document of a fax."""

    fax: Digest
    document: int = Field(ge=1)
