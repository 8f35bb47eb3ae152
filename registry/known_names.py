"""The names of everybody in the registry, held by each process and brought up to date at every look."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlmodel import Session, col

from registry.history import Entry
from registry.many_names import ManyNames
from registry.names import compared
from registry.participant_tables import EntryNameRow

KINDS = ("prescriber", "pharmacy", "patient")


@dataclass(frozen=True)
class _Held:
    """The names by kind and key, of all rows up to the one with the `last` id."""

    last: int = 0
    names: Mapping[str, ManyNames] = field(
        default_factory=lambda: dict.fromkeys(KINDS, ManyNames()), repr=False
    )

    def with_rows(self, rows: Iterable[sa.Row[int | None, str, str, str]]) -> "_Held":
        last, new = self.last, defaultdict[str, dict[str, str]](dict)
        for number, kind, key, name in rows:
            last = number or last
            new[kind][key] = name
        names = {
            kind: known.with_names(new[kind]) if kind in new else known for kind, known in self.names.items()
        }
        return _Held(last, names)


_COMMITTED: WeakKeyDictionary[sa.Engine, _Held] = WeakKeyDictionary()
"""What this process has read of each database; only rows that no transaction can take back."""


def known_names(session: Session) -> Mapping[str, ManyNames]:
    """The names of every entry by kind, with what this transaction has put."""
    connection, row = session.connection(), EntryNameRow
    held = _COMMITTED.get(connection.engine, _Held())
    newest = connection.execute(sa.select(sa.func.max(row.id))).scalar() or 0
    if newest > held.last:
        with connection.engine.connect() as beside:
            held = held.with_rows(beside.execute(_rows_after(held.last)))
        _COMMITTED[connection.engine] = held
        held = held.with_rows(connection.execute(_rows_after(held.last)))
    return held.names


def _rows_after(last: int) -> sa.Select[int | None, str, str, str]:
    row = EntryNameRow
    columns = sa.select(col(row.id), col(row.kind), col(row.key), col(row.name))
    return columns.where(col(row.id) > last).order_by(col(row.id))


def put_name(session: Session, entry: Entry, name: str) -> None:
    """Have an entry found under this name from now on; the transaction must hold the write lock."""
    session.add(EntryNameRow(kind=entry[0], key=entry[1], name=compared(name)))
    session.flush()
