"""What people say at a review item while they work on it: of its fields, and of its findings."""

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from documents.fax import Digest
from documents.reading import ReadState
from documents.record import Record


class Statement(Record):
    """Who said something of the open item of a document that the decision `revision` opened, and when.

    `seconds` are what passed since the person's act before. A `withdrawn` statement takes back what the same
    people's statements on the same matter said before it.
    """

    fax: Digest
    document: int = Field(ge=1)
    revision: int = Field(ge=0)
    by: str = Field(min_length=1)
    at: AwareDatetime
    seconds: float = Field(default=0, ge=0)
    withdrawn: bool = False


class Keying(Statement):
    """What one person says a field holds; `value` in the kind's normal form, only when it was read.

    `old_state` and `old` are what the field held before. `blind`: the person had not been shown them.
    `decides`: a supervisor settles what others keyed differently.
    """

    field: str
    state: ReadState
    value: str = Field(default="", repr=False)
    old_state: ReadState | None = None
    old: str = Field(default="", repr=False)
    blind: bool = False
    decides: bool = False

    @model_validator(mode="after")
    def _value_only_when_read(self) -> Self:
        if (self.state is ReadState.READ) != bool(self.value):
            raise ValueError(f"{self.field}: a value goes with the state 'read', and only with it")
        return self


class PassOn(Statement):
    """That a person passed the item on to another one, and why; `withdrawn` when they took it back."""

    reason: str = Field(default="", max_length=500, repr=False)


class Override(Statement):
    """A finding, by its reason code, that a person sets aside, and why."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    reason: str = Field(default="", max_length=500, repr=False)
