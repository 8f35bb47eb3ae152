"""A whole form in review, decided by the real rules, with pictures of its pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import cv2

from documents import (
    Alternative,
    Document,
    DocumentPage,
    Doubt,
    FaxState,
    FieldReading,
    FormReading,
    FormRef,
    PageGuess,
    PageImage,
    PageKind,
    PageSet,
    ReadState,
    Writing,
)
from forms.definition import FieldDefinition, FieldKind
from ocr.engine import Pixels
from pipeline.judge import Matter, judge
from registry import papers
from registry.database import writing
from registry.faxes import FaxSink, set_state
from tests.canaries import matter_of
from tests.registry.people import NOON, arrival_of, fax_of
from tests.review_queue.items import PLACE, nothing_to_queue
from tests.review_queue.web.desk import Desk
from tests.validators.builders import (
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    form_of,
    library,
    perfect,
)
from tests.validators.builders import SIGNED as SIGNED_LATER

Unsure = Mapping[str, Mapping[str, Any]]
"""What is different in the readings of some fields."""

NPI = "1234567810"
SIGNED = "2017-11-17"
DISAGREE = {"writing": Writing.HANDWRITTEN, "doubts": (Doubt.ENGINES_DISAGREE,), "confidence": 0.7}
LAST_NAME = {**DISAGREE, "alternatives": (Alternative(value="Castellanes", confidence=0.2),)}
UNSURE: Unsure = {"rep_last_name": LAST_NAME, "npi": DISAGREE}
"""What a person must look at, unless a test says otherwise: a name, and the NPI, which is keyed blind."""


def whole_item(desk: Desk, name: str, unsure: Unsure = UNSURE) -> str:
    """An open item of a pharmacy, certified once the unsure fields are said; the address of its page."""
    return _in_review(desk, name, _reading(PHARMACY_ENROLLMENT, name, unsure))


def without_its_page(desk: Desk, name: str, caller: str) -> str:
    """An open item of a pharmacy of whose form page 2 was not received; the address of its page."""
    document = Document(
        fax=fax_of(name).digest,
        number=1,
        form=PHARMACY_ENROLLMENT,
        pages=(DocumentPage(number=1, form_page=1, turn=0),),
        missing=(2,),
    )
    reading = _reading(PHARMACY_ENROLLMENT, name, UNSURE)
    on_it = tuple(one for one in reading.readings if form_of(PHARMACY_ENROLLMENT).field(one.field).page == 1)
    return _in_review(desk, name, FormReading(document=document, readings=on_it), caller=caller)


def of_a_prescriber(desk: Desk, name: str, unsure: Unsure = UNSURE) -> str:
    """An open item of a prescriber's enrollment; the address of its page."""
    return _in_review(desk, name, _reading(PRESCRIBER_ENROLLMENT, name, unsure))


def order_with_a_note(desk: Desk, name: str) -> str:
    """An open item of a prescription with a note in its margin; the address of its page."""
    reading = _reading(PRESCRIPTION_AUTHORIZATION, name, {})
    return _in_review(desk, name, reading.model_copy(update={"margin_notes": (PLACE,)}))


def in_audit_error(desk: Desk, name: str) -> str:
    """An open item of a pharmacy in whose NPI, used unseen, an audit found an error; its page."""
    return _in_review(desk, name, _reading(PHARMACY_ENROLLMENT, name, {}), ("npi",))


def of_no_form(desk: Desk, name: str, caller: str = "") -> str:
    """An open item of pages that nobody has identified; the address of its page."""
    fax = fax_of(name).model_copy(update={"caller": caller})
    matter = matter_of(fax, _reading(PHARMACY_ENROLLMENT, name, {}))
    matter = replace(matter, pages=_pictured(desk, matter.pages, perfect(PHARMACY_ENROLLMENT).reading))
    unknown = PageGuess(kind=PageKind.UNKNOWN, score=1)
    return _judged(
        desk,
        replace(
            matter,
            document=matter.document.model_copy(update={"form": None}),
            reading=None,
            classified=tuple(page.model_copy(update={"best": unknown}) for page in matter.classified),
        ),
    )


def _in_review(
    desk: Desk, name: str, reading: FormReading, audit_errors: tuple[str, ...] = (), caller: str = ""
) -> str:
    pictures = {page.number: _picture(reading, page.number) for page in reading.document.pages}
    readings = tuple(_with_crop(desk, one, pictures) for one in reading.readings)
    fax = fax_of(name).model_copy(update={"caller": caller})
    matter = matter_of(fax, reading.model_copy(update={"readings": readings}))
    pages = _pictured(desk, matter.pages, reading)
    return _judged(desk, replace(matter, pages=pages, audit_errors=audit_errors))


def _pictured(desk: Desk, page_set: PageSet, reading: FormReading) -> PageSet:
    pages = (_with_picture(desk, page, _picture(reading, page.number)) for page in page_set.pages)
    return page_set.model_copy(update={"pages": tuple(pages)})


def _with_picture(desk: Desk, page: PageImage, picture: Pixels) -> PageImage:
    height, width = picture.shape
    digest = desk.blobs.put(_png(picture))
    return page.model_copy(update={"digest": digest, "height": height, "width": width, "y_dpi": page.x_dpi})


def _judged(desk: Desk, matter: Matter) -> str:
    fax = matter.fax.digest
    FaxSink(desk.engine, nothing_to_queue).accept(
        matter.fax, arrival_of(fax).model_copy(update={"digest": fax})
    )
    with writing(desk.engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, fax, matter.classified)
        papers.save_documents(session, fax, (matter.document,))
        judge(session, matter, desk.bench, NOON, desk.queue)
        set_state(session, fax, FaxState.REVIEW, NOON)
    return f"/items/{fax}/1"


def _reading(ref: FormRef, name: str, unsure: Unsure) -> FormReading:
    reading = perfect(ref).reading
    document = reading.document.model_copy(update={"fax": fax_of(name).digest})
    fields = tuple(_field(form_of(ref).field(one.field), one, unsure) for one in reading.readings)
    return reading.model_copy(update={"document": document, "readings": fields})


def _field(field: FieldDefinition, read: FieldReading, unsure: Unsure) -> FieldReading:
    value = NPI if field.name == "npi" else SIGNED if read.value == SIGNED_LATER else read.value
    evidence = read.evidence.model_copy(update={"box": field.box})
    changes = {"value": value, "evidence": evidence, **unsure.get(field.name, {})}
    return FieldReading.model_validate({**dict(read), **changes})


def _picture(reading: FormReading, number: int) -> Pixels:
    ref = reading.document.form
    if ref is None:
        raise ValueError("a picture is made of a form of ours")
    picture = library().blank(ref, number).copy()
    for read in reading.readings:
        field = form_of(ref).field(read.field)
        if field.page == number and read.state is ReadState.READ:
            _write(picture, field, read.value)
    return picture


def _write(picture: Pixels, field: FieldDefinition, value: str) -> None:
    height, width = picture.shape
    boxes = [one.box for one in field.options if one.name == value]
    left, top, right, bottom = (boxes[0] if boxes else field.box).pixels(width, height)
    if boxes or field.kind is FieldKind.TICK:
        cv2.line(picture, (left, top), (right, bottom), 0, 4)
    else:
        font = cv2.FONT_HERSHEY_SCRIPT_SIMPLEX
        cv2.putText(picture, value, (left + 6, bottom - 8), font, 1.1, 0, 2)


def _with_crop(desk: Desk, read: FieldReading, pictures: Mapping[int, Pixels]) -> FieldReading:
    picture = pictures[read.evidence.page]
    box = read.evidence.box.grown(0.02, 0.004)
    left, top, right, bottom = box.pixels(picture.shape[1], picture.shape[0])
    crop = desk.blobs.put(_png(picture[top:bottom, left:right]))
    return read.model_copy(update={"evidence": read.evidence.model_copy(update={"crop": crop})})


def _png(pixels: Pixels) -> bytes:
    return bytes(cv2.imencode(".png", pixels)[1])
