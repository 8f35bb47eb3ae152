"""Pages of audits: what waits to be keyed again, crop by crop without the reading, and what came of it."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath
from litestar.response import Redirect, Response, Template
from litestar.status_codes import HTTP_303_SEE_OTHER
from pydantic import Field, field_validator

from documents import AuditReleased, AuditTaken, BadInput, CropSeen, NoSuchThing, ReadState
from forms.definition import FieldDefinition
from registry.audits import Audit, audit_of, audits_with_errors, open_audits
from registry.consequences import consequences
from registry.database import reading, writing
from registry.desk_events import add_event
from review_queue.accounts import Actor
from review_queue.audits import (
    Keyed,
    key_task,
    reading_audited,
    release_audit,
    take_audit,
    task_named,
    task_of,
)
from review_queue.web.item import PNG
from review_queue.web.item_page import Fax, Number
from review_queue.web.tools import DeskRequest, PostedForm, Tools, actor_of

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
ERRORS_SHOWN = 50
LONGEST = 500


class KeyForm(PostedForm):
    """What a person keyed: a text, the options that are marked, or that there is nothing to key."""

    task: str = Field(pattern=r"^[0-9a-f]{32}$")
    said: Literal["read", "blank", "illegible"]
    value: str = Field(default="", max_length=LONGEST, repr=False)
    chosen: tuple[str, ...] = Field(default=(), repr=False)

    @field_validator("chosen", mode="before")
    @classmethod
    def _one_is_several(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    def keyed(self, field: FieldDefinition) -> Keyed:
        """What it says of a field; BadInput when it says that something is there, but not what."""
        if self.said != "read":
            return Keyed(state=ReadState(self.said))
        text = self.value
        if field.options:
            chosen = {*self.chosen, self.value}
            text = ",".join(option.name for option in field.options if option.name in chosen)
        if not text.strip():
            raise BadInput("nothing was keyed")
        return Keyed(state=ReadState.READ, text=text)


@get("/audits", name="audits", sync_to_thread=True)
def audits(request: DeskRequest, tools: Tools) -> Template:
    """How much waits to be keyed again, and the audits that found an error."""
    with reading(tools.engine) as session:
        every, mine = open_audits(session, request.user.name)
        wrong = audits_with_errors(session, ERRORS_SHOWN)
    titles = {form.ref: form.title for form in tools.library}
    context = {"title": "Audits", "every": every, "mine": mine, "wrong": wrong, "titles": titles}
    return Template("audits.html", context=context)


@post("/audits/next", name="audit_next", sync_to_thread=True)
def take(request: DeskRequest, tools: Tools) -> Redirect:
    """Take an audit and key its first crop; back to the list when none is left for this person."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = take_audit(session, actor.name, actor.at)
        if found is not None:
            add_event(session, AuditTaken(**_about(actor, found)))
    return _to("/audits/key" if found else "/audits")


@get("/audits/key", name="audit_task", sync_to_thread=True)
def task(request: DeskRequest, tools: Tools) -> Template | Redirect:
    """The next crop of the audit this person has, and what to key it into."""
    actor = actor_of(request, tools)
    with reading(tools.engine) as session:
        found = task_of(session, actor.name, actor.at, tools.audits)
    if found is None:
        return _to("/audits")
    return Template("audit_task.html", context={"title": "Key again", "task": found, "field": found.field})


@get("/audits/crops/{token:str}", name="audit_crop", sync_to_thread=True)
def crop(request: DeskRequest, tools: Tools, token: FromPath[str]) -> Response[bytes]:
    """The crop of the task this person has."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = task_named(session, token, actor.name, actor.at, tools.audits)
        digest = reading_audited(session, found.audit, found.field.name).evidence.crop
        add_event(session, CropSeen(**_about(actor, found.audit), field=found.field.name))
    if digest is None:
        raise NoSuchThing("there is no crop of this field")
    return Response(tools.blobs.get(digest), media_type=PNG)


@post("/audits/keyings", name="audit_key", sync_to_thread=True)
def key(request: DeskRequest, tools: Tools, data: Annotated[KeyForm, FORM]) -> Redirect:
    """Keep what was keyed, with what follows from it, and go on with the next crop."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = task_named(session, data.task, actor.name, actor.at, tools.audits)
        key_task(session, found, data.keyed(found.field), actor, tools.audits)
    return _to("/audits/key")


@post("/audits/release", name="audit_release", sync_to_thread=True)
def let_go(request: DeskRequest, tools: Tools) -> Redirect:
    """Let the audit go; what was keyed of it stays."""
    actor = actor_of(request, tools)
    with writing(tools.engine) as session:
        found = release_audit(session, actor.name, actor.at)
        if found is not None:
            add_event(session, AuditReleased(**_about(actor, found)))
    return _to("/audits")


@get("/audits/{fax:str}/{document:int}", name="audit", sync_to_thread=True)
def outcome(tools: Tools, fax: Fax, document: Number) -> Template:
    """What an audit found, field by field without any value, and what was decided on the document."""
    with reading(tools.engine) as session:
        found = audit_of(session, fax, document)
        followed = consequences(session, fax, document)
    form = tools.library.get(found.form)
    labels = {one.field: form.field(one.field).label for one in found.fields}
    context = {"title": f"Audit of fax {fax[:12]}", "audit": found, "form": form, "labels": labels}
    return Template("audit.html", context={**context, "followed": followed})


def _about(actor: Actor, audit: Audit) -> dict[str, object]:
    return {
        "at": actor.at,
        "by": actor.name,
        "address": actor.address,
        "fax": audit.fax,
        "document": audit.document,
    }


def _to(address: str) -> Redirect:
    return Redirect(address, status_code=HTTP_303_SEE_OTHER)


PAGES = (audits, take, task, crop, key, let_go, outcome)
