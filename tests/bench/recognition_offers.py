"""Values of the registry offered beside handwriting: where they were right, and where they would mislead."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from documents import FormReading, ReadState
from documents.facts import Known
from extractors.known_people import with_offers
from extractors.text_request import NamingLine
from pipeline.result import DocumentReport, FaxReport
from registry.as_of import View
from tests.bench.recognition_runs import FieldRun, plain_hand
from tests.bench.recognition_tables import table

People = Callable[[FormReading, View], Sequence[Known]]
Offered = Mapping[tuple[tuple[int, ...], str], str]
"""The value put first by pages of the document and name of the field."""


class OfferNotes(Protocol):
    """Where a document that was just read leaves its lines, and what is offered is noted."""

    pages: tuple[int, ...]
    naming: tuple[NamingLine, ...]
    offered: dict[tuple[tuple[int, ...], str], str]


def offers_noted(people: People, notes: OfferNotes) -> People:
    """The same people, and a note of every value of theirs that is offered."""

    def looked_up(reading: FormReading, view: View) -> Sequence[Known]:
        known = people(reading, view)
        helped = with_offers(reading, notes.naming, known)
        for before, after in zip(reading.readings, helped.readings, strict=True):
            if after != before:
                notes.offered[notes.pages, after.field] = after.alternatives[0].value
        return known

    return looked_up


def with_offered(printed: FaxReport, offered: Offered) -> FaxReport:
    """The report as if every offer had been taken."""
    return printed.model_copy(
        update={"documents": tuple(_taken(document, offered) for document in printed.documents)}
    )


def _taken(document: DocumentReport, offered: Offered) -> DocumentReport:
    fields = dict(document.fields)
    for (pages, name), value in offered.items():
        if pages == document.pages:
            fields[name] = fields[name].model_copy(update={"state": ReadState.READ, "value": value})
    return document.model_copy(update={"fields": fields})


def offer_rows(fields: Iterable[FieldRun]) -> list[str]:
    """Handwritten fields by kind: how many were misread, and what was offered beside them and the others."""
    counts = Counter[tuple[str, str]]()
    for run in plain_hand(list(fields)):
        counts[run.score.kind, "right" if run.score.right else "wrong"] += 1
        if run.offered is not None:
            what = "beside right" if run.score.right else "help" if run.offered.right else "other"
            counts[run.score.kind, what] += 1
    kinds = sorted({kind for kind, what in counts if what in ("help", "other", "beside right")})
    columns = ("wrong", "help", "other", "right", "beside right")
    rows = [[kind, *(str(counts[kind, column]) for column in columns)] for kind in kinds]
    heads = ["kind", "misread", "right value offered", "another offered", "read right", "another offered"]
    return table(heads, rows)
