"""What the open fields of an item are, kept with the item so that the queue can be narrowed by it."""

from collections.abc import Iterator

from sqlmodel import Session

from forms.definition import FieldKind
from registry.open_items import Asked
from registry.review_items import set_asks
from review_queue.work import Work

MARKS = {Asked.TICK: FieldKind.TICK, Asked.SIGNATURE: FieldKind.SIGNATURE}
"""The kinds of field that are answered by looking at one crop."""


def note_asks(session: Session, work: Work) -> None:
    """Keep what the open fields of an item are now."""
    set_asks(session, work.item.fax, work.item.document, sorted(set(_asks(work))))


def _asks(work: Work) -> Iterator[Asked]:
    for field in work.unsettled():
        if field.critical:
            yield Asked.CRITICAL
        yield from (asked for asked, kind in MARKS.items() if field.kind is kind)
