"""What every page of the desk works with, and who asks for it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import NamedDependency
from pydantic import Field
from sqlmodel import Session

from documents import Account, Record
from documents.program_setting import ProgramSetting
from forms.library import FormLibrary
from registry.blobs import Blobs
from registry.brake_events import BrakeState
from review_queue.accounts import Actor
from review_queue.audits import AuditWork
from review_queue.complete import Foresee
from review_queue.desk import Enqueue
from review_queue.letters import LetterPictures
from review_queue.reassemble import ReadAnew
from validators import Limits

DeskRequest = Request[Account, dict[str, Any], State]
"""A request of somebody who is signed in."""

Visit = Request[Any, dict[str, Any], State]
"""A request of anybody."""

Connection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True)
class DeskTools:
    """The stores and numbers of one installation.

    `hosts` are the names the desk answers to, as browsers send them: with an unusual port.
    `key` signs the tokens of forms; it must outlive a restart, or forms that are open then fail once.
    `limits` are those that hold now, brakes included. `foresee` says what the decision would be, `enqueue`
    has a document decided again, `read_anew` the documents of an assembly read.
    `brakes` tells the brake of each family that has one, `letters` makes the pictures of letters,
    `program` are the settings that the program has not fixed.
    `safety_hours` are the calendar hours from receipt within which safety must have a report, None while the
    sponsor's clock is not configured.
    """

    engine: sa.Engine
    blobs: Blobs
    library: FormLibrary
    limits: Callable[[Session], Limits]
    zone: ZoneInfo
    clock: Callable[[], dt.datetime]
    hosts: tuple[str, ...]
    key: str
    foresee: Foresee
    enqueue: Enqueue
    read_anew: ReadAnew
    audits: AuditWork
    brakes: Callable[[Session], Sequence[BrakeState]]
    letters: LetterPictures
    program: tuple[ProgramSetting, ...]
    safety_hours: float | None = None

    def local(self, moment: dt.datetime) -> dt.datetime:
        """A moment on the clock of the coordinating center."""
        return moment.astimezone(self.zone)


CSRF_FIELD = "_csrf_token"
"""The field of every form that carries the token of its page."""

Tools = NamedDependency[DeskTools]
"""The tools, as pages ask for them."""


class PostedForm(Record):
    """What a form sends: the fields it names and no others."""

    token: str = Field(default="", alias=CSRF_FIELD, repr=False)


def address_of(connection: Connection) -> str:
    """The network address a request came from."""
    return connection.client.host if connection.client else ""


def actor_of(request: DeskRequest, tools: DeskTools) -> Actor:
    """Who asks, from where, and when."""
    return Actor(name=request.user.name, address=address_of(request), at=tools.clock())
