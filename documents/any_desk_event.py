"""Every kind of event, told apart by its act."""

from typing import Annotated

from pydantic import Field

from documents.desk_event import (
    CheckAnswered,
    CheckRefused,
    Denied,
    Disabled,
    Invited,
    Joined,
    PasswordChanged,
    RoleChanged,
    SignedIn,
    SignedOut,
    SignInFailed,
    SignInHeldOff,
    SignInsEnded,
)
from documents.paper_event import (
    Assembled,
    AuditKeyed,
    AuditReleased,
    AuditTaken,
    Claimed,
    CropSeen,
    FaxSeen,
    FieldKeyed,
    FindingSetAside,
    ItemSeen,
    PassedOn,
    RecordReopened,
    Released,
    Resolved,
)

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
    | CheckAnswered
    | CheckRefused
    | FaxSeen
    | Assembled,
    Field(discriminator="act"),
]
"""Any desk event, told apart by its `act`."""
