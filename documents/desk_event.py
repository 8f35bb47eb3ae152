"""What people did with accounts, and systems with keys: one small record for each kind of act."""

from typing import Literal

from pydantic import AwareDatetime

from documents.account import Role
from documents.record import Record


class DeskEvent(Record):
    """Who did it, when, and from which network address; `by` is empty while nobody is signed in.

    `account` is whom it is about: oneself, or the account an administrator changed.
    """

    at: AwareDatetime
    by: str
    address: str
    account: str = ""


class Invited(DeskEvent):
    """An account was made, or given a new invitation."""

    act: Literal["invited"] = "invited"
    role: Role


class Joined(DeskEvent):
    """An invitation was used: password and second factor are set."""

    act: Literal["joined"] = "joined"


class SignedIn(DeskEvent):
    """Password and code were right."""

    act: Literal["signed_in"] = "signed_in"


class SignInFailed(DeskEvent):
    """Something was wrong; `account` is empty when there is none by the name that was typed."""

    act: Literal["sign_in_failed"] = "sign_in_failed"


class SignInHeldOff(DeskEvent):
    """Refused unseen, because too many failed before."""

    act: Literal["sign_in_held_off"] = "sign_in_held_off"


class SignedOut(DeskEvent):
    """The person signed out, here or (`everywhere`) wherever they were signed in."""

    act: Literal["signed_out"] = "signed_out"
    everywhere: bool = False


class PasswordChanged(DeskEvent):
    """The person chose another password; every other sign-in ended."""

    act: Literal["password_changed"] = "password_changed"


class RoleChanged(DeskEvent):
    """An administrator changed the role of an account."""

    act: Literal["role_changed"] = "role_changed"
    old: Role
    new: Role


class Disabled(DeskEvent):
    """An account was closed for good."""

    act: Literal["disabled"] = "disabled"


class SignInsEnded(DeskEvent):
    """An administrator ended every sign-in of an account."""

    act: Literal["sign_ins_ended"] = "sign_ins_ended"


class Denied(DeskEvent):
    """A signed-in person asked for a page their role may not see."""

    act: Literal["denied"] = "denied"
    route: str


class CheckAnswered(DeskEvent):
    """A pharmacy's system asked with its key, which `by` names; `about` is the NPI or authorization."""

    act: Literal["check_answered"] = "check_answered"
    asked: Literal["certification", "dispense"]
    about: str
    answer: str


class CheckRefused(DeskEvent):
    """A system asked without a key that holds."""

    act: Literal["check_refused"] = "check_refused"
