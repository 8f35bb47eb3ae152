"""`faxdesk review pages` and `assemble`: the pages of a fax, and putting them together anew."""

import json
import re
from typing import Annotated

import typer
from rich.table import Table
from sqlmodel import Session

from documents import BadInput, Digest, PageRef, Placing
from pipeline.commands.options import AsJson, DataFolder
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from pipeline.tables import console
from registry import faxes
from registry.database import reading, writing
from review_queue.page_words import AS_IT_IS, placed
from review_queue.pages_sheet import pages_sheet
from review_queue.reassemble import Said, Ways, assemble, page_of_another, standing_placings

FaxStart = Annotated[str, typer.Argument(help="The fax, by the start of its digest.", show_default=False)]
Words = list[str] | None

PAGE = re.compile(
    r"(?:(?P<fax>[0-9a-f]{4,64})/)?(?P<number>[1-9]\d*)=(?P<word>[a-z0-9_/:-]+?)(?:@(?P<document>[1-9]\d*))?"
)
TURN = re.compile(r"(?P<number>[1-9]\d*)=(?P<degrees>90|180|270)")


def pages(fax: FaxStart, as_json: AsJson = False, data: DataFolder = None) -> None:
    """List the pages of a fax, what each is, and pages of the same caller that may belong to it."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        sheet = pages_sheet(session, faxes.find_fax(session, fax), station.library)
    shown = (*sheet.pages, *sheet.beside)
    if as_json:
        typer.echo(json.dumps([one.placing.model_dump(mode="json") for one in sheet.pages], indent=1))
        return
    table = Table("fax", "page", "document", "what it is", header_style="bold")
    for one in shown:
        document = str(one.placing.document or "")
        table.add_row(one.page.fax[:12], str(one.page.number), document, one.words)
    console().print(table)


def put_together(
    fax: FaxStart,
    *,
    by: Annotated[str, typer.Option("--by", help="Who says so.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", help="Why.", show_default=False)],
    page: Annotated[Words, typer.Option("--page", help="PAGE=WHAT, or PAGE=FORM/EDITION:N@DOCUMENT.")] = None,
    turn: Annotated[Words, typer.Option("--turn", help="PAGE=DEGREES, clockwise.")] = None,
    data: DataFolder = None,
) -> None:
    """Put the pages of a fax together anew; pages not named stay as they are."""
    if not (by.strip() and reason.strip()):
        raise BadInput("--by and --reason must not be empty")
    with open_station(load_settings(data_folder=data)) as station, writing(station.engine) as session:
        digest = faxes.find_fax(session, fax)
        said = Said(
            fax=digest,
            number=pages_sheet(session, digest, station.library).number,
            placings=_placings(session, digest, page or [], turn or []),
            by=by,
            reason=reason,
            at=station.tools.clock(),
        )
        assemble(session, said, station.library, _ways(station))
    console().print(f"fax {digest[:12]} is read anew as assembly {said.number}")


def _ways(station: Station) -> Ways:
    return Ways(station.enqueue_assembly, station.enqueue_again)


def _placings(session: Session, fax: Digest, said: list[str], turns: list[str]) -> tuple[Placing, ...]:
    found = {one.number: one for one in standing_placings(session, fax)}
    for text in said:
        match = PAGE.fullmatch(text)
        if match is None:
            raise BadInput("--page takes PAGE=WHAT or PAGE=FORM/EDITION:N@DOCUMENT, PAGE a number or FAX/N")
        number = int(match["number"])
        if match["fax"]:
            source = PageRef(fax=faxes.find_fax(session, match["fax"]), number=number)
            number = max(found) + 1
            found[number] = page_of_another(session, source).model_copy(update={"number": number})
        found[number] = placed(_known(found, number), match["word"], int(match["document"] or 0), 0)
    for text in turns:
        match = TURN.fullmatch(text)
        if match is None:
            raise BadInput("--turn takes PAGE=90, PAGE=180 or PAGE=270")
        now = _known(found, int(match["number"]))
        found[now.number] = placed(now, AS_IT_IS, now.document, int(match["degrees"]))
    return tuple(found.values())


def _known(found: dict[int, Placing], number: int) -> Placing:
    if number not in found:
        raise BadInput(f"the fax has no page {number}")
    return found[number]
