"""Earlier documents with a page image, the content or a signature of the one that is decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import sqlalchemy as sa
from sqlmodel import Session, col

from documents import Digest, EarlierDocument, FormReading
from documents.ink_print import Unpacked, same_ink, unpacked
from registry.decision_tables import DispositionRow
from registry.fax_tables import DocumentPageRow, DocumentRow, PageRow, ReadingRow
from registry.gists import Gist, gist_of
from registry.names import folded
from registry.papers import subject_of
from registry.rows import from_json

SAME_SHARE = 0.9
"""Two readings are of the same content when all they share agrees and they share at least this part."""

_SIGNED_ON = "_signature_date"

_Key = tuple[Digest, int]


@dataclass(frozen=True)
class _Paper:
    """What a document says: its form, empty for none, and the gist of its reading."""

    form: str = ""
    gist: Gist = field(default=Gist(), repr=False)

    @cached_property
    def signed_on(self) -> Mapping[str, str]:
        """The dates beside the signatures, by field."""
        return {name: value for name, value in self.gist.values.items() if name.endswith(_SIGNED_ON)}

    @cached_property
    def inks(self) -> Mapping[str, Unpacked]:
        """The ink of the signatures, by field."""
        return {name: unpacked(ink) for name, ink in self.gist.inks.items()}


def earlier_documents(
    session: Session, reading: FormReading, pages: tuple[Digest, ...]
) -> tuple[EarlierDocument, ...]:
    """The other decided documents with one of these page images, or of the same person with the same content.

    So are those of the same person and form with the very ink of one of the signatures. What gave way to an
    assembly is left out.
    """
    found = _alike(session, reading, pages)
    found.pop((reading.document.fax, reading.document.number), None)
    own = _Paper(form_name(reading), gist_of(reading))
    earlier = []
    for key, (outcome, other) in sorted(_decided(session, found).items()):
        same_image, alike = found[key], _same_content(own, other)
        copied = not alike and _signed_alike(own, other)
        if same_image or alike or copied:
            earlier.append(
                EarlierDocument(
                    fax=key[0],
                    document=key[1],
                    form=other.form,
                    same_image=same_image,
                    same_content=alike,
                    same_signature=copied,
                    same_dates=own.signed_on == other.signed_on,
                    outcome=outcome,
                )
            )
    return tuple(earlier)


def _signed_alike(own: _Paper, other: _Paper) -> bool:
    """Whether a signature of one form is the same ink as that in its place on the other."""
    shared = own.gist.inks.keys() & other.gist.inks.keys() if own.form == other.form else ()
    return any(same_ink(own.inks[name], other.inks[name]) for name in shared)


def _alike(session: Session, reading: FormReading, pages: tuple[Digest, ...]) -> dict[_Key, bool]:
    """The documents with one of these pages (True), or else of the same subject and form."""
    link, page, read = DocumentPageRow, PageRow, ReadingRow
    subject, form = subject_of(reading), form_name(reading)
    queries = [
        sa.select(col(link.fax), col(link.document), sa.true())
        .join(page, (col(page.fax) == link.fax) & (col(page.number) == link.page))
        .where(col(page.digest).in_(pages))
    ]
    if subject and form:
        of_subject = sa.select(col(read.fax), col(read.document), sa.false())
        queries.append(of_subject.where(col(read.subject) == subject, col(read.form) == form))
    found: dict[_Key, bool] = {}
    for fax, document, pictured in session.execute(sa.union_all(*queries)):
        found[fax, document] = found.get((fax, document), False) or bool(pictured)
    return found


def _decided(session: Session, keys: Collection[_Key]) -> dict[_Key, tuple[str, _Paper]]:
    """Of the documents that are decided and stand the newest outcome and what their newest reading says."""
    row, of, read = DispositionRow, DocumentRow, ReadingRow
    gave_way = sa.exists().where(
        col(of.fax) == row.fax, col(of.number) == row.document, col(of.superseded_by).is_not(None)
    )
    query = (
        sa.select(col(row.fax), col(row.document), col(row.outcome), col(read.form), col(read.gist))
        .outerjoin(read, (col(read.fax) == row.fax) & (col(read.document) == row.document))
        .where(col(row.fax).in_({fax for fax, _ in keys}), ~gave_way)
        .order_by(col(row.revision), col(read.revision))
    )
    newest = {(fax, document): said for fax, document, *said in session.execute(query)} if keys else {}
    return {
        key: (outcome, _Paper(form or "", from_json(Gist, gist or {})))
        for key, (outcome, form, gist) in newest.items()
        if key in keys
    }


def _same_content(own: _Paper, other: _Paper) -> bool:
    """Whether both are of one form, filled in with the same values, dates and all."""
    ours, theirs = own.gist.values, other.gist.values
    shared, either = ours.keys() & theirs.keys(), ours.keys() | theirs.keys()
    if own.form != other.form or not shared or len(shared) < SAME_SHARE * len(either):
        return False
    return all(ours[name] == theirs[name] or folded(ours[name]) == folded(theirs[name]) for name in shared)


def form_name(reading: FormReading) -> str:
    """The form of a reading without its edition; empty for none."""
    form = reading.document.form
    return form.form if form is not None else ""
