"""What people and pharmacies' systems asked of the registry, kept for the audit trail."""

from typing import Literal

from documents.event import DeskEvent, PaperEvent


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


class CheckAnswered(DeskEvent):
    """A pharmacy's system asked with its key, which `by` names; `about` is the NPI or authorization."""

    act: Literal["check_answered"] = "check_answered"
    asked: Literal["certification", "dispense"]
    about: str
    answer: str


class CheckRefused(DeskEvent):
    """A system asked without a key that holds."""

    act: Literal["check_refused"] = "check_refused"
