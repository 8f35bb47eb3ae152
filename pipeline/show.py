"""Pictures of what was read: one PNG for each page of a fax."""

from pathlib import Path

from documents import ClassifiedPage, Outcome, PageImage, PageKind
from forms.definition import FormDefinition
from forms.library import FormLibrary
from ocr.raster import square, turned
from pipeline.result import FaxResult, JudgedDocument, case_of
from pipeline.sheet import Heading, ShownField, draw_sheet
from registry.blobs import BlobStore
from validators import Limits


def draw_fax(
    result: FaxResult, blobs: BlobStore, library: FormLibrary, limits: Limits, out: Path
) -> list[Path]:
    """Write `page-1.png`, `page-2.png`, … of an opened fax into a folder; their paths in page order.

    A refused fax has no pages and leaves no pictures.
    """
    out.mkdir(parents=True, exist_ok=True)
    drawn = []
    for page in result.pages.pages if result.pages else ():
        seen = next(found for found in result.classified if found.number == page.number)
        judged = next(
            (one for one in result.documents if page.number in {its.number for its in one.document.pages}),
            None,
        )
        pixels = turned(square(blobs.get(page.digest), page), seen.turn)
        fields = _fields(page, judged, library, limits)
        path = out / f"page-{page.number}.png"
        draw_sheet(pixels, _heading(page, seen, judged), fields).save(path, optimize=True)
        drawn.append(path)
    return drawn


def _fields(
    page: PageImage, judged: JudgedDocument | None, library: FormLibrary, limits: Limits
) -> tuple[ShownField, ...]:
    case = case_of(judged, library, limits) if judged else None
    if case is None:
        return ()
    return tuple(
        ShownField(reading, _label(case.form, reading.field), case.auto(reading.field))
        for reading in case.reading.readings
        if reading.evidence.page == page.number
    )


def _label(form: FormDefinition, field: str) -> str:
    return form.field(field).label or field.replace("_", " ")


def _heading(page: PageImage, seen: ClassifiedPage, judged: JudgedDocument | None) -> Heading:
    best = seen.best
    what = f"{best.form} page {best.form_page}" if best.form else f"{best.kind} page"
    if best.kind is PageKind.OTHER and seen.topic:
        what = f"{what}: {seen.topic.replace('_', ' ')}"
    facts = [
        f"fax {page.fax[:12]}",
        f"{page.width} x {page.height} at {page.x_dpi:g} x {page.y_dpi:g} dpi",
        f"{page.bad_rows} bad rows",
        f"turned {seen.turn}°",
        f"classified at {best.score:.0%}",
    ]
    findings = judged.disposition.findings if judged else ()
    outcome = judged.disposition.outcome if judged else Outcome.ROUTE
    return Heading(
        title=f"Page {page.number}: {what}",
        subtitle=" · ".join(facts),
        outcome=outcome,
        findings=tuple((finding.code, finding.message) for finding in findings),
    )
