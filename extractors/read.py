"""Read a document: lay its pages over their blanks, read every field, keep the evidence."""

from collections.abc import Callable
from typing import NamedTuple

from documents import (
    AlignedPage,
    Box,
    Document,
    DocumentPage,
    Doubt,
    FieldReading,
    FormReading,
    PageImage,
    PageSet,
    ReadState,
    Writing,
)
from documents.reading import Evidence
from extractors.align import align
from extractors.blanks import blank_page
from extractors.crop import WrittenPage
from extractors.digital import StatedPage
from extractors.evidence import Crop, picture
from extractors.features import Pixels
from extractors.field_reading import EYE, Draft, draft_of, finished
from extractors.margin import margin_notes
from extractors.one_hand import doubting_one_hand
from extractors.open_page import OpenPage
from extractors.standing import standing_print
from extractors.text_reading import TextReader
from extractors.text_request import NamingLine, TextRequest
from extractors.torn import repeated_rows
from forms.definition import FieldDefinition, FormDefinition
from forms.library import FormLibrary
from forms.reply import CODE_BOX, NOTE_BOX
from ocr.raster import turned

PixelsOf = Callable[[PageImage], Pixels]
_NOT_LAID = 99.0


class DocumentReading(NamedTuple):
    """A reading, the crops behind it (store them first), and the lines that name somebody."""

    reading: FormReading
    crops: tuple[Crop, ...]
    naming: tuple[NamingLine, ...]


class _PageFindings(NamedTuple):
    drafts: tuple[Draft, ...]
    lost: tuple[tuple[FieldReading, Crop], ...]
    aligned: AlignedPage
    notes: tuple[Box, ...]


def read_document(
    document: Document,
    page_set: PageSet,
    pixels_of: PixelsOf,
    form: FormDefinition,
    library: FormLibrary,
    reader: TextReader,
) -> DocumentReading:
    """Read all fields of the pages that a document has, in the order of the form.

    `pixels_of` gives a page as `ocr.raster.square` does (uint8, 204 dpi, not turned). Fields on missing
    pages have no reading. Fields of a page that cannot be laid over its blank are ILLEGIBLE with the doubt
    MISALIGNED. ValueError when the document is no form, EngineFailed when an engine fails.
    """
    found = _pages(document, page_set, pixels_of, (form, library), reader)
    drafts = [draft for page in found for draft in page.drafts]
    readings = {reading.field: reading for page in found for reading, _ in page.lost}
    readings |= {draft.field.name: draft.reading for draft in drafts if draft.reading is not None}
    asked = [(draft, draft.question.request) for draft in drafts if draft.question is not None]
    texts = reader.read([request for _, request in asked])
    for (draft, _), text in zip(asked, texts.readings, strict=True):
        readings[draft.field.name] = finished(draft, text, reader.chances)
    crops = [draft.crop for draft in drafts] + [crop for page in found for _, crop in page.lost]
    return DocumentReading(
        FormReading(
            document=document,
            readings=tuple(readings[field.name] for field in form.fields if field.name in readings),
            pages=tuple(page.aligned for page in found),
            margin_notes=tuple(note for page in found for note in page.notes),
        ),
        tuple({crop.digest: crop for crop in crops}.values()),
        texts.naming,
    )


def requests_of(
    document: Document,
    page_set: PageSet,
    pixels_of: PixelsOf,
    form: FormDefinition,
    library: FormLibrary,
    reader: TextReader,
) -> tuple[TextRequest, ...]:
    """What the engines would be asked to read of a document: its written fields, with their crops.

    Arguments and errors are those of `read_document`.
    """
    found = _pages(document, page_set, pixels_of, (form, library), reader)
    drafts = (draft for page in found for draft in page.drafts)
    return tuple(draft.question.request for draft in drafts if draft.question is not None)


def _pages(
    document: Document,
    page_set: PageSet,
    pixels_of: PixelsOf,
    known: tuple[FormDefinition, FormLibrary],
    reader: TextReader,
) -> list[_PageFindings]:
    if document.form != known[0].ref:
        raise ValueError(f"document {document.number} is not {known[0].ref}")
    images = {image.number: image for image in page_set.pages}
    ours = (CODE_BOX, NOTE_BOX) if document.reply_to else ()
    return [_page(page, images[page.number], pixels_of, known, reader, ours) for page in document.pages]


def _page(
    page: DocumentPage,
    image: PageImage,
    pixels_of: PixelsOf,
    known: tuple[FormDefinition, FormLibrary],
    reader: TextReader,
    ours: tuple[Box, ...],
) -> _PageFindings:
    form, library = known
    fields = form.on_page(page.form_page)
    received = pixels_of(image)
    upright = turned(received, page.turn)
    blank = blank_page(library, form.ref, page.form_page)
    alignment = align(upright, blank)
    if alignment is None:
        lost = tuple(_unread(field, page.number, upright) for field in fields)
        aligned = AlignedPage(number=page.number, form_page=page.form_page, residual=_NOT_LAID, trusted=False)
        return _PageFindings((), lost, aligned, ())
    written = WrittenPage(alignment, blank, fields)
    stated = StatedPage(image.digital) if image.digital is not None else None
    standing = standing_print(alignment, blank, page.turn)
    repeated = repeated_rows(received, image, page.turn, standing)
    open_page = OpenPage(
        page.number, written, stated, repeated, hit=image.bad_rows > 0 or bool(repeated.any())
    )
    aligned = AlignedPage(
        number=page.number,
        form_page=page.form_page,
        residual=alignment.residual,
        trusted=alignment.trusted,
    )
    drafts = doubting_one_hand([draft_of(field, open_page, reader) for field in fields], written)
    return _PageFindings(drafts, (), aligned, margin_notes(written, ours))


def _unread(field: FieldDefinition, page: int, upright: Pixels) -> tuple[FieldReading, Crop]:
    """A field of a page that could not be laid over its blank, with the place where it should have been."""
    left, top, right, bottom = field.box.pixels(upright.shape[1], upright.shape[0])
    crop = picture(upright[top:bottom, left:right])
    reading = FieldReading(
        field=field.name,
        state=ReadState.ILLEGIBLE,
        confidence=0.0,
        writing=Writing.NONE,
        doubts=(Doubt.MISALIGNED,),
        engine=EYE,
        evidence=Evidence(page=page, box=field.box, crop=crop.digest, residual=_NOT_LAID),
    )
    return reading, crop
