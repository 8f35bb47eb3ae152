"""The page of an item as every act on it answers with: gathered anew, so that it shows what now holds."""

from dataclasses import dataclass
from typing import Annotated

from litestar.params import PathParameter
from litestar.response import Template
from sqlmodel import Session

from documents import Digest, Role
from registry.database import reading
from registry.safety import reports_of
from review_queue.item_sheet import item_sheet
from review_queue.pages_sheet import shown_pages
from review_queue.web.tools import DeskRequest, DeskTools, actor_of
from review_queue.work import Work, work_on

Fax = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, PathParameter(ge=1, le=9999)]
ITEM = "/items/{fax:str}/{document:int}"


@dataclass(frozen=True)
class Aside:
    """What the page says beside the item: a field to open, what was typed there and what is wrong with it."""

    field: str = ""
    typed: str = ""
    objections: tuple[str, ...] = ()
    may_insist: bool = False


def item_page(
    request: DeskRequest, tools: DeskTools, fax: Digest, document: int, aside: Aside | None = None
) -> Template:
    """The page of an open item; NoSuchThing when the document has none."""
    actor = actor_of(request, tools)
    with reading(tools.engine, once=True) as session:
        work = open_work(session, tools, fax, document)
        sheet = item_sheet(session, work, tools.foresee, actor, supervises=supervises(request))
        strip = shown_pages(session, fax, tools.library)
        reports = reports_of(session, fax, document)
    title = f"{sheet.title}, fax {fax[:12]}"
    forms = tuple(form for form in tools.library if form.ref != sheet.item.form)
    shown = {"title": title, "sheet": sheet, "now": actor.at, "aside": aside or Aside(), "forms": forms}
    numbers = {page.number for page in sheet.document.pages}
    return Template("item.html", context={**shown, "strip": strip, "numbers": numbers, "reports": reports})


def open_work(session: Session, tools: DeskTools, fax: Digest, document: int) -> Work:
    """An open item with what was said of it."""
    return work_on(session, fax, document, tools.library, tools.limits(session), tools.zone)


def supervises(request: DeskRequest) -> bool:
    """Whether a supervisor asks."""
    return request.user.role is Role.SUPERVISOR
