"""What a person sees of a review item: its pages, and each field with its reading and why it is doubted."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sqlmodel import Session

from documents import (
    Box,
    Claim,
    Digest,
    Document,
    FieldReading,
    Finding,
    FormReading,
    NoSuchThing,
    ReadState,
    ReceivedFax,
    ReviewItem,
    Severity,
)
from forms.definition import FieldDefinition, FieldKind, FormDefinition
from forms.library import FormLibrary
from registry import faxes, papers
from registry.decisions import decision
from registry.review_items import open_item_of
from review_queue.words import DOUBTS
from validators import Limits
from validators.auto import is_auto, is_by_person


class Standing(StrEnum):
    """How a reading stands, as its sign on the page says."""

    AUTO = "auto"
    PERSON = "person"
    LOOK = "look"
    ILLEGIBLE = "illegible"
    BLANK = "blank"


STANDINGS = {
    Standing.AUTO: "may be used as read",
    Standing.PERSON: "said by a person",
    Standing.LOOK: "a person must look",
    Standing.ILLEGIBLE: "could not be read",
    Standing.BLANK: "blank",
}
"""Each standing in words."""


@dataclass(frozen=True)
class ShownField:
    """One field as it stands on the page; `confidence` in percent, `why` in sentences."""

    name: str
    label: str
    section: str
    page: int
    box: Box
    text: str
    standing: Standing
    confidence: int
    writing: str
    why: tuple[str, ...]
    has_crop: bool

    @property
    def words(self) -> str:
        """The standing in words."""
        return STANDINGS[self.standing]


@dataclass(frozen=True)
class ItemSheet:
    """A review item with all that is on its page; `title` is the form's, or says that it is none of ours."""

    item: ReviewItem
    fax: ReceivedFax
    document: Document
    title: str
    asked: tuple[Finding, ...]
    noted: tuple[Finding, ...]
    fields: tuple[ShownField, ...]

    @property
    def sections(self) -> tuple[tuple[str, tuple[ShownField, ...]], ...]:
        """The fields under the headings they stand under."""
        grouped = groupby(self.fields, lambda field: field.section)
        return tuple((heading, tuple(fields)) for heading, fields in grouped)

    @property
    def doubtful(self) -> tuple[ShownField, ...]:
        """The fields somebody must look at."""
        return tuple(field for field in self.fields if field.why)

    @property
    def claim(self) -> Claim | None:
        """Whose item it is."""
        return self.item.claim


def open_item(session: Session, fax: Digest, document: int) -> ReviewItem:
    """The open item of a document; NoSuchThing when there is none."""
    item = open_item_of(session, fax, document)
    if item is None:
        raise NoSuchThing("this document has no open review item")
    return item


def item_sheet(
    session: Session, fax: Digest, document: int, library: FormLibrary, limits: Limits
) -> ItemSheet:
    """Gather the sheet of an open item; NoSuchThing when the document has none."""
    item = open_item(session, fax, document)
    made = decision(session, fax, document, item.revision).disposition
    form = library.get(item.form) if item.form else None
    seen = papers.reading(session, fax, document)
    return ItemSheet(
        item=item,
        fax=faxes.received(session, fax),
        document=papers.document(session, fax, document),
        title=form.title if form else "No form of ours",
        asked=tuple(found for found in made.findings if found.code in made.reasons),
        noted=tuple(found for found in made.findings if found.code not in made.reasons),
        fields=_fields(form, seen, made.findings, limits) if form and seen else (),
    )


def _fields(
    form: FormDefinition, seen: FormReading, found: tuple[Finding, ...], limits: Limits
) -> tuple[ShownField, ...]:
    readings = {reading.field: reading for reading in seen.readings}
    return tuple(
        _shown(
            field, readings[field.name], found, auto=is_auto(readings[field.name], field, form.ref, limits)
        )
        for field in form.fields
        if field.name in readings
    )


def _shown(
    field: FieldDefinition, reading: FieldReading, found: tuple[Finding, ...], *, auto: bool
) -> ShownField:
    standing = _standing(reading, auto=auto)
    said = tuple(
        each.message for each in found if field.name in each.fields and each.severity is not Severity.NOTE
    )
    doubts = tuple(f"Seen: {DOUBTS[doubt]}." for doubt in reading.doubts)
    unsure = ("Read, but not surely enough to be used unseen.",) if standing is Standing.LOOK else ()
    return ShownField(
        name=field.name,
        label=field.label or field.name.replace("_", " "),
        section=field.section,
        page=reading.evidence.page,
        box=reading.evidence.box,
        text=_text(field, reading),
        standing=standing,
        confidence=round(reading.confidence * 100),
        writing=reading.writing.value,
        why=(*said, *doubts) or unsure,
        has_crop=reading.evidence.crop is not None,
    )


def _standing(reading: FieldReading, *, auto: bool) -> Standing:
    if is_by_person(reading):
        return Standing.PERSON
    if reading.state is ReadState.ILLEGIBLE:
        return Standing.ILLEGIBLE
    if not auto:
        return Standing.LOOK
    return Standing.BLANK if reading.state is ReadState.BLANK else Standing.AUTO


def _text(field: FieldDefinition, reading: FieldReading) -> str:
    if reading.state is not ReadState.READ:
        return reading.state.value
    if field.kind is FieldKind.TICK:
        return "ticked"
    if field.options:
        chosen = reading.value.split(",")
        return ", ".join(option.label or option.name for option in field.options if option.name in chosen)
    return reading.value
