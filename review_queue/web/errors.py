"""What people see when something cannot be done: one calm page, never what went wrong inside."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Template
from litestar.status_codes import (
    HTTP_400_BAD_REQUEST,
    HTTP_401_UNAUTHORIZED,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_405_METHOD_NOT_ALLOWED,
    HTTP_409_CONFLICT,
    HTTP_413_REQUEST_ENTITY_TOO_LARGE,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from documents import AlreadyTaken, BadInput, NoSuchThing, NotAllowed, WorldFailed
from review_queue.web.tools import address_of

log = logging.getLogger(__name__)

WORDS = {
    HTTP_400_BAD_REQUEST: "The desk does not understand this request.",
    HTTP_401_UNAUTHORIZED: "You are not signed in, or your sign-in has ended.",
    HTTP_403_FORBIDDEN: "Your role does not allow this, or the page you came from is too old. Load it again.",
    HTTP_404_NOT_FOUND: "There is no such page, or no open item.",
    HTTP_405_METHOD_NOT_ALLOWED: "The desk does not understand this request.",
    HTTP_409_CONFLICT: "Somebody else was faster.",
    HTTP_413_REQUEST_ENTITY_TOO_LARGE: "This is more than the desk takes.",
    HTTP_429_TOO_MANY_REQUESTS: "Too many requests. Wait a minute.",
    HTTP_500_INTERNAL_SERVER_ERROR: "Something went wrong on our side. Nothing was changed.",
    HTTP_503_SERVICE_UNAVAILABLE: "The database or the disk does not answer. Nothing was changed; try again.",
}
"""One sentence for each status the desk answers with."""

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NoSuchThing, HTTP_404_NOT_FOUND),
    (AlreadyTaken, HTTP_409_CONFLICT),
    (NotAllowed, HTTP_409_CONFLICT),
    (BadInput, HTTP_400_BAD_REQUEST),
    (WorldFailed, HTTP_503_SERVICE_UNAVAILABLE),
)


def explain(request: Request[Any, Any, Any], failure: Exception) -> Response[Any]:
    """The answer to a request that failed; what is our fault leaves a log line without its content."""
    status = _status(failure)
    if status >= HTTP_500_INTERNAL_SERVER_ERROR:
        log.error(
            "the desk could not answer",
            extra={"failure": type(failure).__name__, "address": address_of(request)},
        )
    said = str(failure) if isinstance(failure, NotAllowed) else WORDS.get(status, WORDS[HTTP_400_BAD_REQUEST])
    answer = Template("message.html", context={"said": said, "status": status}, status_code=status)
    if status == HTTP_401_UNAUTHORIZED:
        answer.headers["HX-Redirect"] = "/sign-in"
    return answer


def _status(failure: Exception) -> int:
    if isinstance(failure, HTTPException):
        return failure.status_code
    return next(
        (status for kind, status in _STATUS if isinstance(failure, kind)), HTTP_500_INTERNAL_SERVER_ERROR
    )
