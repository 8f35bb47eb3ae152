"""What people did with letters at the desk: one small record for each kind of act."""

from typing import Literal

from documents.desk_event import DeskEvent
from documents.letter import Reference


class LetterSeen(DeskEvent):
    """A letter was shown: where it is (`page` 0), or the picture of one of its pages."""

    act: Literal["letter_seen"] = "letter_seen"
    letter: Reference
    page: int = 0


class LetterReleased(DeskEvent):
    """A person had a letter sent; `confirmed`: to a number they gave, otherwise to the one it has."""

    act: Literal["letter_released"] = "letter_released"
    letter: Reference
    confirmed: bool


class LetterCancelled(DeskEvent):
    """A person said that a letter is never sent; the reason is kept with the letter."""

    act: Literal["letter_cancelled"] = "letter_cancelled"
    letter: Reference
