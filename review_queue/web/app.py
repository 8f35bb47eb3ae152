"""The desk put together: routes, who may use them, sessions, tokens, headers and pages."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig

from review_queue.web import (
    audits,
    dashboard,
    downloads,
    entries,
    entry,
    grid,
    item,
    letters,
    pages,
    people,
    queue,
    safety,
    settings,
    work,
)
from review_queue.web.access import OPEN_TO_ANYBODY, may, only_those_allowed
from review_queue.web.errors import explain
from review_queue.web.hardening import LARGEST_FORM, harden, no_field_more, only_from_our_pages
from review_queue.web.sessions import PASSIVE, SignInStore, session_auth
from review_queue.web.tools import DeskTools
from review_queue.words import due_in_words, reason_in_words, span

FOLDER = Path(__file__).parent


def desk_app(tools: DeskTools) -> Litestar:
    """The web application of the desk; it asks for nothing that is not in `tools`."""
    auth = session_auth(tools)
    static = create_static_files_router(
        path="/static",
        directories=[FOLDER / "static"],
        name="static",
        opt={**OPEN_TO_ANYBODY, auth.session_backend_config.exclude_opt_key: True},
        include_in_schema=False,
    )
    return Litestar(
        route_handlers=[
            static,
            *entry.PAGES,
            *queue.PAGES,
            *item.PAGES,
            *work.PAGES,
            *pages.PAGES,
            *grid.PAGES,
            *audits.PAGES,
            *letters.PAGES,
            *safety.PAGES,
            *dashboard.PAGES,
            *downloads.PAGES,
            *entries.PAGES,
            *settings.PAGES,
            *people.PAGES,
        ],
        dependencies={"tools": Provide(lambda: tools, sync_to_thread=False)},
        guards=[only_from_our_pages, only_those_allowed(tools)],
        middleware=[auth.middleware],
        stores={"sessions": SignInStore(tools)},
        csrf_config=CSRFConfig(
            secret=tools.key,
            cookie_name="__Host-faxdesk-token",
            cookie_secure=True,
            cookie_httponly=True,
            cookie_samesite="strict",
        ),
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(tools.hosts)),
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(pages_of(tools))),
        exception_handlers={Exception: explain},
        before_request=no_field_more,
        before_send=[harden],
        request_max_body_size=LARGEST_FORM,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )


def pages_of(tools: DeskTools) -> Environment:
    """The templates of the pages, with the words and times they use."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local"] = lambda moment: f"{tools.local(moment):%Y-%m-%d %H:%M %Z}"
    environment.filters["reason"] = lambda code, form=None: reason_in_words(
        code, tools.library.get(form) if form else None
    )
    environment.filters["span"] = span
    environment.filters["words"] = lambda code: str(code).replace("_", " ")
    environment.globals.update(may=may, due_in_words=due_in_words, passive=PASSIVE)
    return environment
