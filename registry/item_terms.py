"""The words by which open items are found: kept with an item, gone with it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col

from documents import Digest
from registry.decision_tables import ItemTermRow, ReviewItemRow

WHOLE_BELOW = 3
"""Words with fewer letters are found whole only, not as the beginning of another."""

FEW = 1000
"""How many items a rare word may have."""

_LAST = chr(0x10FFFF)


def put_terms(session: Session, fax: Digest, document: int, terms: Iterable[str]) -> None:
    """Keep the words of the open item of a document, in the place of those it had."""
    remove_terms(session, fax, document)
    rows = [{"term": term, "fax": fax, "document": document} for term in sorted(set(terms))]
    if rows:
        session.connection().execute(sa.insert(ItemTermRow), rows)


def remove_terms(session: Session, fax: Digest, document: int) -> None:
    """Forget the words of a document."""
    of_it = (col(ItemTermRow.fax) == fax) & (col(ItemTermRow.document) == document)
    session.connection().execute(sa.delete(ItemTermRow).where(of_it))


def are_found_by(session: Session, words: Iterable[str]) -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions under which a review item is found by every one of the words.

    Items of a rare word are looked up, those of a frequent one met soon enough in the order of the queue.
    """
    return tuple(_holds(word, rare=_count(session, word) <= FEW) for word in words)


def _holds(word: str, *, rare: bool) -> sa.ColumnElement[bool]:
    fax, document = col(ItemTermRow.fax), col(ItemTermRow.document)
    of_item = col(ReviewItemRow.fax), col(ReviewItemRow.document)
    if rare:
        return sa.tuple_(*of_item).in_(sa.select(fax, document).where(_begins(word)))
    return sa.exists().where(fax == of_item[0], document == of_item[1], _begins(word))


def _count(session: Session, word: str) -> int:
    found = sa.select(sa.literal(1)).where(_begins(word)).limit(FEW + 1).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(found)) or 0


def _begins(word: str) -> sa.ColumnElement[bool]:
    term = col(ItemTermRow.term)
    return sa.and_(term >= word, term <= word + _LAST) if len(word) >= WHOLE_BELOW else term == word
