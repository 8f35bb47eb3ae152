"""Every error faxdesk raises, one tree.

FaxdeskError
├── OurMistake                 stops start-up and names file and key
│   ├── BadFormFile
│   ├── BadSetting
│   └── MissingEngine
├── WorldFailed                the worker tries again, then a person
│   ├── EngineFailed
│   ├── DecoderFailed
│   ├── SendFailed
│   └── StoreFailed
└── BadInput                   what a person asked for cannot be done; one line, nothing lost
    ├── NoSuchThing
    ├── NotAllowed
    ├── AlreadyTaken
    └── UnusableFile
        └── BadRow
"""


class FaxdeskError(Exception):
    """Something went wrong in faxdesk."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class OurMistake(FaxdeskError):
    """A file or setting of ours is wrong; faxdesk does not start."""


class BadFormFile(OurMistake):
    """A form file is wrong."""


class BadSetting(OurMistake):
    """A setting is wrong."""


class MissingEngine(OurMistake):
    """An engine that faxdesk needs is not installed."""


class WorldFailed(FaxdeskError):
    """Something outside faxdesk failed; the step is tried again."""


class EngineFailed(WorldFailed):
    """A recognition engine failed on a crop."""


class DecoderFailed(WorldFailed):
    """The decoding child ended without an answer."""


class SendFailed(WorldFailed):
    """A sender did not take a letter, or did not answer."""


class StoreFailed(WorldFailed):
    """The blob store or the database did not take the data."""


class BadInput(FaxdeskError):
    """What was asked for cannot be done."""


class NoSuchThing(BadInput):
    """There is nothing by that name."""


class NotAllowed(BadInput):
    """The rules of the program do not allow it."""


class AlreadyTaken(BadInput):
    """Somebody else has it, or it is done."""


class UnusableFile(BadInput):
    """The file cannot be used for this."""


class BadRow(UnusableFile):
    """A row of a table cannot be imported; names file, line and column, never the content."""

    def __init__(self, file: str, line: int, column: str, why: str) -> None:
        super().__init__(f"{file} line {line}, column {column}: {why}")
        self.file = file
        self.line = line
        self.column = column
