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
from documents.letter_act import LetterCancelled, LetterReleased, LetterSeen
from documents.paper_event import (
    Assembled,
    AuditKeyed,
    AuditReleased,
    AuditTaken,
    Claimed,
    CropSeen,
    Exported,
    FaxSeen,
    FieldKeyed,
    FileDownloaded,
    FindingSetAside,
    ItemSeen,
    PassedOn,
    Recalled,
    RecordReopened,
    Released,
    Resolved,
)
from documents.registry_event import EntrySeen, EvidenceSeen, RegistrySearched
from documents.safety_event import SafetyClosed, SafetyReported, SafetySeen

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
    | Recalled
    | Resolved
    | AuditTaken
    | AuditReleased
    | CropSeen
    | AuditKeyed
    | RecordReopened
    | CheckAnswered
    | CheckRefused
    | FaxSeen
    | Assembled
    | FileDownloaded
    | Exported
    | RegistrySearched
    | EntrySeen
    | EvidenceSeen
    | LetterSeen
    | LetterReleased
    | LetterCancelled
    | SafetySeen
    | SafetyReported
    | SafetyClosed,
    Field(discriminator="act"),
]
"""Any desk event, told apart by its `act`."""
