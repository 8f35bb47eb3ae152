"""A sample, its truth and a report of it, for the tests of scores, tables and results."""

import datetime as dt

from documents import (
    Box,
    ClassifiedPage,
    DocumentTruth,
    FieldTruth,
    FormRef,
    Media,
    Outcome,
    PageGuess,
    PageKind,
    PageTruth,
    ReadState,
    ReceivedFax,
    SampleTruth,
)
from pipeline.result import DispositionReport, DocumentReport, FaxReport, FieldReport
from pipeline.scores import FieldScore

ORDER = FormRef(form="prescription_authorization", edition="2017-10")
PLACE = Box(left=0.1, top=0.1, right=0.2, bottom=0.2)
FAX = ReceivedFax(
    digest="a" * 64,
    channel="test",
    received_at=dt.datetime(2018, 3, 12, tzinfo=dt.UTC),
    byte_count=1,
    media=Media.TIFF,
)


def true_field(name: str, value: str = "", *, ambiguous: bool = False) -> FieldTruth:
    state = ReadState.READ if value else ReadState.BLANK
    return FieldTruth(
        name=name, state=state, value=value, hand="typed" if value else "none", ambiguous=ambiguous
    )


def read_field(value: str = "", *, auto: bool = True, state: str = "") -> FieldReport:
    return FieldReport(
        state=state or ("read" if value else "blank"),
        value=value,
        confidence=0.9,
        auto=auto,
        alternatives=(),
        doubts=(),
        box=PLACE,
        page=1,
    )


def true_sample(
    *fields: FieldTruth, outcome: Outcome = Outcome.AUTHORIZE, bad_rows: int = 0, rows_missing: int = 0
) -> SampleTruth:
    """A fax of one page, a prescription authorization."""
    page = PageTruth(
        number=1,
        kind=PageKind.FORM,
        form=ORDER,
        form_page=1,
        bad_rows=bad_rows,
        rows_missing=rows_missing,
    )
    return SampleTruth(
        sample="one",
        file="fax.tif",
        seed=1,
        story="a story",
        received_on="2018-03-12T00:00:00Z",
        documents=(DocumentTruth(form=ORDER, pages=(1,), fields=fields, outcome=outcome),),
        pages=(page,),
        end="decided",
    )


def read_document(
    outcome: str = "authorize",
    form: FormRef | None = ORDER,
    pages: tuple[int, ...] = (1,),
    **fields: FieldReport,
) -> DocumentReport:
    return DocumentReport(
        form=form.form if form else None,
        edition=form.edition if form else None,
        pages=pages,
        missing=(),
        fields=fields,
        findings=(),
        disposition=DispositionReport(outcome=outcome, reasons=()),
    )


def read_page(kind: PageKind = PageKind.FORM, form: FormRef | None = ORDER) -> ClassifiedPage:
    guess = PageGuess(kind=kind, form=form, form_page=1 if form else None, score=0.9)
    return ClassifiedPage(number=1, turn=0, best=guess)


def read_fax(*documents: DocumentReport, pages: tuple[ClassifiedPage, ...] = (read_page(),)) -> FaxReport:
    return FaxReport(file="fax.tif", fax=FAX, refusal=None, documents=documents, pages=pages)


def score(**given: object) -> FieldScore:
    """The score of a typed phone on a clean page, read right and used."""
    known: dict[str, object] = {
        "sample": "one",
        "document": 1,
        "field": "patient_phone",
        "kind": "phone",
        "hand": "typed",
        "damage": "clean",
        "filled": True,
        "truth": "6175550142",
        "read": "6175550142",
        "state": "read",
        "confidence": 1.0,
        "auto": True,
        "right": True,
        "ambiguous": False,
    }
    return FieldScore.model_validate(known | given)
