"""Items 17 to 21: who may do what to which object, what forms write, in which order, and what files are."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler
from litestar.testing import TestClient

from documents import Account, Role, StoreFailed
from intake.channel import Delivery
from intake.receive import receive
from registry.database import writing
from registry.faxes import FaxSink
from review_queue.accounts import Actor, invite
from review_queue.desk import LEASE
from review_queue.web.access import ACCESS, may, only_those_allowed
from review_queue.web.hardening import LARGEST_FORM
from review_queue.web.tools import CSRF_FIELD, PostedForm
from tests.review_queue.items import Queue, nothing_to_queue
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.routes import ask, changing, filled_in, handlers, kept, routes
from tests.review_queue.web.saying import FAX, another
from tests.review_queue.web.security.written import WRITTEN
from tests.review_queue.web.whole_item import NPI, order_with_a_note, whole_item

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")
DONE = (200, 303, 400, 404, 409)
"""Answers to people who are let in, whatever they then lack: a field of the form, an item, an account."""
NOT_THEIRS = ("claim", "release", "key_field", "undo", "set_aside", "complete", "leave", "pass_on")
FILES = [
    (b"II*\x00\x08\x00\x00\x00", "image/tiff", "tif"),
    (b"%PDF-1.7\n", "application/pdf", "pdf"),
    (b"<html>", "application/octet-stream", "bin"),
]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: str(role or "nobody"))
def test_17_every_role_route_and_method_and_every_object_of_others_is_checked(
    quick_desk: Desk, role: Role | None
) -> None:
    known = {name for methods in routes(quick_desk).values() for name in methods.values()}
    assert known == set(ACCESS)
    assert _a_route_not_in_the_table(quick_desk) == 403
    if role is not None:
        quick_desk.add("ada", role)
    browser = quick_desk.signed_in("ada") if role else quick_desk.browser()
    assert _let_in_to_what_is_anothers(quick_desk, browser, role) == []
    wrong = []
    for path, methods in routes(quick_desk).items():
        for method in METHODS:
            if role is not None and browser.get("/account").status_code == 401:
                assert browser.sign_in("ada").status_code == 303
            status = ask(browser, method, filled_in(path))
            if status not in _expected(methods.get(method), role):
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []
    assert {browser.get(path).status_code for path in ("/admin", "/schema", "/metrics", "/items")} == {404}


def _a_route_not_in_the_table(desk: Desk) -> int:
    @get("/new", name="new")
    async def new() -> str:
        return "open"

    app = Litestar([new], guards=[only_those_allowed(desk.tools)], openapi_config=None)
    with TestClient(app) as client:
        return client.get("/new").status_code


def _expected(name: str | None, role: Role | None) -> tuple[int, ...]:
    """What may be answered: to whom is let in, that something is missing or was done; else a refusal."""
    allowed = ACCESS[name] if name else frozenset()
    if allowed is None or (role is not None and role in allowed):
        return DONE
    if name is None:
        return (403, 404, 405)
    return (401,) if role is None else (403,)


def _let_in_to_what_is_anothers(desk: Desk, browser: Browser, role: Role | None) -> list[str]:
    """What a person could do to the item and the audit that another person has, or see by guessing."""
    item = whole_item(desk, "one")
    desk.audit("two")
    bo = another(desk)
    assert bo.post(f"{item}/claim").status_code == 303
    bo.post("/audits/next")
    token = bo.get("/audits/key").text.split('name="task" value="')[1][:32]
    before = kept(desk)
    asked: dict[str, Callable[[], httpx.Response]] = {
        name: _form_to(browser, filled_in(changing(desk)[name], fax=FAX, field="rep_last_name"), name)
        for name in NOT_THEIRS
    }
    asked["audit_key"] = lambda: browser.post("/audits/keyings", {"task": token, "said": "blank"})
    asked["audit_crop"] = lambda: browser.get(f"/audits/crops/{token}")
    refused = 401 if role is None else 409
    wrong = [
        name
        for name, send in asked.items()
        if send().status_code != (refused if role is None or may(role, name) else 403)
    ]
    guessed = (f"/items/{FAX}/2", f"{item}/pages/9", f"{item}/crops/quantity", f"/files/{'e' * 64}")
    wrong += [path for path in guessed if browser.get(path).status_code not in (401, 403, 404)]
    return wrong if kept(desk) == before else [*wrong, "something changed"]


def _form_to(browser: Browser, path: str, name: str) -> Callable[[], httpx.Response]:
    return lambda: browser.post(path, WRITTEN.get(name, {}))


def test_18_a_form_writes_the_fields_on_its_list_and_is_refused_with_any_other(quick_desk: Desk) -> None:
    item = whole_item(quick_desk, "one")
    sue, root = another(quick_desk, "sue", Role.SUPERVISOR), another(quick_desk, "root", Role.ADMINISTRATOR)
    assert sue.post(f"{item}/claim").status_code == 303
    before = kept(quick_desk)
    for name, (path, handler) in handlers(quick_desk).items():
        if name not in changing(quick_desk):
            continue
        fields = _form_of(handler).model_fields
        example = WRITTEN.get(name, {})
        assert {field.alias or each for each, field in fields.items()} == {CSRF_FIELD, *example}, name
        _form_of(handler).model_validate(example)
        browser = root if may(Role.ADMINISTRATOR, name) else sue
        for more in ("by", "joined", "claimed_by"):
            answer = browser.post(filled_in(path, fax=FAX, name="ada"), {**example, more: "ada"})
            assert answer.status_code == 400, name
    assert kept(quick_desk) == before


def _form_of(handler: HTTPRouteHandler) -> type[PostedForm]:
    """The form that a route takes; one without fields when it takes none."""
    taken = handler.parsed_fn_signature.parameters.get("data")
    form: type[PostedForm] = taken.annotation if taken else PostedForm
    return form


def test_19_what_a_page_of_the_desk_would_not_send_the_server_does_not_take(quick_desk: Desk) -> None:
    new = Account(name="cy", full_name="Cy Vale", role=Role.OPERATOR)
    with writing(quick_desk.engine) as session:
        code = invite(session, new, Actor(name="", address="", at=quick_desk.clock.at))
    joining = {"name": "cy", "invitation": code, "password": "short", "again": "short", "code": "0"}
    refused = quick_desk.browser().post("/join/finish", joining)
    assert (refused.status_code, "at least 15 characters" in text_of(refused)) == (403, True)
    item, ada = whole_item(quick_desk, "one"), another(quick_desk, "ada")
    ada.post(f"{item}/claim")
    before = kept(quick_desk)
    sent: list[tuple[str, dict[str, str], int]] = [
        ("complete", {}, 409),
        ("fields/rep_last_name", {"value": "x" * 2001}, 400),
        ("fields/rep_last_name", {"value": "Oak", "state": "guessed"}, 400),
        ("fields/npi", {"value": "1234567811"}, 200),
        ("findings/PRESCRIBER_NOT_CERTIFIED", {"reason": "I say so"}, 409),
        ("findings/SIG_WRONG_PERSON", {"reason": " "}, 409),
        ("leave", {"resolution": "set_form", "form": "shoe_order/2017-10", "reason": "x"}, 400),
        ("leave", {"resolution": "accept", "reason": "x"}, 400),
        ("leave", {"resolution": "reject", "reason": ""}, 409),
    ]
    for where, form, status in sent:
        assert ada.post(f"{item}/{where}", {"revision": "0", **form}).status_code == status, where
    assert kept(quick_desk)["statement"] == before["statement"] == []
    assert kept(quick_desk)["correction"] == []


def test_20_of_two_at_once_one_wins_and_one_is_told_in_order_and_in_one_transaction(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = whole_item(desk, "one")
    people = [another(desk, "ada"), another(desk, "bo")]
    taken = _at_once(*(_form_to(one, f"{item}/claim", "") for one in people))
    assert sorted(answer.status_code for answer in taken) == [303, 409]
    assert "Somebody else was faster" in text_of(max(taken, key=lambda answer: answer.status_code))
    mine = people[[answer.status_code for answer in taken].index(303)]
    assert mine.post(f"{item}/complete", {"revision": "0"}).status_code == 409
    field = f"{item}/fields/rep_last_name"
    assert mine.post(field, {"revision": "1", "value": "Castellanos"}).status_code == 409
    for name, value in (("rep_last_name", "Castellanos"), ("npi", NPI)):
        said = mine.post(f"{item}/fields/{name}", {"revision": "0", "value": value})
        assert said.status_code == 200
    before = kept(desk)
    with monkeypatch.context() as broken:
        broken.setattr(Queue, "__call__", _fails)
        assert mine.post(f"{item}/complete", {"revision": "0"}).status_code == 503
    assert kept(desk) == before
    ended = _at_once(*[_form_to(mine, f"{item}/complete", "complete")] * 2)
    assert {answer.status_code for answer in ended} in ({303, 404}, {303, 409})
    assert desk.queue.put == [(FAX, 1, 1)]
    following = whole_item(desk, "two")
    mine.post(f"{following}/claim")
    desk.clock.pass_by(seconds=LEASE.total_seconds())
    again = desk.signed_in("ada" if mine is people[0] else "bo")
    late = again.post(f"{following}/fields/npi", {"revision": "0", "value": NPI})
    assert (late.status_code, kept(desk)["statement"]) == (409, before["statement"])


def _at_once(*sends: Callable[[], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(sends)) as threads:
        return list(threads.map(lambda send: send(), sends))


def _fails(*_: Any) -> None:
    raise StoreFailed("the queue does not take it")


@pytest.mark.parametrize(("content", "kind", "suffix"), FILES)
def test_21_requests_are_bounded_and_files_are_known_by_their_bytes_and_named_by_us(
    quick_desk: Desk, content: bytes, kind: str, suffix: str
) -> None:
    sue = another(quick_desk, "sue", Role.SUPERVISOR)
    assert sue.post("/sign-in", {"name": "x" * LARGEST_FORM}).status_code == 413
    for host in ("elsewhere.test", "desk.test.elsewhere.test", ""):
        assert sue.get("/queue", headers={"Host": host}).status_code == 400
    named = Delivery(
        channel="folder",
        name='../../etc/"passwd"\r\nContent-Type: text/html.pdf',
        received_at=quick_desk.clock.at,
        arrived_at=quick_desk.clock.at,
    )
    taken = receive(content, named, quick_desk.blobs, FaxSink(quick_desk.engine, nothing_to_queue))
    fax = taken.fax.digest
    handed_out = sue.get(f"/files/{fax}")
    assert handed_out.content == content
    assert handed_out.headers["content-type"] == kind
    assert handed_out.headers["content-disposition"] == f'attachment; filename="fax-{fax[:12]}.{suffix}"'
    whole_form = order_with_a_note(quick_desk, "one")
    for way in (f"/files/{fax}/..", f"/files/../{fax}", f"/files/{fax[:63]}%2f", f"{whole_form}/pages/-1"):
        assert sue.get(way).status_code in (400, 404)
