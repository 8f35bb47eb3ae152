"""What people did with papers at the review desk: one small record for each kind of act."""

from typing import Literal

from pydantic import Field

from documents.desk_event import DeskEvent
from documents.fax import Digest
from documents.reading import ReadState
from documents.review import Resolution


class PaperEvent(DeskEvent):
    """An act on one document of a fax."""

    fax: Digest
    document: int = Field(ge=1)


class ItemSeen(PaperEvent):
    """A review item was shown: its fields (`page` 0), or the picture of a page of the fax."""

    act: Literal["item_seen"] = "item_seen"
    page: int = Field(default=0, ge=0)


class Claimed(PaperEvent):
    """An item was taken; renewing a claim is no event."""

    act: Literal["claimed"] = "claimed"


class Released(PaperEvent):
    """An item was let go, or taken back from `account` by a supervisor."""

    act: Literal["released"] = "released"


class FieldKeyed(PaperEvent):
    """A person said what a field holds, or (`withdrawn`) took that back; what was said is no part of it.

    `agreed`: nobody else has to key the field. `seconds` passed since the person's act before.
    """

    act: Literal["field_keyed"] = "field_keyed"
    field: str
    state: ReadState
    blind: bool = False
    agreed: bool = True
    withdrawn: bool = False
    seconds: float = Field(ge=0)


class FindingSetAside(PaperEvent):
    """A person set a finding aside, or (`withdrawn`) took that back; the reason is kept with the item."""

    act: Literal["finding_set_aside"] = "finding_set_aside"
    code: str
    withdrawn: bool = False
    seconds: float = Field(ge=0)


class PassedOn(PaperEvent):
    """An item was passed on: another person, or a supervisor, must look at it next."""

    act: Literal["passed_on"] = "passed_on"
    to_supervisor: bool = False


class Resolved(PaperEvent):
    """An item was resolved; the correction holds what was said and why."""

    act: Literal["resolved"] = "resolved"
    revision: int = Field(ge=1)
    resolution: Resolution
    seconds: float = Field(ge=0)


class AuditTaken(PaperEvent):
    """A person took the audit of a document, to key some of its fields again."""

    act: Literal["audit_taken"] = "audit_taken"


class AuditReleased(PaperEvent):
    """A person let the audit of a document go."""

    act: Literal["audit_released"] = "audit_released"


class CropSeen(PaperEvent):
    """The crop of an audited field was shown, without its reading."""

    act: Literal["crop_seen"] = "crop_seen"
    field: str


class AuditKeyed(PaperEvent):
    """A person keyed an audited field unseen; `known`: its answer was known, and the person was measured."""

    act: Literal["audit_keyed"] = "audit_keyed"
    field: str
    known: bool = False


class RecordReopened(PaperEvent):
    """An audit found an error in a field; the document is decided again under `revision`."""

    act: Literal["record_reopened"] = "record_reopened"
    field: str
    revision: int = Field(ge=1)


class FaxSeen(DeskEvent):
    """The pages of a fax were shown, small and together (`page` 0), or one of them."""

    act: Literal["fax_seen"] = "fax_seen"
    fax: Digest
    page: int = Field(default=0, ge=0)


class Assembled(DeskEvent):
    """The pages of a fax were put together anew; what was said of them and why is kept as that assembly."""

    act: Literal["assembled"] = "assembled"
    fax: Digest
    assembly: int = Field(ge=1)
    seconds: float = Field(ge=0)
