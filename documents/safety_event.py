"""What people did with safety reports: one small record for each kind of act."""

from typing import Literal

from documents.desk_event import DeskEvent
from documents.paper_event import PaperEvent
from documents.safety import SafetyEnding


class SafetyReported(PaperEvent):
    """A person reported a document to safety; what it says is no part of it."""

    act: Literal["safety_reported"] = "safety_reported"


class SafetyClosed(PaperEvent):
    """A person closed a safety report."""

    act: Literal["safety_closed"] = "safety_closed"
    number: int
    ending: SafetyEnding


class SafetySeen(DeskEvent):
    """The open safety reports were shown, and those closed lately."""

    act: Literal["safety_seen"] = "safety_seen"
