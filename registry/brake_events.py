"""Brakes as they were pulled and released: every event is kept, the last one holds."""

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Record, Writing
from registry.learning_tables import BrakeEventRow


class BrakeEvent(Record):
    """A brake pulled or released for a family of kinds and a writing; `by` is empty when it pulled itself."""

    family: str = Field(min_length=1)
    writing: Writing
    pulled: bool
    at: AwareDatetime
    by: str = ""
    reason: str = Field(min_length=1, repr=False)


class BrakeState(Record):
    """The brake of one family and writing: what it saw since its last release, and whether it holds."""

    family: str
    writing: Writing
    checked: int
    wrong: int
    pulled: bool
    reason: str = Field(default="", repr=False)
    at: AwareDatetime | None = None


def add_brake_event(session: Session, event: BrakeEvent) -> None:
    """Keep an event."""
    session.add(BrakeEventRow(**event.model_dump()))
    session.flush()


def brake_events(session: Session) -> tuple[BrakeEvent, ...]:
    """Every event, oldest first."""
    rows = session.exec(select(BrakeEventRow).order_by(col(BrakeEventRow.id)))
    return tuple(BrakeEvent(**row.model_dump(exclude={"id"})) for row in rows)


def last_brake_events(session: Session) -> dict[tuple[str, Writing], BrakeEvent]:
    """The event that holds for each family and writing that has one."""
    return {(event.family, event.writing): event for event in brake_events(session)}
