"""What every answer of the desk carries, and which requests are refused before anybody looks at them."""

from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import PermissionDeniedException, ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.types import Message, Scope

from review_queue.web.tools import CSRF_FIELD, Connection, Visit

LARGEST_FORM = 64 * 1024
"""Bytes of a request's body; more is refused."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Headers of every answer: nothing from elsewhere, nothing inline, in no frame, kept by no cache."""


async def harden(message: Message, _scope: Scope) -> None:
    """Put the headers on an answer, errors and files included."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers[name] = value


def only_from_our_pages(connection: Connection, _route: BaseRouteHandler) -> None:
    """Guard: a request that may change something comes from a page of the desk, as the browser says."""
    if connection.scope.get("method") in SAFE_METHODS:
        return
    site = connection.headers.get("sec-fetch-site")
    origin = urlsplit(connection.headers.get("origin", "")).netloc
    if site != "same-origin" and (site is not None or origin != connection.headers.get("host")):
        raise PermissionDeniedException("the request comes from elsewhere")


async def no_field_more(request: Visit) -> None:
    """Refuse a form that sends fields to a route that takes none; routes that take some name theirs."""
    takes_some = "data" in request.route_handler.parsed_fn_signature.parameters
    if request.method not in SAFE_METHODS and not takes_some and set(await request.form()) - {CSRF_FIELD}:
        raise ValidationException("the form has a field that is not asked for")
