"""`faxdesk review`: the documents that wait for a person, and what the person says of them."""

import datetime as dt
import json
from typing import Annotated

import typer
from pydantic import Field, ValidationError
from rich.markup import escape
from rich.table import Table
from sqlmodel import Session

from documents import (
    BadInput,
    Correction,
    Digest,
    FieldReading,
    FormReading,
    FormRef,
    NoSuchThing,
    ReadState,
    Record,
    Resolution,
    ReviewItem,
)
from extractors.kinds import KINDS, purpose_of
from forms.definition import FieldDefinition, FormDefinition
from forms.library import FormLibrary
from pipeline.commands.options import AsJson, DataFolder
from pipeline.judge import local_day
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from pipeline.tables import console
from registry import decisions, faxes, papers
from registry.database import reading, writing
from registry.review_items import open_item_of, open_items
from review_queue import readings_by
from review_queue import resolve as resolve_item

app = typer.Typer(no_args_is_help=True)

FaxStart = Annotated[str, typer.Argument(help="The fax, by the start of its digest.", show_default=False)]
Number = Annotated[int, typer.Argument(help="The document of the fax, from 1.")]
Fields = list[str] | None


class ReviewSheet(Record):
    """What a person sees of an item: why it is there, and every field as read."""

    item: ReviewItem
    messages: tuple[str, ...]
    readings: tuple[FieldReading, ...]


class Said(Record):
    """What a person typed on the command line about a document."""

    values: tuple[tuple[str, str | ReadState], ...] = Field(repr=False)
    overrides: tuple[str, ...]
    form: FormRef | None
    resolution: Resolution
    by: str
    second: str
    reason: str = Field(repr=False)


@app.command("list")
def list_items(as_json: AsJson = False, data: DataFolder = None) -> None:
    """List the open items: prescriptions first, then by when they are due."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        items, now = open_items(session), station.tools.clock()
    if as_json:
        typer.echo(json.dumps([item.model_dump(mode="json") for item in items], indent=1))
        return
    table = _table("fax", "document", "form", "due", "claimed by", "reasons")
    for item in items:
        due = (
            f"[red]{item.due_at:%Y-%m-%d %H:%M}[/red]"
            if item.due_at < now
            else f"{item.due_at:%Y-%m-%d %H:%M}"
        )
        owner = item.claim.owner if item.claim and item.claim.until > now else ""
        form = str(item.form) if item.form else "(no form of ours)"
        table.add_row(item.fax[:12], str(item.document), form, due, escape(owner), " ".join(item.reasons))
    console().print(table if items else "Nothing waits for a person.")


@app.command("show")
def show(fax: FaxStart, document: Number = 1, as_json: AsJson = False, data: DataFolder = None) -> None:
    """Show why a document waits, and every field as read; `faxdesk show` draws its pages."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        sheet = _sheet(session, faxes.find_fax(session, fax), document)
    if as_json:
        typer.echo(sheet.model_dump_json(indent=1))
        return
    screen = console()
    for message in sheet.messages:
        screen.print(f"- {message}", highlight=False, markup=False)
    table = _table("field", "state", "value", "confidence", "doubts")
    for found in sheet.readings:
        style = "magenta" if found.field in sheet.item.fields else None
        doubts = " ".join(found.doubts)
        table.add_row(
            found.field, found.state, escape(found.value), f"{found.confidence:.2f}", doubts, style=style
        )
    screen.print(table)


@app.command("resolve")
def resolve(  # noqa: PLR0913  # the options of the command line
    fax: FaxStart,
    document: Number = 1,
    *,
    by: Annotated[str, typer.Option("--by", help="Who says so.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", help="Why.", show_default=False)],
    values: Annotated[Fields, typer.Option("--set", help="FIELD=VALUE: what the field says.")] = None,
    blank: Annotated[Fields, typer.Option("--blank", help="FIELD: nothing is written there.")] = None,
    illegible: Annotated[Fields, typer.Option("--illegible", help="FIELD: nobody can read it.")] = None,
    override: Annotated[Fields, typer.Option("--override", help="CODE: set this finding aside.")] = None,
    form: Annotated[str, typer.Option("--form", help="FORM/EDITION the pages are.", show_default=False)] = "",
    reject: Annotated[bool, typer.Option("--reject", help="Reject the document.")] = False,
    route: Annotated[bool, typer.Option("--route", help="The pages belong elsewhere.")] = False,
    second: Annotated[str, typer.Option("--second", help="The second person.", show_default=False)] = "",
    data: DataFolder = None,
) -> None:
    """Resolve an item: with what the fields say, it is decided again; or it is rejected or routed."""
    if not (by.strip() and reason.strip()):
        raise BadInput("--by and --reason must not be empty")
    said = Said(
        values=_values(values or [], blank or [], illegible or []),
        overrides=tuple(override or ()),
        form=_form_ref(form),
        resolution=_resolution(reject=reject, route=route, form=form),
        by=by,
        second=second,
        reason=reason,
    )
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        digest = faxes.find_fax(session, fax)
        definition = _definition(session, station.library, digest, document, said.form)
        correction = _correction(session, station, digest, document, said)
        resolve_item(session, correction, definition, station.enqueue_again)
    console().print(
        f"document {document} of fax {digest[:12]} goes back to work as revision {correction.revision}"
    )


def _sheet(session: Session, fax: Digest, document: int) -> ReviewSheet:
    item = _open_item(session, fax, document)
    made = decisions.decision(session, fax, document, item.revision).disposition
    seen = papers.reading(session, fax, document)
    return ReviewSheet(
        item=item,
        messages=tuple(f"{found.severity} {found.code}: {found.message}" for found in made.findings),
        readings=seen.readings if seen else (),
    )


def _open_item(session: Session, fax: Digest, document: int) -> ReviewItem:
    item = open_item_of(session, fax, document)
    if item is None:
        raise NoSuchThing("this document has no open review item")
    return item


def _values(
    given: list[str], blank: list[str], illegible: list[str]
) -> tuple[tuple[str, str | ReadState], ...]:
    if any("=" not in pair for pair in given):
        raise BadInput("--set takes FIELD=VALUE")
    pairs = [pair.partition("=") for pair in given]
    return (
        *((name, value) for name, _, value in pairs),
        *((name, ReadState.BLANK) for name in blank),
        *((name, ReadState.ILLEGIBLE) for name in illegible),
    )


def _form_ref(text: str) -> FormRef | None:
    if not text:
        return None
    name, _, edition = text.partition("/")
    try:
        return FormRef(form=name, edition=edition)
    except ValidationError:
        raise BadInput("--form takes FORM/EDITION, as prescriber_enrollment/2017-10") from None


def _resolution(*, reject: bool, route: bool, form: str) -> Resolution:
    chosen = {Resolution.REJECT: reject, Resolution.ROUTE: route, Resolution.SET_FORM: bool(form)}
    wanted = [resolution for resolution, asked in chosen.items() if asked]
    if len(wanted) > 1:
        raise BadInput("only one of --reject, --route and --form")
    return wanted[0] if wanted else Resolution.ACCEPT


def _definition(
    session: Session, library: FormLibrary, fax: Digest, document: int, set_to: FormRef | None
) -> FormDefinition | None:
    ref = set_to or papers.document(session, fax, document).form
    return library.get(ref) if ref else None


def _correction(session: Session, station: Station, fax: Digest, document: int, said: Said) -> Correction:
    item = _open_item(session, fax, document)
    seen, now = papers.reading(session, fax, document), station.tools.clock()
    received_on = local_day(faxes.received(session, fax).received_at, station.tools.bench.zone)
    form = station.library.get(item.form) if item.form else None
    if said.values and (form is None or said.form is not None):
        raise BadInput("fields can be said only of a form that was read")
    return Correction(
        fax=fax,
        document=document,
        revision=item.revision + 1,
        resolution=said.resolution,
        readings=_readings(form, seen, said, received_on) if form else (),
        overrides=said.overrides,
        form=said.form,
        by=said.by,
        second=said.second,
        reason=said.reason,
        made_at=now,
    )


def _readings(
    form: FormDefinition, seen: FormReading | None, said: Said, received_on: dt.date
) -> tuple[FieldReading, ...]:
    def clean(field: FieldDefinition, typed: str) -> str | None:
        return KINDS[field.kind].normal_form(typed, purpose_of(field, received_on))

    return readings_by(said.by, form, seen, dict(said.values), clean)


def _table(*headings: str) -> Table:
    table = Table(header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
