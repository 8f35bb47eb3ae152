"""A setting that the program has not fixed, as people are shown it."""

from enum import StrEnum

from documents.record import Record


class Origin(StrEnum):
    """Where the value of a setting is from."""

    CONFIGURED = "configured"
    USUAL = "default of faxdesk"
    NOT_CONFIGURED = "not configured"


class ProgramSetting(Record):
    """A setting with its value, empty while it is not configured, and what follows from it, in a sentence."""

    key: str
    value: str
    origin: Origin
    follows: str
