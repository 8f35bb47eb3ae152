"""What people looked at in the registry: one small record for each kind of act."""

from typing import Literal

from documents.desk_event import DeskEvent
from documents.paper_event import PaperEvent


class RegistrySearched(DeskEvent):
    """Somebody searched the registry; for whom is no part of it."""

    act: Literal["registry_searched"] = "registry_searched"


class EntrySeen(DeskEvent):
    """The history of somebody in the registry was shown: `entry` is an NPI or a patient number."""

    act: Literal["entry_seen"] = "entry_seen"
    kind: str
    entry: str


class EvidenceSeen(PaperEvent):
    """The crop of a field was shown as evidence in the registry."""

    act: Literal["evidence_seen"] = "evidence_seen"
    field: str
