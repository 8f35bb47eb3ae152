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


@dataclass(frozen=True)
class _Held:
    """The names by kind and key, of all rows up to the one with the `last` id."""

    last: int = 0
    names: Mapping[str, ManyNames] = field(default_factory=dict, repr=False)

    def with_rows(self, rows: Iterable[sa.Row[int | None, str, str, str]]) -> "_Held":
        last, new = self.last, defaultdict[str, dict[str, str]](dict)
        for number, kind, key, name in rows:
            last = number or last
            new[kind][key] = name
        changed = {kind: self.names.get(kind, ManyNames()).with_names(names) for kind, names in new.items()}
        return _Held(last, {**self.names, **changed}) if changed else self


_COMMITTED: WeakKeyDictionary[sa.Engine, _Held] = WeakKeyDictionary()
"""What this process has read of each database; only rows that no transaction can take back."""


def near_names(session: Session, kind: str, wanted: str) -> tuple[tuple[str, float], ...]:
    """The NPIs or numbers of a kind with the names nearest to the wanted one, as by `ManyNames.near`."""
    return _names(session, kind).near(wanted)


def names_of(session: Session, kind: str) -> Mapping[str, str]:
    """Every name of a kind as it is compared, by NPI or number, with what this transaction has put."""
    return _names(session, kind).by_key


def _names(session: Session, kind: str) -> ManyNames:
    connection, row = session.connection(), EntryNameRow
    held = _COMMITTED.get(connection.engine, _Held())
    newest = connection.execute(sa.select(sa.func.max(row.id))).scalar() or 0
    if newest > held.last:
        with connection.engine.connect() as beside:
            held = held.with_rows(beside.execute(_rows_after(held.last)))
        _COMMITTED[connection.engine] = held
        held = held.with_rows(connection.execute(_rows_after(held.last)))
    return held.names.get(kind, ManyNames())


def _rows_after(last: int) -> sa.Select[int | None, str, str, str]:
    row = EntryNameRow
    columns = sa.select(col(row.id), col(row.kind), col(row.key), col(row.name))
    return columns.where(col(row.id) > last).order_by(col(row.id))


def put_name(session: Session, entry: Entry, name: str) -> None:
    """Have an entry found under this name from now on; the transaction must hold the write lock."""
    session.add(EntryNameRow(kind=entry[0], key=entry[1], name=compared(name)))
    session.flush()
