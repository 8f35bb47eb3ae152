"""Every route, method and role: who may do what is one table, and what is not in it is denied."""

import pytest
from litestar import Litestar, get
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from documents import Role
from registry.database import reading
from registry.desk_events import events
from review_queue.web.access import ACCESS, only_those_allowed
from tests.review_queue.web.desk import SITE, Browser, Desk

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
NO_SUCH_METHOD = (404, 405)
DONE = (200, 303, 400, 404, 409)
"""Answers to people who are let in, whatever they then lack: a field of the form, an item, an account."""


def routes(desk: Desk) -> dict[str, dict[str, str]]:
    """The name of the route for each method of each path of the application."""
    return {
        route.path_format: {
            method: handler.name or ""
            for handler in route.route_handlers
            for method in handler.http_methods
            if handler.name
        }
        for route in desk.app.routes
        if isinstance(route, HTTPRoute)
    }


def filled_in(path: str) -> str:
    """A path with something that does not exist in the place of each name."""
    named = {
        "{fax}": "f" * 64,
        "{document}": "1",
        "{number}": "1",
        "{field}": "npi",
        "{name}": "nobody",
        "{code}": "MARGIN_NOTE",
        "{token}": "0" * 32,
    }
    for part, value in named.items():
        path = path.replace(part, value)
    return path.replace("{file_path}", "desk.css")


def answer(browser: Browser, method: str, path: str) -> int:
    headers = {"Origin": SITE, "Sec-Fetch-Site": "same-origin", "X-CSRFToken": browser.token()}
    return browser.client.request(method, filled_in(path), headers=headers).status_code


def test_the_table_names_every_route_and_no_other(quick_desk: Desk) -> None:
    named = {name for methods in routes(quick_desk).values() for name in methods.values()}
    assert named == set(ACCESS)


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: str(role or "nobody"))
def test_17_every_method_of_every_route_lets_in_whom_the_table_lets_in(
    quick_desk: Desk, role: Role | None
) -> None:
    if role is not None:
        quick_desk.add("ada", role)
    browser = quick_desk.browser()
    wrong: list[str] = []
    for path, methods in routes(quick_desk).items():
        for method in METHODS:
            if role is not None and browser.get("/account").status_code == 401:
                assert browser.sign_in("ada").status_code == 303
            status = answer(browser, method, path)
            if status not in expected(methods.get(method), role):
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []


def expected(name: str | None, role: Role | None) -> tuple[int, ...]:
    """What may be answered: to whom is let in, that something is missing or was done; else a refusal."""
    allowed = ACCESS[name] if name else frozenset()
    if allowed is None or (role is not None and role in allowed):
        return DONE
    if name is None:
        return (403, *NO_SUCH_METHOD)
    return (401,) if role is None else (403,)


def test_an_address_the_desk_does_not_know_is_refused(quick_desk: Desk) -> None:
    quick_desk.add("ada", Role.SUPERVISOR)
    browser = quick_desk.signed_in("ada")
    assert [browser.get(path).status_code for path in ("/admin", "/schema", "/metrics", "/items")] == [
        404
    ] * 4


def test_a_route_that_is_not_in_the_table_is_denied(quick_desk: Desk) -> None:
    @get("/new", name="new")
    async def new() -> str:
        return "open"

    app = Litestar([new], guards=[only_those_allowed(quick_desk.tools)], openapi_config=None)
    with TestClient(app) as client:
        assert client.get("/new").status_code == 403


def test_23_a_denial_is_an_event_that_names_who_and_what(quick_desk: Desk) -> None:
    quick_desk.add("ada", Role.OPERATOR)
    assert quick_desk.signed_in("ada").get("/people").status_code == 403
    with reading(quick_desk.engine) as session:
        ((_, newest),) = events(session, 1)
    assert newest.model_dump() == {
        "act": "denied",
        "at": quick_desk.clock.at,
        "by": "ada",
        "address": "10.0.0.1",
        "account": "",
        "route": "people",
    }
