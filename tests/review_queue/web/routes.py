"""Every route of the desk with its methods, taken from the application itself, and ways to ask for it."""

from collections.abc import Mapping

import sqlalchemy as sa
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from registry.tables import METADATA
from tests.review_queue.web.desk import SITE, Browser, Desk

NOTED = {"sign_in", "desk_event"}
"""Tables in which looking and being refused leave a trace."""


def handlers(desk: Desk) -> dict[str, tuple[str, HTTPRouteHandler]]:
    """The path and the handler of each route, by its name."""
    return {
        handler.name: (route.path_format, handler)
        for route in desk.app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.name
    }


def routes(desk: Desk) -> dict[str, dict[str, str]]:
    """The name of the route for each method of each path."""
    found: dict[str, dict[str, str]] = {}
    for name, (path, handler) in handlers(desk).items():
        found.setdefault(path, {}).update(dict.fromkeys(handler.http_methods, name))
    return found


def changing(desk: Desk) -> dict[str, str]:
    """The path of every route that may change something, by its name."""
    return {name: path for name, (path, handler) in handlers(desk).items() if "POST" in handler.http_methods}


def filled_in(path: str, **known: str) -> str:
    """A path with something in the place of each name: what is `known`, else what does not exist."""
    named = {
        "fax": "f" * 64,
        "document": "1",
        "number": "1",
        "field": "npi",
        "name": "nobody",
        "reference": "L-0000000000",
        "code": "MARGIN_NOTE",
        "token": "0" * 32,
        "file_path": "desk.css",
        **known,
    }
    for part, value in named.items():
        path = path.replace(f"{{{part}}}", value)
    return path


def ask(browser: Browser, method: str, path: str) -> int:
    """The status of a request as a page of the desk makes it, without a form."""
    headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin", "X-CSRFToken": browser.token()}
    return browser.client.request(method, path, headers=headers).status_code


def kept(desk: Desk) -> Mapping[str, list[object]]:
    """All that the database holds, but for what is noted of looking."""
    with desk.engine.connect() as connection:
        tables = (table for table in METADATA.sorted_tables if table.name not in NOTED)
        return {table.name: list(connection.execute(sa.select(table))) for table in tables}
