"""The grid: crops of boxes or signatures from several items of one person, each answered by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from documents import Claimed, Digest, ItemSeen, Released, ReviewItem
from forms.definition import FieldDefinition
from registry.desk_events import add_event
from registry.open_items import Asked, asking
from registry.review_items import open_item_of
from review_queue.accounts import Actor
from review_queue.asks import MARKS
from review_queue.desk import claim, held, release
from review_queue.keyings import Stage
from review_queue.shown_field import ShownField, shown_field
from review_queue.work import Work

CROPS = 24
"""How many crops a grid has at most, unless one item alone asks more."""

LOOKED_AT = 200
"""How many items that ask for marks are looked at to fill a grid."""

Place = tuple[Digest, int]
"""A document: its fax and its number."""

Gather = Callable[[Session, Digest, int], Work]
"""Gathers the work on an open item."""


@dataclass(frozen=True)
class Cell:
    """One crop of a grid: the item and the field it is of, and the title of its form."""

    item: ReviewItem
    title: str
    field: ShownField

    @property
    def waits(self) -> bool:
        """Whether this person must still answer."""
        return self.field.open and self.field.stage is not Stage.SETTLED


@dataclass(frozen=True)
class GridWork:
    """Whose grid it is, what it asks, and how its items are gathered."""

    asked: Asked
    actor: Actor
    supervises: bool
    gather: Gather


def take(session: Session, grid: GridWork, places: Sequence[Place]) -> tuple[Place, ...]:
    """Fill a grid from the front of the queue: items that are done are let go, others become this person's.

    The places of the new grid, in the order of the old one and then of the queue.
    """
    kept = tuple(place for place in places if any(cell.waits for cell in _cells_at(session, grid, place)))
    let_go(session, grid.actor, [place for place in places if place not in kept])
    count = sum(cell.waits for place in kept for cell in _cells_at(session, grid, place))
    taken = list(kept)
    actor = grid.actor
    for item in asking(session, grid.asked, actor.name, actor.at, LOOKED_AT, supervises=grid.supervises):
        place = (item.fax, item.document)
        more = sum(cell.waits for cell in _cells(grid, grid.gather(session, *place)))
        if more and (not taken or count + more <= CROPS):
            claim(session, *place, actor.name, actor.at, supervises=grid.supervises)
            for event in (Claimed, ItemSeen):
                add_event(session, event(**_about(actor, place)))
            taken.append(place)
            count += more
        if count >= CROPS:
            break
    return tuple(taken)


def cells(session: Session, grid: GridWork, places: Sequence[Place]) -> tuple[Cell, ...]:
    """The crops of a grid: of items that are still this person's, answered ones included."""
    return tuple(cell for place in places for cell in _cells_at(session, grid, place))


def renew(session: Session, actor: Actor, places: Sequence[Place]) -> None:
    """Keep the items of a grid that are still this person's."""
    for place in places:
        if _is_held(session, actor, place):
            held(session, *place, actor.name, actor.at)


def let_go(session: Session, actor: Actor, places: Sequence[Place]) -> None:
    """Give the items of a grid that are still this person's back to the queue."""
    for place in places:
        if _is_held(session, actor, place):
            release(session, *place, actor.name, actor.at)
            add_event(session, Released(**_about(actor, place), account=actor.name))


def _cells_at(session: Session, grid: GridWork, place: Place) -> tuple[Cell, ...]:
    if not _is_held(session, grid.actor, place):
        return ()
    return tuple(_cells(grid, grid.gather(session, *place)))


def _cells(grid: GridWork, work: Work) -> Iterator[Cell]:
    for field in work.fields:
        if field.kind is MARKS[grid.asked] and _is_asked(work, field):
            person = grid.actor.name
            shown = shown_field(work, field, person, supervises=grid.supervises, asked=True)
            yield Cell(item=work.item, title=work.form.title if work.form else "", field=shown)


def _is_asked(work: Work, field: FieldDefinition) -> bool:
    has_crop = work.reading(field.name).evidence.crop is not None
    return has_crop and (work.is_asked(field.name) or bool(work.said_of(field.name)))


def _is_held(session: Session, actor: Actor, place: Place) -> bool:
    item = open_item_of(session, *place)
    claimed = item.claim if item else None
    return claimed is not None and claimed.owner == actor.name and claimed.until > actor.at


def _about(actor: Actor, place: Place) -> dict[str, object]:
    fax, document = place
    return {
        "at": actor.at,
        "by": actor.name,
        "address": actor.address,
        "fax": fax,
        "document": document,
    }
