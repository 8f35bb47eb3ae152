"""Audits as kept: which documents and fields are keyed again, by whom, and what came of it."""

import datetime as dt

import sqlalchemy as sa
from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import Claim, Correction, Digest, FormRef, NoSuchThing, ReadState, Record, Resolution
from registry.audit_tables import AuditFieldRow, AuditKeyingRow, AuditRow, Origin
from registry.decision_tables import CorrectionRow
from registry.desk_tables import AccountRow
from registry.review_items import corrections
from registry.rows import insert_once


class AuditField(Record):
    """A field of an audited document: `unseen` when an engine's reading was used without a person.

    `correct` says what people found; None while they have not settled it.
    """

    field: str
    unseen: bool
    correct: bool | None = None


class Audit(Record):
    """One document whose fields are keyed again, as the decision with this revision used them."""

    fax: Digest
    document: int = Field(ge=1)
    revision: int = Field(ge=0)
    form: FormRef
    origin: Origin
    opened_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    claim: Claim | None = None
    fields: tuple[AuditField, ...] = ()

    def field(self, name: str) -> AuditField:
        """The field of that name; NoSuchThing when it is not audited."""
        for found in self.fields:
            if found.field == name:
                return found
        raise NoSuchThing("this field is not audited")


class AuditKeying(Record):
    """What one person keyed of a field without seeing its reading; `value` only when it was read."""

    by: str = Field(min_length=1)
    at: AwareDatetime
    state: ReadState
    value: str = Field(default="", repr=False)


def open_audit(session: Session, audit: Audit) -> bool:
    """Have a document audited; false when it is, or was: a document is audited once."""
    row = AuditRow(
        **audit.model_dump(include={"fax", "document", "revision", "origin", "opened_at"}),
        form=audit.form.form,
        edition=audit.form.edition,
    )
    if not insert_once(session, row):
        return False
    for place, one in enumerate(audit.fields):
        row_of_it = AuditFieldRow(
            fax=audit.fax, document=audit.document, field=one.field, place=place, unseen=one.unseen
        )
        session.add(row_of_it)
    session.flush()
    return True


def audit_of(session: Session, fax: Digest, document: int) -> Audit:
    """The audit of a document; NoSuchThing when it is not audited."""
    row = session.get(AuditRow, (fax, document))
    if row is None:
        raise NoSuchThing("this document is not audited")
    return _audit(session, row)


def next_audit(session: Session, me: str, at: dt.datetime) -> Audit | None:
    """The open audit this person holds, otherwise the oldest that nobody holds and this person may key.

    Nobody keys a document they resolved, or a field twice. None when nothing is left for this person.
    """
    mine = sa.and_(col(AuditRow.claimed_by) == me, col(AuditRow.claimed_until) > at)
    until = col(AuditRow.claimed_until)
    free = sa.or_(until.is_(None), until <= at)
    for held in (mine, free):
        query = select(AuditRow).where(held, *_open_to(me)).order_by(*_OLDEST_FIRST).limit(1)
        row = session.exec(query).first()
        if row is not None:
            return _audit(session, row)
    return None


def open_audits(session: Session, me: str) -> tuple[int, int]:
    """How many documents are still being audited, and how many of them this person may key."""
    waits = (col(AuditRow.closed_at).is_(None),)
    counts = [
        sa.select(sa.func.count()).select_from(AuditRow).where(*conditions).scalar_subquery()
        for conditions in (waits, _open_to(me))
    ]
    every, mine = session.execute(sa.select(*counts)).one()
    return every, mine


def set_audit_claim(session: Session, audit: Audit, claim: Claim | None) -> None:
    """Give an audit to somebody, or to nobody."""
    row = session.get_one(AuditRow, (audit.fax, audit.document))
    row.claimed_by = claim.owner if claim else ""
    row.claimed_until = claim.until if claim else None
    session.flush()


def fields_left(session: Session, audit: Audit, me: str) -> tuple[str, ...]:
    """The fields of an audit that are not settled and that this person has not keyed, in order."""
    query = select(AuditFieldRow.field).where(
        AuditFieldRow.fax == audit.fax, AuditFieldRow.document == audit.document, *_left_to(me)
    )
    return tuple(session.exec(query.order_by(col(AuditFieldRow.place))))


def keyings(session: Session, fax: Digest, document: int, field: str) -> tuple[AuditKeying, ...]:
    """What people keyed of a field before its truth was known, oldest first."""
    row = AuditKeyingRow
    query = select(row).where(row.fax == fax, row.document == document, row.field == field)
    found = session.exec(query.where(col(row.agrees).is_(None)).order_by(col(row.at), col(row.by)))
    return tuple(
        AuditKeying(by=each.by, at=each.at, state=ReadState(each.state), value=each.value) for each in found
    )


def add_keying(
    session: Session, audit: Audit, field: str, keyed: AuditKeying, *, agrees: bool | None = None
) -> bool:
    """Keep what a person keyed; false when they keyed this field before. `agrees` with a known answer."""
    row = AuditKeyingRow(
        fax=audit.fax, document=audit.document, field=field, agrees=agrees, **keyed.model_dump()
    )
    return insert_once(session, row)


def settle(session: Session, audit: Audit, field: str, at: dt.datetime, *, correct: bool) -> None:
    """Keep what people found of a field; the audit is closed with its last one."""
    row = session.get_one(AuditFieldRow, (audit.fax, audit.document, field))
    row.correct, row.settled_at = correct, at
    session.flush()
    of_it = (AuditFieldRow.fax == audit.fax, AuditFieldRow.document == audit.document)
    if (
        session.exec(select(AuditFieldRow).where(*of_it, col(AuditFieldRow.correct).is_(None))).first()
        is None
    ):
        session.get_one(AuditRow, (audit.fax, audit.document)).closed_at = at


def audits_with_errors(session: Session, limit: int) -> tuple[Audit, ...]:
    """The newest audits in which an error was found."""
    wrong = sa.exists().where(
        col(AuditFieldRow.fax) == AuditRow.fax,
        col(AuditFieldRow.document) == AuditRow.document,
        col(AuditFieldRow.correct).is_(False),
    )
    query = select(AuditRow).where(wrong).order_by(col(AuditRow.opened_at).desc(), col(AuditRow.fax))
    return tuple(_audit(session, row) for row in session.exec(query.limit(limit)))


def standing_errors(session: Session, fax: Digest, document: int) -> tuple[str, ...]:
    """The fields with an error that no person has spoken of since the decision that was audited, in order."""
    row = session.get(AuditRow, (fax, document))
    if row is None:
        return ()
    wrong = [one.field for one in _audit(session, row).fields if one.correct is False]
    later = [one for one in corrections(session, fax, document) if one.revision > row.revision]
    return tuple(name for name in wrong if not any(_answers(said, name) for said in later))


def _answers(said: Correction, field: str) -> bool:
    """Whether a correction says what a field holds, or that the document is another form."""
    return said.resolution is Resolution.SET_FORM or any(one.field == field for one in said.readings)


_OLDEST_FIRST = (col(AuditRow.opened_at), col(AuditRow.fax), col(AuditRow.document))


def _open_to(me: str) -> tuple[sa.ColumnElement[bool], ...]:
    left = sa.exists().where(
        col(AuditFieldRow.fax) == AuditRow.fax,
        col(AuditFieldRow.document) == AuditRow.document,
        *_left_to(me),
    )
    return (col(AuditRow.closed_at).is_(None), left, ~resolved_by(me))


def _left_to(me: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (col(AuditFieldRow.correct).is_(None), ~keyed_by(me))


def keyed_by(me: str) -> sa.Exists:
    """Whether a person has keyed the audit field of a query."""
    return sa.exists().where(
        col(AuditKeyingRow.fax) == AuditFieldRow.fax,
        col(AuditKeyingRow.document) == AuditFieldRow.document,
        col(AuditKeyingRow.field) == AuditFieldRow.field,
        col(AuditKeyingRow.by) == me,
    )


def resolved_by(me: str) -> sa.Exists:
    """Whether a person has resolved the document of an audit of a query, as first or second.

    People are named by their account, or on the command line by their name as printed in records.
    """
    full_name = sa.select(sa.func.lower(AccountRow.full_name)).where(col(AccountRow.name) == me)
    people = (sa.func.lower(CorrectionRow.by), sa.func.lower(CorrectionRow.second))
    return sa.exists().where(
        col(CorrectionRow.fax) == AuditRow.fax,
        col(CorrectionRow.document) == AuditRow.document,
        sa.or_(*(named == me for named in people), *(named.in_(full_name) for named in people)),
    )


def _audit(session: Session, row: AuditRow) -> Audit:
    query = select(AuditFieldRow).where(AuditFieldRow.fax == row.fax, AuditFieldRow.document == row.document)
    fields = session.exec(query.order_by(col(AuditFieldRow.place)))
    held = row.claimed_by and row.claimed_until
    return Audit(
        fax=row.fax,
        document=row.document,
        revision=row.revision,
        form=FormRef(form=row.form, edition=row.edition),
        origin=Origin(row.origin),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        claim=Claim(owner=row.claimed_by, until=row.claimed_until) if held and row.claimed_until else None,
        fields=tuple(AuditField(field=one.field, unseen=one.unseen, correct=one.correct) for one in fields),
    )
