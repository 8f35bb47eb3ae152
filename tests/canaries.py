"""Values that occur nowhere else, on every field of a form, all the way to its decision."""

import datetime as dt
import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from documents import (
    ClassifiedPage,
    Digest,
    Disposition,
    FieldReading,
    FormReading,
    FormRef,
    PageGuess,
    PageImage,
    PageKind,
    PageOrigin,
    PageSet,
    ReadState,
    ReceivedFax,
    Writing,
)
from forms.definition import MARKED_KINDS, FieldKind
from letters.compose import LetterPlan
from pipeline.judge import Bench, Matter, judge
from registry import papers
from registry.database import writing
from registry.faxes import FaxSink
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import form_of, library, perfect
from validators import Limits

CANARY = "Zebrafinch"
BY_KIND: Mapping[FieldKind, str] = {
    FieldKind.PHONE: "2125550187",
    FieldKind.ZIP: "10187",
    FieldKind.EMAIL: "zebrafinch@example.org",
    FieldKind.DEA: "ZF0187187",
    FieldKind.NCPDP: "0187187",
    FieldKind.LICENSE: "ZF0187",
    FieldKind.DATE: "1987-06-18",
    FieldKind.DECIMAL: "187.25",
    FieldKind.INTEGER: "18725",
    FieldKind.EXTENSION: "81872",
}
"""Values that occur nowhere else; other written kinds say the canary itself."""
CANARIES = frozenset({CANARY, CANARY.upper(), CANARY.lower(), *BY_KIND.values()})
_DIGEST = re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f]{8,}\b")
NOW = dt.datetime(2018, 3, 12, 15, 0, tzinfo=dt.UTC)


def canary_reading(ref: FormRef) -> FormReading:
    """A reading of every field of a form with a canary in each that is written."""
    reading = perfect(ref).reading
    return reading.model_copy(update={"readings": tuple(_canary(one, ref) for one in reading.readings)})


def _canary(reading: FieldReading, ref: FormRef) -> FieldReading:
    kind = form_of(ref).field(reading.field).kind
    if kind in MARKED_KINDS or kind in (FieldKind.SIGNATURE, FieldKind.NPI, FieldKind.STATE):
        return reading
    value = BY_KIND.get(kind, CANARY)
    update = {"state": ReadState.READ, "value": value, "seen": value, "writing": Writing.TYPED}
    return FieldReading.model_validate({**dict(reading), **update})


def leaked(text: str) -> set[str]:
    """The canaries in a text; digits within a digest or a longer number are none, for those hold any."""
    plain = _DIGEST.sub("", text)
    return {canary for canary in CANARIES if re.search(rf"(?<!\d){re.escape(canary)}(?!\d)", plain)}


def decide_canaries(engine: sa.Engine, ref: FormRef) -> Disposition:
    """Record a fax with a canary in every written field, and decide it."""
    reading = canary_reading(ref)
    fax = fax_of("one")
    reading = reading.model_copy(update={"document": reading.document.model_copy(update={"fax": fax.digest})})
    FaxSink(engine, lambda session, digest: None).accept(fax, arrival_of("one"))
    matter = matter_of(fax, reading)
    bench = Bench(
        library=library(), limits=Limits(), zone=ZoneInfo("America/New_York"), letters=LetterPlan(library())
    )
    with writing(engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, fax.digest, matter.classified)
        papers.save_documents(session, fax.digest, (matter.document,))
        return judge(session, matter, bench, NOW, _wake_nobody)


def _wake_nobody(_session: Session, _fax: Digest, _document: int, _revision: int) -> None:
    return


def matter_of(fax: ReceivedFax, reading: FormReading) -> Matter:
    """A fax that holds nothing but the pages of that reading."""
    numbers = [page.number for page in reading.document.pages]
    pages = tuple(
        PageImage(
            fax=fax.digest,
            number=number,
            digest=digest_of(f"page {number} of {reading.document.form}"),
            width=1728,
            height=2200,
            x_dpi=204,
            y_dpi=196,
            origin=PageOrigin.NATIVE,
            header=CANARY,
        )
        for number in numbers
    )
    classified = tuple(
        ClassifiedPage(
            number=number,
            turn=0,
            best=PageGuess(kind=PageKind.FORM, form=reading.document.form, form_page=number, score=1),
            text=CANARY,
        )
        for number in numbers
    )
    whole = PageSet(fax=fax.digest, pages=pages, whole=True)
    return Matter(fax, reading.document, reading, whole, classified)
