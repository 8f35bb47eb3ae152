"""Letters as people look for them: narrowed, page by page, and all that concern one entry of the registry."""

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import LetterKind, LetterState, Record, Reference
from registry.authorizations import RESTS_ON
from registry.letter_tables import LetterEventRow, LetterRow
from registry.outbox import LetterStatus, status_of
from registry.participant_tables import AuthorizationRow


class LettersWanted(Record):
    """Which letters: in a state, of a kind, about a document (of any number: 0) of a fax; empty means any."""

    state: LetterState | None = None
    kind: LetterKind | None = None
    fax: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    document: int = Field(default=0, ge=0)


class LetterPlace(Record):
    """Where a page of letters ends; the next one begins after it."""

    since: AwareDatetime
    reference: Reference


class ListedLetter(Record):
    """A letter and why it came into its state, in a sentence for people."""

    status: LetterStatus
    why: str

    @property
    def place(self) -> LetterPlace:
        """The place of this letter among all."""
        return LetterPlace(since=self.status.since, reference=self.status.letter.reference)


def letter_page(
    session: Session, wanted: LettersWanted, limit: int, after: LetterPlace | None = None
) -> tuple[ListedLetter, ...]:
    """The next `limit` letters, what changed last at the head."""
    query = select(LetterRow).order_by(col(LetterRow.state_at).desc(), col(LetterRow.reference)).limit(limit)
    for column, value in (
        (LetterRow.state, wanted.state),
        (LetterRow.kind, wanted.kind),
        (LetterRow.fax, wanted.fax),
        (LetterRow.document, wanted.document),
    ):
        if value:
            query = query.where(col(column) == value)
    if after is not None:
        earlier = col(LetterRow.state_at) < after.since
        same = (col(LetterRow.state_at) == after.since) & (col(LetterRow.reference) > after.reference)
        query = query.where(sa.or_(earlier, same))
    rows = session.exec(query).all()
    why = _why(session, [row.reference for row in rows])
    return tuple(ListedLetter(status=status_of(row), why=why.get(row.reference, "")) for row in rows)


def _why(session: Session, references: list[str]) -> dict[str, str]:
    of_them = col(LetterEventRow.reference).in_(references)
    latest = select(sa.func.max(LetterEventRow.id)).where(of_them).group_by(col(LetterEventRow.reference))
    rows = session.exec(select(LetterEventRow).where(col(LetterEventRow.id).in_(latest)))
    return {row.reference: row.note for row in rows}


def letters_of_entry(session: Session, key: str) -> tuple[LetterStatus, ...]:
    """The letters about an NPI or patient number, and about authorizations that rest on it, latest first."""
    rests = sa.or_(*(column == key for column in RESTS_ON.values()))
    numbers = select(AuthorizationRow.number).where(rests)
    about = sa.or_(col(LetterRow.about) == key, col(LetterRow.about).in_(numbers))
    rows = session.exec(select(LetterRow).where(about).order_by(col(LetterRow.state_at).desc()))
    return tuple(map(status_of, rows))
