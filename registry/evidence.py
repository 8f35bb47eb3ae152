"""The paper behind a fact of the registry: fax, document, and where what matters stands on it."""

import re

from pydantic import AwareDatetime
from sqlmodel import Session, col, select

from documents import GRANTS, Box, Digest, FormRef, Record
from forms.definition import FieldKind
from forms.library import FormLibrary
from registry import papers
from registry.decision_tables import DispositionRow
from registry.fax_tables import FaxRow

_PAPER = re.compile(r"fax ([0-9a-f]{64}) document ([0-9]+)")


class Crop(Record):
    """Where on the paper a field stands: page of the fax, box in page fractions, digest of the crop."""

    field: str
    page: int
    box: Box
    crop: Digest | None


class Paper(Record):
    """A document that is evidence, with the critical fields and signatures it was granted on."""

    fax: Digest
    document: int
    form: FormRef | None
    received_at: AwareDatetime
    crops: tuple[Crop, ...]


def paper_of(session: Session, evidence: str, library: FormLibrary) -> Paper | None:
    """The paper that is named as evidence; None for an import or a person."""
    named = _PAPER.fullmatch(evidence)
    if named is None:
        return None
    fax, document = named[1], int(named[2])
    row = DispositionRow
    of_it = select(row.reading_revision).where(row.fax == fax, row.document == document)
    granted = of_it.where(col(row.outcome).in_(GRANTS)).order_by(col(row.revision))
    read = papers.reading(session, fax, document, session.exec(granted).first())
    return Paper(
        fax=fax,
        document=document,
        form=read.document.form if read else None,
        received_at=session.get_one(FaxRow, fax).received_at,
        crops=tuple(
            Crop(field=one.field, page=one.evidence.page, box=one.evidence.box, crop=one.evidence.crop)
            for one in (read.readings if read else ())
            if read and read.document.form and matters(library, read.document.form, one.field)
        ),
    )


def matters(library: FormLibrary, form: FormRef, field: str) -> bool:
    """Whether a field of a form is shown as evidence: it is critical, or a signature."""
    defined = library.get(form).field(field)
    return defined.critical or defined.kind is FieldKind.SIGNATURE
