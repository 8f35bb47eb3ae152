"""How the pipeline records its steps: the interface, and the plain one that records nothing."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy.engine import Engine
from sqlmodel import Session

from documents import Record

T = TypeVar("T", bound=Record)


class Journal(Protocol):
    """Runs each step of a fax once; asked again after a crash, it returns the recorded result."""

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        """The result of `work`, done at least once and recorded; WorldFailed is tried again, then raised."""
        ...

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        """The result of `work`, whose database effects are committed exactly once, with the record of it."""
        ...


class PlainJournal:
    """Runs each step when asked, records nothing: for faxes that are looked at and not registered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def step(self, name: str, into: type[T], work: Callable[[], T]) -> T:
        """The result of `work`."""
        return work()

    def transact(self, name: str, into: type[T], work: Callable[[Session], T]) -> T:
        """The result of `work` in one transaction."""
        with Session(self._engine) as session, session.begin():
            return work(session)
