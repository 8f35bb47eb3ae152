"""What people did at the review desk: one small record for each kind of act, kept for the audit trail."""

from typing import Annotated, Literal

from pydantic import Field

from documents.account import Role
from documents.event import DeskEvent, PaperEvent
from documents.reading import ReadState
from documents.registry_event import CheckAnswered, CheckRefused, EntrySeen, EvidenceSeen, RegistrySearched
from documents.review import Resolution


class Invited(DeskEvent):
    """An account was made, or given a new invitation."""

    act: Literal["invited"] = "invited"
    role: Role


class Joined(DeskEvent):
    """An invitation was used: password and second factor are set."""

    act: Literal["joined"] = "joined"


class SignedIn(DeskEvent):
    """Password and code were right."""

    act: Literal["signed_in"] = "signed_in"


class SignInFailed(DeskEvent):
    """Something was wrong; `account` is empty when there is none by the name that was typed."""

    act: Literal["sign_in_failed"] = "sign_in_failed"


class SignInHeldOff(DeskEvent):
    """Refused unseen, because too many failed before."""

    act: Literal["sign_in_held_off"] = "sign_in_held_off"


class SignedOut(DeskEvent):
    """The person signed out, here or (`everywhere`) wherever they were signed in."""

    act: Literal["signed_out"] = "signed_out"
    everywhere: bool = False


class PasswordChanged(DeskEvent):
    """The person chose another password; every other sign-in ended."""

    act: Literal["password_changed"] = "password_changed"


class RoleChanged(DeskEvent):
    """An administrator changed the role of an account."""

    act: Literal["role_changed"] = "role_changed"
    old: Role
    new: Role


class Disabled(DeskEvent):
    """An account was closed for good."""

    act: Literal["disabled"] = "disabled"


class SignInsEnded(DeskEvent):
    """An administrator ended every sign-in of an account."""

    act: Literal["sign_ins_ended"] = "sign_ins_ended"


class Denied(DeskEvent):
    """A signed-in person asked for a page their role may not see."""

    act: Literal["denied"] = "denied"
    route: str


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


AnyDeskEvent = Annotated[
    Invited
    | Joined
    | SignedIn
    | SignInFailed
    | SignInHeldOff
    | SignedOut
    | PasswordChanged
    | RoleChanged
    | Disabled
    | SignInsEnded
    | Denied
    | ItemSeen
    | Claimed
    | Released
    | FieldKeyed
    | FindingSetAside
    | PassedOn
    | Resolved
    | AuditTaken
    | AuditReleased
    | CropSeen
    | AuditKeyed
    | RecordReopened
    | RegistrySearched
    | EntrySeen
    | EvidenceSeen
    | CheckAnswered
    | CheckRefused,
    Field(discriminator="act"),
]
"""Any desk event, told apart by its `act`."""
