"""What people said at review items, as kept: added and listed, never changed."""

from collections.abc import Mapping
from typing import TypeVar

from sqlmodel import Session, col, select

from documents import Digest, Keying, Override, PassOn, Statement
from registry.decision_tables import StatementRow
from registry.rows import as_json, from_json

_StatementT = TypeVar("_StatementT", bound=Statement)

_FIELD, _FINDING, _PASS_ON = "field", "finding", "pass_on"
_ABOUT: Mapping[type[Statement], str] = {Keying: _FIELD, Override: _FINDING, PassOn: _PASS_ON}


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


def keyings(session: Session, fax: Digest, document: int, revision: int) -> tuple[Keying, ...]:
    """What people said of the fields at an item, oldest first."""
    return _of(session, (fax, document, revision), _FIELD, Keying)


def overrides(session: Session, fax: Digest, document: int, revision: int) -> tuple[Override, ...]:
    """What people said of the findings at an item, oldest first."""
    return _of(session, (fax, document, revision), _FINDING, Override)


def pass_ons(session: Session, fax: Digest, document: int, revision: int) -> tuple[PassOn, ...]:
    """Who passed an item on and why, oldest first."""
    return _of(session, (fax, document, revision), _PASS_ON, PassOn)


def _of(
    session: Session, item: tuple[Digest, int, int], about: str, into: type[_StatementT]
) -> tuple[_StatementT, ...]:
    fax, document, revision = item
    query = select(StatementRow).where(
        StatementRow.fax == fax,
        StatementRow.document == document,
        StatementRow.revision == revision,
        StatementRow.about == about,
    )
    rows = session.exec(query.order_by(col(StatementRow.id)))
    return tuple(from_json(into, row.record) for row in rows)
