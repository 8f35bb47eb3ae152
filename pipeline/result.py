"""What became of a fax, in one record: what `process`, `show` and `replay` report."""

from pydantic import Field

from documents import (
    Box,
    ClassifiedPage,
    Disposition,
    Document,
    Facts,
    FieldReading,
    Finding,
    FormReading,
    PageSet,
    ReceivedFax,
    Record,
    Refusal,
    Signs,
)
from forms.library import FormLibrary
from validators import Case, Limits


class JudgedDocument(Record):
    """A document with its reading (none for pages that are no form of ours), findings and disposition."""

    document: Document
    reading: FormReading | None = None
    disposition: Disposition


class FaxResult(Record):
    """Everything that was made of one fax."""

    fax: ReceivedFax
    refusal: Refusal | None = None
    pages: PageSet | None = None
    classified: tuple[ClassifiedPage, ...] = ()
    documents: tuple[JudgedDocument, ...] = ()


class FieldReport(Record):
    """One field as `process --json` prints it."""

    state: str
    value: str = Field(repr=False)
    confidence: float
    auto: bool
    alternatives: tuple[str, ...] = Field(repr=False)
    doubts: tuple[str, ...]
    box: Box
    page: int
    writing: str = ""
    chance: float | None = None
    signs: Signs | None = None
    bad_rows: int = 0
    residual: float = 0.0


class DispositionReport(Record):
    """A disposition as `process --json` prints it."""

    outcome: str
    reasons: tuple[str, ...]


class DocumentReport(Record):
    """One document as `process --json` prints it."""

    form: str | None
    edition: str | None
    pages: tuple[int, ...]
    missing: tuple[int, ...]
    fields: dict[str, FieldReport]
    findings: tuple[Finding, ...]
    disposition: DispositionReport


class FaxReport(Record):
    """One fax as `process --json` prints it."""

    file: str = Field(repr=False)
    fax: ReceivedFax
    refusal: Refusal | None
    documents: tuple[DocumentReport, ...]
    pages: tuple[ClassifiedPage, ...]
    seconds: dict[str, float] = Field(default_factory=dict)


def report(file: str, result: FaxResult, library: FormLibrary, limits: Limits) -> FaxReport:
    """The printed form of a result; page words and crops stay behind."""
    return FaxReport(
        file=file,
        fax=result.fax,
        refusal=result.refusal,
        documents=tuple(_document_report(judged, library, limits) for judged in result.documents),
        pages=tuple(page.model_copy(update={"text": ""}) for page in result.classified),
    )


def case_of(judged: JudgedDocument, library: FormLibrary, limits: Limits) -> Case | None:
    """The document as the rules see it, without registry facts; None for pages that are no form of ours."""
    if judged.reading is None or judged.document.form is None:
        return None
    day = judged.disposition.as_of.date()
    return Case(
        reading=judged.reading,
        form=library.get(judged.document.form),
        facts=Facts(),
        received_on=day,
        decided_on=day,
        limits=limits,
    )


def _document_report(judged: JudgedDocument, library: FormLibrary, limits: Limits) -> DocumentReport:
    document, disposition = judged.document, judged.disposition
    case = case_of(judged, library, limits)
    readings = case.reading.readings if case else ()
    return DocumentReport(
        form=document.form.form if document.form else None,
        edition=document.form.edition if document.form else None,
        pages=tuple(page.number for page in document.pages),
        missing=document.missing,
        fields={
            one.field: field_report(one, auto=case is not None and case.auto(one.field)) for one in readings
        },
        findings=disposition.findings,
        disposition=DispositionReport(outcome=disposition.outcome, reasons=disposition.reasons),
    )


def field_report(found: FieldReading, *, auto: bool) -> FieldReport:
    """One field as it is printed; `auto` says whether it may be used without a person."""
    return FieldReport(
        state=found.state,
        value=found.value,
        confidence=round(found.confidence, 4),
        auto=auto,
        alternatives=tuple(other.value for other in found.alternatives),
        doubts=tuple(found.doubts),
        box=found.evidence.box,
        page=found.evidence.page,
        writing=found.writing,
        chance=found.chance,
        signs=found.signs,
        bad_rows=found.evidence.bad_rows,
        residual=round(found.evidence.residual, 3),
    )
