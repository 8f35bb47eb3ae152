"""What people said of fields, gathered from the registry: readings with their truth and their writer."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlmodel import Session

from documents import Correction, Document, FieldReading, FormReading, FormRef, ReadState, Resolution
from forms.definition import FieldDefinition, FormDefinition
from forms.same_value import same_value
from pipeline.judge import Bench, local_day
from pipeline.material import Keyed, ReviewedField
from pipeline.result import field_report
from pipeline.scores import FieldScore
from registry import faxes, papers
from registry.audited_outcomes import AuditedOutcome, audited_documents, outcomes_of
from registry.review_items import corrected_documents, corrections
from registry.writer_parts import place
from validators import Limits
from validators.auto import is_auto, is_by_person

_OWN_NPIS = ("npi", "prescriber_npi")
"""Fields that name whose paper it is; the pharmacy an order goes to is named by many."""
_NUMBER = 10


class ReviewedPaper(NamedTuple):
    """One reviewed document: what engines read, what people said last, what audits found, by field.

    `names` are who may have written it.
    """

    document: Document
    form: FormDefinition
    read: Mapping[str, FieldReading]
    said: Mapping[str, FieldReading]
    audited: Mapping[str, AuditedOutcome]
    received_on: dt.date
    names: tuple[str, ...]


def reviewed_papers(session: Session, bench: Bench) -> tuple[ReviewedPaper, ...]:
    """Every document of which a person corrected, confirmed or audited a field."""
    numbers = sorted({*corrected_documents(session), *audited_documents(session)})
    documents = (papers.document(session, fax, number) for fax, number in numbers)
    return tuple(_paper(session, one, one.form, bench) for one in documents if one.form is not None)


def reviewed_fields(
    session: Session, found: Sequence[ReviewedPaper], limits: Limits, key: str, now: dt.datetime
) -> tuple[Keyed, ...]:
    """The reviewed fields of documents, with the part of their writer, in the session's transaction.

    All writers are placed before any part is taken: paper that joins two writers counts for all of it. Fields
    nobody could read have no truth and are left out.
    """
    for paper in found:
        place(session, key, paper.names, now)
    placed = [(paper, place(session, key, paper.names, now)) for paper in found]
    return tuple(
        Keyed(whose.part, reviewed, field, paper.document, paper.received_on, seen)
        for paper, whose in placed
        for field, seen, reviewed in _fields(paper, whose.group, limits)
    )


def _paper(session: Session, document: Document, ref: FormRef, bench: Bench) -> ReviewedPaper:
    fax = faxes.received(session, document.fax)
    every = papers.readings(session, document.fax, document.number)
    readings = [found for found in every if found.document.form == ref]
    said = _of_this_form(corrections(session, document.fax, document.number))
    audited = outcomes_of(session, document.fax, document.number)
    return ReviewedPaper(
        document=document,
        form=bench.library.get(ref),
        read={one.field: one for found in readings for one in found.readings if not is_by_person(one)},
        said={one.field: one for correction in said for one in correction.readings},
        audited={one.field: one for one in audited if one.form == ref},
        received_on=local_day(fax.received_at, bench.zone),
        names=_names(fax.caller, readings[-1:], document),
    )


def _of_this_form(made: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The corrections since a person last said which form the document is."""
    set_at = [one.revision for one in made if one.resolution is Resolution.SET_FORM]
    return tuple(one for one in made if one.revision >= max(set_at, default=0))


def _names(caller: str, newest: Sequence[FormReading], document: Document) -> tuple[str, ...]:
    """Who may have written a paper: its caller and whose it is; the fax itself where neither is known.

    A caller counts by its last ten digits, and not when it has fewer or all alike: machines nobody set up
    call themselves the same everywhere.
    """
    number = re.sub(r"\D", "", caller)[-_NUMBER:]
    callers = [f"caller {number}"] if len(number) == _NUMBER and len(set(number)) > 1 else []
    npis = [found.value(name) for found in newest for name in _OWN_NPIS if found.value(name)]
    return (*callers, *(f"npi {npi}" for npi in npis)) or (f"fax {document.fax}",)


def _fields(
    paper: ReviewedPaper, writer: str, limits: Limits
) -> Iterator[tuple[FieldDefinition, str, ReviewedField]]:
    for name, read in paper.read.items():
        said, audited = paper.said.get(name), paper.audited.get(name)
        if said is None and audited is not None and audited.right:
            said = read
        if (said is None and audited is None) or (said is not None and said.state is ReadState.ILLEGIBLE):
            continue
        field = paper.form.field(name)
        reviewed = ReviewedField(
            writer=writer,
            keyed=2 if audited is not None and audited.second else 1,
            value_known=said is not None,
            score=_score(paper, field, read, said, limits),
        )
        yield field, read.seen, reviewed


def _score(
    paper: ReviewedPaper,
    field: FieldDefinition,
    read: FieldReading,
    said: FieldReading | None,
    limits: Limits,
) -> FieldScore:
    """The reading against what a person said; without that it is wrong."""
    auto = is_auto(read, field, paper.form.ref, limits)
    return FieldScore(
        sample=paper.document.fax,
        document=paper.document.number,
        field=field.name,
        kind=field.kind,
        hand=read.writing,
        damage="",
        filled=said is None or said.state is ReadState.READ,
        truth=said.value if said else "",
        read=read.value,
        state=read.state,
        confidence=read.confidence,
        auto=auto,
        right=said is not None and _agree(field, said, read),
        ambiguous=False,
        form=str(paper.form.ref),
        read_as=field_report(read, auto=auto),
    )


def _agree(field: FieldDefinition, said: FieldReading, read: FieldReading) -> bool:
    return said.state is read.state and same_value(field.kind, said.value, read.value)
