"""Pages of the registry: who is found, and why somebody stands where they stand; nothing is changed here."""

from typing import Annotated

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Response, Template
from pydantic import Field

from documents import EntrySeen, EvidenceSeen, NoSuchThing, RegistrySearched
from registry import lookup, papers
from registry.as_of import View, time_meant
from registry.database import writing
from registry.desk_events import add_event
from registry.evidence import matters
from registry.explain import explain
from registry.letter_search import letters_of_entry
from review_queue.web.audits import FORM
from review_queue.web.item import PNG
from review_queue.web.item_page import Fax, Number
from review_queue.web.tools import DeskRequest, PostedForm, Tools, actor_of

TITLE = "Registry"


class SearchForm(PostedForm):
    """A name, an NPI or a patient number."""

    wanted: str = Field(min_length=1, max_length=100, repr=False)


class EntryForm(PostedForm):
    """An NPI or patient number; the day it is looked at on, and by what was known when: empty means now."""

    key: str = Field(min_length=1, max_length=40)
    at: str = Field(default="", max_length=30)
    known: str = Field(default="", max_length=30)


@get("/registry", name="registry", sync_to_thread=True)
def ask() -> Template:
    """Where to ask."""
    return Template("registry.html", context={"title": TITLE, "wanted": "", "found": None})


@post("/registry/search", name="registry_search", status_code=200, sync_to_thread=True)
def search(request: DeskRequest, tools: Tools, data: Annotated[SearchForm, FORM]) -> Template:
    """Who has this NPI or number, otherwise whose name is near."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = lookup.search(session, data.wanted, tools.local(actor.at).date())
        add_event(session, RegistrySearched(at=actor.at, by=actor.name, address=actor.address))
    return Template("registry.html", context={"title": TITLE, "wanted": data.wanted, "found": found})


@post("/registry/entry", name="registry_entry", status_code=200, sync_to_thread=True)
def entry(request: DeskRequest, tools: Tools, data: Annotated[EntryForm, FORM]) -> Template:
    """Why somebody stands where they stand on a day: every fact with its paper, and what was missing."""
    actor = actor_of(request, tools)
    day = tools.local(time_meant(data.at, tools.zone) if data.at else actor.at).date()
    known_at = time_meant(data.known, tools.zone) if data.known else None
    with writing(tools.engine) as session:
        view = View(on=day, known_at=known_at, lasts=tools.limits(session).recertification_days)
        explained = explain(session, data.key, view, tools.library)
        for one in explained:
            event = EntrySeen(at=actor.at, by=actor.name, address=actor.address, kind=one.kind, entry=one.key)
            add_event(session, event)
        letters = {one.key: letters_of_entry(session, one.key) for one in explained}
    context = {"title": TITLE, "asked": data, "day": day, "explained": explained, "letters": letters}
    return Template("registry_entry.html", context=context)


@get("/registry/papers/{fax:str}/{document:int}/crops/{field:str}", name="registry_crop", sync_to_thread=True)
def crop(
    request: DeskRequest, tools: Tools, fax: Fax, document: Number, field: FromPath[str]
) -> Response[bytes]:
    """The crop of a field that matters on a document of the registry."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        read = papers.reading(session, fax, document)
        form = read.document.form if read else None
        shown = read.readings if read and form else ()
        found = [one.evidence.crop for one in shown if one.field == field]
        if form is None or not found or found[0] is None or not matters(tools.library, form, field):
            raise NoSuchThing("there is no crop of this field")
        event = EvidenceSeen(
            at=actor.at, by=actor.name, address=actor.address, fax=fax, document=document, field=field
        )
        add_event(session, event)
    return Response(tools.blobs.get(found[0]), media_type=PNG)


PAGES = (ask, search, entry, crop)
