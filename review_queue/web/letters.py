"""Pages of the outbox: where every letter is and why, each letter with its pictures, and what people do."""

from typing import Annotated

from litestar import get, post
from litestar.params import FromQuery, PathParameter
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field

from documents import BadInput, LetterKind, LetterState
from documents.letter_act import LetterSeen
from registry.database import reading, writing
from registry.desk_events import add_event
from registry.letter_search import LetterPlace, LettersWanted, letter_page
from registry.outbox import letter_row, outbox_counts, status_of
from review_queue.letters import cancel, letter_sheet, release
from review_queue.web.audits import FORM
from review_queue.web.item import PNG
from review_queue.web.item_page import Number
from review_queue.web.tools import DeskRequest, DeskTools, PostedForm, Tools, actor_of

ROWS = 50
LETTER = "/letters/{reference:str}"
WAITS_FOR_A_PERSON = (LetterState.HELD, LetterState.FAILED)

LetterReference = Annotated[str, PathParameter(pattern=r"^L-[0-9A-HJKMNP-TV-Z]{10}$")]


class ReleaseForm(PostedForm):
    """The fax number a person gives; empty: the one the letter has."""

    number: str = Field(default="", max_length=30, repr=False)


class CancelForm(PostedForm):
    """Why the letter is never sent."""

    reason: str = Field(min_length=1, max_length=500, repr=False)


@get("/letters", name="letters", sync_to_thread=True)
def letters(
    tools: Tools,
    where: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    fax: FromQuery[str] = "",
    document: FromQuery[int] = 0,
    after: FromQuery[str] = "",
) -> Template:
    """The letters that pass the filters, what changed last at the head, fifty at a time.

    `where` is the state they are in.
    """
    wanted = _wanted(where, kind, fax, document)
    try:
        place = LetterPlace.model_validate_json(after) if after else None
    except ValueError:
        raise BadInput("no such place among the letters") from None
    with reading(tools.engine) as session:
        found, counts = letter_page(session, wanted, ROWS + 1, place), outbox_counts(session)
    rows = found[:ROWS]
    rest = rows[-1].place if len(found) > ROWS else None
    choices = {"states": tuple(LetterState), "kinds": tuple(LetterKind), "asking": WAITS_FOR_A_PERSON}
    shown = {"rows": rows, "rest": rest, "counts": counts, "wanted": wanted, **choices}
    return Template("letters.html", context={"title": "Letters", **shown})


def _wanted(where: str, kind: str, fax: str, document: int) -> LettersWanted:
    given = {"state": where or None, "kind": kind or None, "fax": fax, "document": document}
    try:
        return LettersWanted.model_validate(given)
    except ValueError:
        raise BadInput("no such filter") from None


@get(LETTER, name="letter", sync_to_thread=True)
def letter(request: DeskRequest, tools: Tools, reference: LetterReference) -> Template:
    """One letter: what it answers, its pages, what became of it, and what may be done."""
    with reading(tools.engine) as session:
        sheet = letter_sheet(session, reference)
    pages = tools.letters.count(sheet.status)
    _note_seen(request, tools, reference)
    context = {"title": f"Letter {reference}", "sheet": sheet, "pages": pages, "asking": WAITS_FOR_A_PERSON}
    return Template("letter.html", context=context)


@get(f"{LETTER}/pages/{{number:int}}", name="letter_page", sync_to_thread=True)
def picture(
    request: DeskRequest, tools: Tools, reference: LetterReference, number: Number
) -> Response[bytes]:
    """A page of a letter as a picture made by us."""
    with reading(tools.engine) as session:
        status = status_of(letter_row(session, reference))
    png = tools.letters.page(status, number)
    _note_seen(request, tools, reference, number)
    return Response(png, media_type=PNG)


@post(f"{LETTER}/release", name="letter_release", sync_to_thread=True)
def have_sent(
    request: DeskRequest, tools: Tools, reference: LetterReference, data: Annotated[ReleaseForm, FORM]
) -> Redirect:
    """Have a letter sent that waits for a person."""
    with writing(tools.engine) as session:
        release(session, reference, data.number, actor_of(request, tools))
    return _back_to(reference)


@post(f"{LETTER}/cancel", name="letter_cancel", sync_to_thread=True)
def never_send(
    request: DeskRequest, tools: Tools, reference: LetterReference, data: Annotated[CancelForm, FORM]
) -> Redirect:
    """Never send a letter that nobody outside has."""
    with writing(tools.engine) as session:
        cancel(session, reference, data.reason, actor_of(request, tools))
    return _back_to(reference)


def _note_seen(request: DeskRequest, tools: DeskTools, reference: str, page: int = 0) -> None:
    actor = actor_of(request, tools)
    event = LetterSeen(at=actor.at, by=actor.name, address=actor.address, letter=reference, page=page)
    with writing(tools.engine) as session:
        add_event(session, event)


def _back_to(reference: str) -> Redirect:
    return Redirect(f"/letters/{reference}", status_code=HTTP_303_SEE_OTHER)


PAGES = (letters, letter, picture, have_sent, never_send)
