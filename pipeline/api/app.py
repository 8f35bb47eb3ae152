"""The application that answers pharmacies' systems: two questions, a key with each, JSON only.

Questions are POSTed, so that no number stands in a URL. Every answer, and every refusal of a key, is an
event of the audit trail.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from litestar import Litestar, Request, Response, get, post
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency, Provide
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_500_INTERNAL_SERVER_ERROR, HTTP_503_SERVICE_UNAVAILABLE
from litestar.types import Guard
from pydantic import Field

from documents import CheckAnswered, CheckRefused, Record, WorldFailed
from registry.api_keys import ApiKey, key_of
from registry.as_of import View
from registry.checks import Answer, CertificationAnswer, certification, may_dispense
from registry.database import reading, writing
from registry.desk_events import add_event

HEADER = "x-api-key"
LARGEST_QUESTION = 4096
"""Bytes of a request's body; more is refused."""

Connection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True)
class ApiTools:
    """What the answers are made from; `view` is how the registry is looked at on the day of a moment."""

    engine: sa.Engine
    clock: Callable[[], dt.datetime]
    view: Callable[[dt.datetime], View]
    hosts: tuple[str, ...]
    per_minute: int


Tools = NamedDependency[ApiTools]


class CertificationQuestion(Record):
    """Whose certification is asked for."""

    npi: str = Field(pattern=r"^[0-9]{10}$", repr=False)


class DispenseQuestion(Record):
    """Which authorization the pharmacy would dispense on."""

    authorization: str = Field(pattern=r"^A-[0-9A-Z]{10}$", repr=False)


def api_app(tools: ApiTools) -> Litestar:
    """The application; it asks for nothing that is not in `tools`."""
    limit = RateLimitConfig(rate_limit=("minute", tools.per_minute))
    return Litestar(
        route_handlers=[health, certification_check, dispense_check],
        dependencies={"tools": Provide(lambda: tools, sync_to_thread=False)},
        guards=[_only_with_a_key(tools)],
        middleware=[limit.middleware],
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(tools.hosts)),
        exception_handlers={Exception: _explain},
        request_max_body_size=LARGEST_QUESTION,
        openapi_config=OpenAPIConfig(
            title="faxdesk checks",
            version="1",
            description="Certification and authorization checks for pharmacies' systems.",
            path="/v1",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            components=Components(
                security_schemes={
                    "key": SecurityScheme(type="apiKey", name=HEADER, security_scheme_in="header")
                }
            ),
            security=[{"key": []}],
        ),
        logging_config=None,
        debug=False,
    )


@get("/v1/health", opt={"open": True}, sync_to_thread=False)
def health() -> dict[str, str]:
    """Whether the service answers; it says nothing else."""
    return {"status": "ok"}


@post("/v1/certification-check", status_code=HTTP_200_OK, sync_to_thread=True)
def certification_check(
    data: JSONBody[CertificationQuestion], request: Request[Any, Any, Any], tools: Tools
) -> CertificationAnswer:
    """Whether the prescriber or pharmacy with an NPI is certified today."""
    key, now = request.state.key, tools.clock()
    with writing(tools.engine) as session:
        answer = certification(session, data.npi, tools.view(now))
        said = "certified" if answer.certified else "not certified"
        add_event(session, _event(request, key, now, "certification", data.npi, said))
    return answer


@post("/v1/dispense-check", status_code=HTTP_200_OK, sync_to_thread=True)
def dispense_check(data: JSONBody[DispenseQuestion], request: Request[Any, Any, Any], tools: Tools) -> Answer:
    """Whether the pharmacy of the key may dispense on an authorization today."""
    key, now = request.state.key, tools.clock()
    with writing(tools.engine) as session:
        answer = may_dispense(session, data.authorization, key.pharmacy_npi, tools.view(now))
        said = "allowed" if answer.denied is None else answer.denied.value
        add_event(session, _event(request, key, now, "dispense", data.authorization, said))
    return answer


def _key(connection: Connection, tools: ApiTools) -> ApiKey:
    """The key that came with a request; NotAuthorizedException without one that holds."""
    secret = connection.headers.get(HEADER, "")
    with reading(tools.engine) as session:
        found = key_of(session, secret) if secret else None
    if found is None:
        raise NotAuthorizedException("a key that holds is needed")
    return found


def _only_with_a_key(tools: ApiTools) -> Guard:
    """The guard of every route that is not open: the key goes with the request, a refusal is an event."""

    def check(connection: Connection, route: BaseRouteHandler) -> None:
        if route.opt.get("open"):
            return
        try:
            connection.state.key = _key(connection, tools)
        except NotAuthorizedException:
            with writing(tools.engine) as session:
                add_event(session, CheckRefused(at=tools.clock(), by="", address=_address(connection)))
            raise

    return check


def _event(
    request: Connection, key: ApiKey, at: dt.datetime, asked: str, about: str, said: str
) -> CheckAnswered:
    return CheckAnswered(at=at, by=key.name, address=_address(request), asked=asked, about=about, answer=said)


def _address(connection: Connection) -> str:
    return connection.client.host if connection.client else ""


def _explain(_request: Request[Any, Any, Any], failure: Exception) -> Response[dict[str, Any]]:
    """A failure in one sentence; what was asked is never repeated."""
    status = failure.status_code if isinstance(failure, HTTPException) else HTTP_500_INTERNAL_SERVER_ERROR
    if isinstance(failure, WorldFailed):
        status = HTTP_503_SERVICE_UNAVAILABLE
    return Response(
        {"status": status, "says": _SENTENCES.get(status, "This cannot be answered.")}, status_code=status
    )


_SENTENCES = {
    400: "The question is not one of the two this service answers.",
    401: "A key that holds is needed.",
    404: "There is nothing here.",
    405: "Questions are POSTed.",
    413: "The question is too long.",
    429: "Too many questions. Wait a minute.",
    500: "Something went wrong on our side.",
    503: "The database does not answer. Ask again.",
}
