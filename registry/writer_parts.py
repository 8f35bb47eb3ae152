"""Which part each writer's paper is for: decided once by a keyed hash, written down, never for two parts."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import sqlalchemy as sa
from sqlmodel import Session, col, select

from documents import Record
from registry.learning_tables import Part, WriterKeyRow, WriterPartRow
from registry.rows import insert_once

SHARES: Mapping[Part, float] = MappingProxyType(
    {Part.TRAINING: 0.5, Part.CALIBRATION: 0.2, Part.HOLDOUT: 0.3}
)
"""The share of writers whose paper is for each part."""
_ORDER = tuple(Part)


class Placed(Record):
    """A group of writers who cannot be told apart, as a keyed hash, and the part its paper is for."""

    group: str
    part: Part


def writer_key(session: Session, fresh: str) -> str:
    """The key of this installation; `fresh`, which must be random, becomes it when there is none."""
    insert_once(session, WriterKeyRow(key=fresh))
    return session.exec(select(WriterKeyRow.key)).one()


def place(session: Session, key: str, names: Iterable[str], at: dt.datetime) -> Placed:
    """The part of a paper that these names stand for (a caller, the NPIs on it), all one writer from now on.

    Names nobody has seen go by the hash of the first. When names of two parts turn out to be one writer, all
    of them go to the earlier of training, calibration and holdout: what was trained on is never held out.
    ValueError without a name.
    """
    hashes = [_hashed(key, name) for name in sorted(set(names))]
    if not hashes:
        raise ValueError("paper that nobody has written")
    row = WriterPartRow
    known = session.exec(select(row).where(col(row.writer).in_(hashes)).order_by(col(row.writer))).all()
    group = known[0].writer_group if known else hashes[0]
    part = min((Part(one.part) for one in known), key=_ORDER.index) if known else _part_of(hashes[0])
    groups = {one.writer_group for one in known}
    if len(groups) > 1:
        table = sa.update(row).where(col(row.writer_group).in_(groups))
        session.connection().execute(table.values(writer_group=group, part=part))
    for name in hashes:
        insert_once(session, row(writer=name, writer_group=group, part=part, decided_at=at))
    return Placed(group=group, part=part)


def _hashed(key: str, name: str) -> str:
    return hmac.new(key.encode(), name.encode(), hashlib.sha256).hexdigest()[:32]


def _part_of(name: str) -> Part:
    """By the last digits of the hash, as a number from 0 to 1."""
    point, reached = int(name[-8:], 16) / 16**8, 0.0
    for part, share in SHARES.items():
        reached += share
        if point < reached:
            return part
    return _ORDER[-1]
