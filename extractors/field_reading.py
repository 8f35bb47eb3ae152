"""Read one field of an aligned page: boxes, signatures, stated text; written text is left for the engines."""

from dataclasses import dataclass

from documents import Box, Doubt, Evidence, FieldReading, Mark, MarkState, ReadState, Signs, Writing
from documents.ink_print import ink_print
from extractors.chance import ChanceTable
from extractors.comb import closed_up
from extractors.crop import ZoneCrop
from extractors.digital import ENGINE
from extractors.evidence import Crop, picture
from extractors.kinds.ink_of_box import ink_of_box
from extractors.kinds.ink_of_signature import ink_of_signature
from extractors.kinds.marks import read_marks, states_of
from extractors.kinds.signature import PRESENT, read_signature
from extractors.open_page import TEXT_HARM, OpenPage
from extractors.text_reading import TextReader
from extractors.text_request import TextReading, TextRequest
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind

EYE = "ink"
"""Engine name of what is judged by ink alone."""
_NO_INK, _FAINT_INK = 25, 60
_BOX_MARGIN = 24
_BOX_HARM, _BOX_LOST, _SIGNATURE_HARM, _NO_SIGNATURE_HARM = 0.35, 0.4, 0.5, 0.25
_CLEAR_MARK, _CLEAR_SIGNATURE = 0.99, 0.99
_STATED_CONFIDENCE = 0.995


@dataclass(frozen=True)
class Question:
    """What the engines must read before a field has its reading, and what is known of the field already."""

    request: TextRequest
    doubts: tuple[Doubt, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Draft:
    """A field on its way: either its reading, or the question that the engines must answer first.

    It holds no pixels of the page but its own crop, so that a page can be let go once it is drafted.
    """

    field: FieldDefinition
    crop: Crop
    reading: FieldReading | None = None
    question: Question | None = None


def draft_of(field: FieldDefinition, page: OpenPage, reader: TextReader) -> Draft:
    """Read a field as far as it goes without the engines."""
    if field.kind in MARKED_KINDS:
        return _marked(field, page)
    zone = page.written.crop(field)
    crop = picture(zone.raw)
    if field.kind is FieldKind.SIGNATURE:
        return Draft(field, crop, _signed(field, page, zone, crop))
    if page.stated is not None and (text := page.stated.text(field)):
        return Draft(field, crop, _stated(field, page, zone, (text, reader.normal_form(field, text)), crop))
    if zone.ink_pixels < _NO_INK:
        return Draft(field, crop, _blank(field, page, zone, crop))
    return Draft(field, crop, question=_question(field, page, zone, crop))


def _question(field: FieldDefinition, page: OpenPage, zone: ZoneCrop, crop: Crop) -> Question:
    doubts = page.doubts_of_writing(field, zone)
    doubts += (Doubt.FAINT,) if zone.ink_pixels < _FAINT_INK else ()
    doubts += (Doubt.OUTSIDE_ZONE,) if zone.cut else ()
    doubts += (Doubt.PICTURE_DISAGREES,) if page.stated is not None else ()
    pixels = closed_up(zone.grey, zone.mask) if field.comb else zone.grey
    request = TextRequest(field, pixels, zone.ink, zone.cells)
    return Question(request, doubts, page.evidence(field, crop, zone.ink))


def finished(draft: Draft, text: TextReading, chances: ChanceTable) -> FieldReading:
    """The reading of a drafted field, from what the engines saw in it, with its calibrated chance."""
    question = draft.question
    if question is None:
        raise ValueError(f"{draft.field.name} is read already")
    doubts = (*text.doubts, *question.doubts)
    state = text.state
    if state is ReadState.BLANK:
        state, doubts = ReadState.ILLEGIBLE, (*doubts, Doubt.FAINT)
    signs = text.signs if state is ReadState.READ else None
    return FieldReading(
        field=draft.field.name,
        state=state,
        value=text.value if state is ReadState.READ else "",
        seen=text.seen,
        alternatives=text.alternatives,
        confidence=text.confidence,
        writing=text.writing,
        doubts=tuple(dict.fromkeys(doubts)),
        engine=text.engine,
        evidence=question.evidence,
        signs=signs,
        chance=_chance(draft.field, text, signs, question.evidence, chances),
    )


def _chance(
    field: FieldDefinition,
    text: TextReading,
    signs: Signs | None,
    evidence: Evidence,
    chances: ChanceTable,
) -> float | None:
    if signs is None:
        return None
    return chances.chance(field.kind, text.writing, signs, evidence, len(text.value))


def _blank(field: FieldDefinition, page: OpenPage, zone: ZoneCrop, crop: Crop) -> FieldReading:
    return FieldReading(
        field=field.name,
        state=ReadState.BLANK,
        confidence=0.995 if zone.ink_pixels == 0 else 0.98,
        writing=Writing.NONE,
        doubts=page.doubts(field, TEXT_HARM),
        engine=EYE,
        evidence=page.evidence(field, crop, zone.ink),
    )


def _stated(
    field: FieldDefinition, page: OpenPage, zone: ZoneCrop, said: tuple[str, str | None], crop: Crop
) -> FieldReading:
    text, value = said
    return FieldReading(
        field=field.name,
        state=ReadState.READ if value else ReadState.ILLEGIBLE,
        value=value or "",
        seen=text,
        confidence=_STATED_CONFIDENCE if value else 0.5,
        writing=Writing.DIGITAL,
        doubts=() if zone.ink_pixels >= _NO_INK else (Doubt.PICTURE_DISAGREES,),
        engine=ENGINE,
        evidence=page.evidence(field, crop, zone.ink),
    )


def _signed(field: FieldDefinition, page: OpenPage, zone: ZoneCrop, crop: Crop) -> FieldReading:
    found = read_signature(ink_of_signature(zone.mask))
    first, last = page.alignment.page_rows(field.box)
    share = _SIGNATURE_HARM if found.state is ReadState.READ else _NO_SIGNATURE_HARM
    least = share * (last - first) if found.confidence >= _CLEAR_SIGNATURE else 1.0
    return FieldReading(
        field=field.name,
        state=found.state,
        value=PRESENT if found.state is ReadState.READ else "",
        confidence=found.confidence,
        writing=Writing.NONE if found.state is ReadState.BLANK else Writing.HANDWRITTEN,
        doubts=found.doubts + page.doubts(field, least),
        engine=EYE,
        evidence=page.evidence(field, crop, zone.ink).model_copy(update={"strokes": ink_print(zone.mask)}),
    )


def _marked(field: FieldDefinition, page: OpenPage) -> Draft:
    laid, blank = page.alignment.laid, page.written.blank
    crop = picture(page.alignment.flatten(field.box, _BOX_MARGIN))
    inks = [ink_of_box(laid, blank, option.box) for option in field.options]
    torn = [page.torn(option.box) for option in field.options]
    states = states_of(inks, one=field.kind is FieldKind.CHOICE, torn=torn)
    marks, disagrees, harmed = [], False, False
    for option, (state, confidence) in zip(field.options, states, strict=True):
        said = page.stated.marked(field, option.name) if page.stated is not None else None
        disagrees = disagrees or (said is not None and said != (state is MarkState.MARKED))
        harmed = harmed or _harmed(page, option.box, state, confidence)
        place = page.alignment.to_page(option.box)
        marks.append(Mark(option=option.name, state=state, confidence=confidence, box=place))
    found = read_marks(field, tuple(marks))
    wrong = ((Doubt.DAMAGED_ROWS,) if harmed else ()) + ((Doubt.PICTURE_DISAGREES,) if disagrees else ())
    hand = Writing.DIGITAL if page.stated is not None else Writing.HANDWRITTEN
    reading = FieldReading(
        field=field.name,
        state=found.state,
        value=found.value,
        marks=tuple(marks),
        confidence=found.confidence,
        writing=Writing.NONE if found.state is ReadState.BLANK else hand,
        doubts=found.doubts + page.misplaced(field) + wrong,
        engine=EYE,
        evidence=page.evidence(field, crop, max((ink.inside for ink in inks), default=0.0)),
    )
    return Draft(field, crop, reading)


def _harmed(page: OpenPage, box: Box, state: MarkState, confidence: float) -> bool:
    """Whether rows that are missing or copies may have changed what a box seems to hold.

    Missing rows make no mark: under one that is plainly there copies count, and so many missing rows that
    what struck it out may be among them.
    """
    first, last = page.alignment.page_rows(box)
    if confidence < _CLEAR_MARK:
        return page.torn(box)
    harm = page.copies(box) if state is MarkState.MARKED else page.harm(box)
    return harm >= _BOX_HARM * (last - first) or page.harm(box) >= _BOX_LOST * (last - first)
