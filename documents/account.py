"""Who works at the review desk: accounts and what each role is for."""

from enum import StrEnum

from pydantic import Field

from documents.record import Record


class Role(StrEnum):
    """What an account is for; every account has exactly one.

    An operator claims and resolves items, a second reviewer also settles what needs another person, a
    supervisor also looks after the queue. An auditor sees everything and changes nothing. An administrator
    looks after accounts and sees no paper.
    """

    OPERATOR = "operator"
    SECOND_REVIEWER = "second_reviewer"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Account(Record):
    """One person's entry to the desk; a name is never given to another person.

    `joined` once the invitation was used. `generation` counts what ends every sign-in of the account: a
    sign-in made under an earlier one is no longer good.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9._-]{1,31}$")
    full_name: str = Field(min_length=1, max_length=80)
    role: Role
    joined: bool = False
    disabled: bool = False
    generation: int = Field(default=0, ge=0)

    @property
    def active(self) -> bool:
        """Whether the account can be signed in to."""
        return self.joined and not self.disabled
