"""What people said at review items, as kept: added and listed, never changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlmodel import Session, col, select

from documents import Digest, Keying, Override, PassOn, Statement
from registry.decision_tables import StatementRow
from registry.rows import as_json, from_json

_StatementT = TypeVar("_StatementT", bound=Statement)

_ABOUT: Mapping[type[Statement], str] = {Keying: "field", Override: "finding", PassOn: "pass_on"}


class Statements(NamedTuple):
    """What people said of fields and of findings at an item, and why they passed it on; oldest first."""

    keyings: tuple[Keying, ...]
    overrides: tuple[Override, ...]
    pass_ons: tuple[PassOn, ...]


def add_statement(session: Session, said: Keying | Override | PassOn) -> None:
    """Keep a statement, in the session's transaction."""
    row = StatementRow(
        fax=said.fax,
        document=said.document,
        revision=said.revision,
        about=_ABOUT[type(said)],
        by=said.by,
        at=said.at,
        record=as_json(said),
    )
    session.add(row)
    session.flush()


def statements_at(session: Session, fax: Digest, document: int, revision: int) -> Statements:
    """Everything people said at an item."""
    query = select(StatementRow).where(
        StatementRow.fax == fax,
        StatementRow.document == document,
        StatementRow.revision == revision,
    )
    rows = session.exec(query.order_by(col(StatementRow.id))).all()
    return Statements(_of(rows, Keying), _of(rows, Override), _of(rows, PassOn))


def _of(rows: Sequence[StatementRow], into: type[_StatementT]) -> tuple[_StatementT, ...]:
    return tuple(from_json(into, row.record) for row in rows if row.about == _ABOUT[into])
