"""Compare what was read with what is truly there, field by field, page by page, document by document."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from documents import (
    GRANTS,
    ClassifiedPage,
    DocumentTruth,
    FieldTruth,
    Outcome,
    PageKind,
    PageTruth,
    ReadState,
    Record,
    SampleTruth,
)
from forms.definition import MARKED_KINDS, FieldKind
from forms.library import FormLibrary
from forms.same_value import same_value
from pipeline.result import DocumentReport, FaxReport, FieldReport

LIGHT_DAMAGE = 15
"""Up to this many bad rows a page counts as lightly damaged."""


class FieldScore(Record):
    """One field of one sample: what was there, what was read, and whether that counts as right."""

    sample: str
    document: int
    field: str
    kind: str
    hand: str
    damage: str
    filled: bool
    truth: str = Field(repr=False)
    read: str = Field(repr=False)
    state: str
    confidence: float
    auto: bool
    right: bool
    ambiguous: bool
    form: str = ""
    writer: str = ""
    read_as: FieldReport | None = None

    @property
    def safe(self) -> bool:
        """Right, or not used without a person."""
        return self.right or not self.auto


class PageScore(Record):
    """One page: what it is, what it was taken for, and which of the two is the matter."""

    sample: str
    page: int
    truth: str
    taken_for: str
    right: bool
    to_review: bool


class DocumentScore(Record):
    """One document: the outcome it should have, the one it got, and whether that is a wrong grant."""

    sample: str
    form: str
    truth: str
    outcome: str
    reasons: tuple[str, ...]
    false_grant: bool


class BatchScores(Record):
    """All comparisons of a batch."""

    fields: tuple[FieldScore, ...]
    pages: tuple[PageScore, ...]
    documents: tuple[DocumentScore, ...]


def score_sample(truth: SampleTruth, report: FaxReport, library: FormLibrary) -> BatchScores:
    """Compare one sample with what was made of it; a form that was not found counts with all its fields."""
    matched = [(true, _found(true, report.documents)) for true in truth.documents]
    fields: list[FieldScore] = []
    documents: list[DocumentScore] = []
    for number, (true, found) in enumerate(matched, start=1):
        scored = list(_score_fields((truth, number, true), found, library))
        fields.extend(scored)
        documents.append(_score_document(truth, true, found, scored))
    documents.extend(_unexpected(truth, report, [found for _, found in matched]))
    return BatchScores(
        fields=tuple(fields),
        pages=tuple(_score_page(truth, page, report) for page in truth.pages),
        documents=tuple(documents),
    )


def together(scores: Iterable[BatchScores]) -> BatchScores:
    """The comparisons of several samples as one."""
    parts = list(scores)
    return BatchScores(
        fields=tuple(field for part in parts for field in part.fields),
        pages=tuple(page for part in parts for page in part.pages),
        documents=tuple(document for part in parts for document in part.documents),
    )


def _found(true: DocumentTruth, documents: tuple[DocumentReport, ...]) -> DocumentReport | None:
    pages = {page for page in true.pages if page is not None}
    same_form = [one for one in documents if (one.form, one.edition) == (true.form.form, true.form.edition)]
    best = max(same_form, key=lambda document: len(pages & set(document.pages)), default=None)
    return best if best and pages & set(best.pages) else None


def _score_fields(
    true: tuple[SampleTruth, int, DocumentTruth], found: DocumentReport | None, library: FormLibrary
) -> Iterator[FieldScore]:
    sample, number, document = true
    form = library.get(document.form)
    damage = {page.number: _damage(page) for page in sample.pages}
    for field in document.fields:
        definition = form.field(field.name)
        page = document.pages[definition.page - 1]
        if page is None:
            continue
        read = found.fields.get(field.name) if found else None
        yield FieldScore(
            sample=sample.sample,
            document=number,
            field=field.name,
            kind=definition.kind,
            hand=field.hand if field.state is not ReadState.BLANK else "blank",
            damage=damage.get(page, "clean"),
            filled=field.state is not ReadState.BLANK,
            truth=field.value,
            read=read.value if read else "",
            state=read.state if read else "not found",
            confidence=read.confidence if read else 0.0,
            auto=read.auto if read else False,
            right=_is_right(definition.kind, field, read),
            ambiguous=field.ambiguous,
            form=f"{document.form.form}/{document.form.edition}",
            writer=field.writer,
            read_as=read,
        )


def _is_right(kind: FieldKind, field: FieldTruth, read: FieldReport | None) -> bool:
    if read is None:
        return False
    if field.ambiguous and not read.auto:
        return True
    return read.state == field.state and same_value(kind, field.value, read.value)


def _damage(page: PageTruth) -> str:
    if page.bad_rows == 0 and page.rows_missing == 0:
        return "clean"
    return "damaged" if page.bad_rows <= LIGHT_DAMAGE else "badly damaged"


def _score_document(
    sample: SampleTruth, true: DocumentTruth, found: DocumentReport | None, fields: list[FieldScore]
) -> DocumentScore:
    outcome = found.disposition.outcome if found else "not found"
    wrong_field = any(not field.right for field in fields)
    return DocumentScore(
        sample=sample.sample,
        form=str(true.form),
        truth=true.outcome,
        outcome=outcome,
        reasons=found.disposition.reasons if found else (),
        false_grant=outcome in GRANTS and (wrong_field or outcome not in _rightful(true.outcome)),
    )


def _rightful(outcome: Outcome) -> frozenset[Outcome]:
    """The grants that are right where the truth is `outcome`: what was sent again may be granted once."""
    return GRANTS if outcome is Outcome.DUPLICATE else frozenset({outcome})


def _unexpected(
    truth: SampleTruth, report: FaxReport, matched: list[DocumentReport | None]
) -> Iterator[DocumentScore]:
    for document in report.documents:
        if document.form is None or any(document is found for found in matched):
            continue
        yield DocumentScore(
            sample=truth.sample,
            form=f"{document.form}/{document.edition}",
            truth="not there",
            outcome=document.disposition.outcome,
            reasons=document.disposition.reasons,
            false_grant=document.disposition.outcome in GRANTS,
        )


def _score_page(truth: SampleTruth, page: PageTruth, report: FaxReport) -> PageScore:
    seen = next((found for found in report.pages if found.number == page.number), None)
    outcomes = [
        document.disposition.outcome for document in report.documents if page.number in document.pages
    ]
    return PageScore(
        sample=truth.sample,
        page=page.number,
        truth=_page_words(page.kind, str(page.form) if page.form else "", page.form_page),
        taken_for=_seen_words(seen),
        right=seen is not None and _same_page(page, seen),
        to_review=Outcome.REVIEW in outcomes or report.refusal is not None,
    )


def _same_page(page: PageTruth, seen: ClassifiedPage) -> bool:
    return (page.kind, page.form, page.form_page) == (seen.best.kind, seen.best.form, seen.best.form_page)


def _seen_words(seen: ClassifiedPage | None) -> str:
    if seen is None:
        return "not seen"
    return _page_words(seen.best.kind, str(seen.best.form) if seen.best.form else "", seen.best.form_page)


def _page_words(kind: PageKind, form: str, form_page: int | None) -> str:
    return f"{form} page {form_page}" if form else kind.value


def is_box(kind: str) -> bool:
    """Whether a kind is read from printed boxes."""
    return kind in MARKED_KINDS
