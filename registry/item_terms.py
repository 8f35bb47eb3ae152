"""The words by which open items are found: kept with an item, gone with it."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col

from documents import Digest
from registry.decision_tables import ItemTermRow, ReviewItemRow

WHOLE_BELOW = 3
"""Words with fewer letters are found whole only, not as the beginning of another."""

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


def is_found_by(words: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether an item is found by each of the words, as the beginning of a term or of its fax's digest."""
    return sa.and_(*(_is_found_by(word) for word in words))


def _is_found_by(word: str) -> sa.ColumnElement[bool]:
    term, fax = col(ItemTermRow.term), col(ReviewItemRow.fax)
    key = sa.tuple_(fax, col(ReviewItemRow.document))
    alike = sa.and_(term >= word, term <= word + _LAST) if len(word) >= WHOLE_BELOW else term == word
    by_term = key.in_(sa.select(col(ItemTermRow.fax), col(ItemTermRow.document)).where(alike))
    return sa.or_(by_term, fax.between(word, word.ljust(64, "f"))) if len(word) >= WHOLE_BELOW else by_term
