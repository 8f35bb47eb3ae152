"""What every answer carries, what is refused unseen, and what never leaves the desk."""

import hashlib
import logging
import re

import httpx
import pytest
import sqlalchemy as sa

from documents import Role, StoreFailed
from pipeline.log import JsonLines
from registry.tables import METADATA
from review_queue.web.hardening import LARGEST_FORM
from tests.canaries import decide_canaries, leaked
from tests.review_queue.web.desk import HOSTILE, SITE, Browser, Desk, text_of
from tests.validators.builders import PRESCRIPTION_AUTHORIZATION

HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
"""The SHA-256 of dist/htmx.min.js in version 2.0.11 of htmx."""
CONTENT = {"/queue": "text/html", "/static/desk.css": "text/css", "/static/desk.svg": "image/svg+xml"}
INLINE = r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:"
NOTED = {"sign_in", "desk_event"}
"""Tables in which looking leaves a trace."""


@pytest.fixture
def ada(quick_desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    quick_desk.add("ada", Role.OPERATOR)
    return quick_desk.signed_in("ada")


def every_kind_of_answer(browser: Browser, item: str) -> list[httpx.Response]:
    addresses = [
        *CONTENT,
        item,
        f"{item}/pages/1",
        f"{item}/crops/quantity",
        "/sign-in",
        "/",
        "/people",
        "/nowhere",
    ]
    answers = [browser.get(address) for address in addresses]
    return [
        *answers,
        browser.desk.browser().get("/queue"),
        browser.post("/queue/next"),
        browser.post("/join"),
    ]


def test_2_3_4_5_8_every_answer_is_hardened_and_kept_nowhere(quick_desk: Desk, ada: Browser) -> None:
    answers = every_kind_of_answer(ada, quick_desk.item("one"))
    assert {answer.status_code for answer in answers} == {200, 303, 400, 401, 403, 404}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
        assert "unsafe" not in policy
        assert int(answer.headers["strict-transport-security"].removeprefix("max-age=")) >= 31536000
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_3_no_page_has_a_script_a_style_or_an_event_of_its_own(quick_desk: Desk, ada: Browser) -> None:
    for answer in every_kind_of_answer(ada, quick_desk.item("one")):
        if answer.headers.get("content-type", "").startswith("text/html"):
            inline = re.findall(
                r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", answer.text
            )
            assert inline == []


def test_4_every_answer_says_what_it_is(quick_desk: Desk, ada: Browser) -> None:
    item = quick_desk.item("one")
    for address, kind in CONTENT.items():
        assert ada.get(address).headers["content-type"].startswith(kind)
    for picture in (f"{item}/pages/1", f"{item}/crops/quantity"):
        assert ada.get(picture).headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": SITE}, 303),
        ({"Sec-Fetch-Site": "cross-site", "Origin": SITE}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": SITE}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://elsewhere.test"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_6_a_change_comes_from_a_page_of_the_desk(ada: Browser, headers: dict[str, str], status: int) -> None:
    token = {"_csrf_token": ada.token()}
    assert ada.client.post("/queue/next", data=token, headers=headers).status_code == status


@pytest.mark.parametrize("token", ["", "0" * 128])
def test_6_a_change_carries_the_token_of_its_page(ada: Browser, token: str) -> None:
    assert ada.post("/queue/next", {"_csrf_token": token}).status_code == 403


def test_6_looking_changes_nothing(quick_desk: Desk, ada: Browser) -> None:
    def kept() -> dict[str, list[object]]:
        with quick_desk.engine.connect() as connection:
            tables = (table for table in METADATA.sorted_tables if table.name not in NOTED)
            return {table.name: list(connection.execute(sa.select(table))) for table in tables}

    seen, found = {"/"}, {quick_desk.item("one"), "/queue", "/account", "/sign-in", "/join"}
    before = kept()
    while found - seen:
        address = min(found - seen)
        seen.add(address)
        found |= set(re.findall(r'(?:href|src)="(/[^"#]*)"', ada.get(address).text))
    assert len(seen) >= 10
    assert kept() == before


def test_7_pages_are_pictures_we_made_and_the_original_has_no_address(quick_desk: Desk, ada: Browser) -> None:
    item = quick_desk.item("one")
    fax = item.split("/")[2]
    page = ada.get(f"{item}/pages/1").content
    assert page.startswith(b"\x89PNG\r\n")
    assert ada.get(f"{item}/pages/2").status_code == 404
    assert ada.get(f"{item}/crops/shoe_size").status_code == 404
    for address in (f"/blobs/{fax}", f"/items/{fax}", f"{item}/original", f"{item}/pages/../{fax}"):
        assert ada.get(address).status_code == 404


def test_8_what_the_desk_calls_a_fax_is_its_digest(quick_desk: Desk, ada: Browser) -> None:
    decide_canaries(quick_desk.engine, PRESCRIPTION_AUTHORIZATION)
    pages = ada.get("/queue").text
    (item,) = set(re.findall(r'href="(/items/[^"]+)"', pages))
    addresses = re.findall(r'(?:href|src|action|hx-[a-z]+)="([^"]*)"', pages + ada.get(item).text)
    assert leaked(pages) == set()
    assert leaked(" ".join(addresses)) == set()


def test_18_a_form_with_a_field_more_is_refused(quick_desk: Desk) -> None:
    quick_desk.add("root", Role.ADMINISTRATOR)
    root = quick_desk.signed_in("root")
    form = {"name": "bo", "full_name": "Bo Reed", "role": "operator"}
    for more in ({"joined": "true"}, {"role": "owner"}, {"name": "Bo Reed!"}):
        assert root.post("/people/invite", {**form, **more}).status_code == 400
    assert "Bo Reed" not in root.get("/people").text


def test_21_a_request_that_is_too_large_is_refused(ada: Browser) -> None:
    assert ada.post("/sign-in", {"name": "x" * LARGEST_FORM}).status_code == 413


@pytest.mark.parametrize("host", ["elsewhere.test", "desk.test.elsewhere.test", ""])
def test_21_the_desk_answers_to_its_own_names_only(ada: Browser, host: str) -> None:
    assert ada.get("/queue", headers={"Host": host}).status_code == 400


def test_22_what_an_engine_read_is_text_and_never_markup(quick_desk: Desk, ada: Browser) -> None:
    answer = ada.get(quick_desk.item("one"))
    assert HOSTILE not in answer.text
    assert "Oaks&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "form=' OR 1=1",
        "critical=maybe",
        "reason=MARGIN'",
        "holder=you",
        "holder=@A%20b",
        "after={}",
        "after=[1]",
    ],
)
def test_22_a_filter_that_is_none_is_refused(ada: Browser, query: str) -> None:
    assert ada.get(f"/queue?{query}").status_code == 400


def test_24_nothing_written_on_a_form_reaches_a_log_line_or_an_error_page(
    quick_desk: Desk, ada: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    decide_canaries(quick_desk.engine, PRESCRIPTION_AUTHORIZATION)
    (item,) = set(re.findall(r'href="(/items/[^"]+)"', ada.get("/queue").text))
    assert leaked(ada.get(item).text)
    failed = ada.get(f"{item}/pages/1")
    assert (failed.status_code, "does not answer" in text_of(failed)) == (503, True)
    monkeypatch.setattr(quick_desk.blobs, "get", _broken)
    broken = ada.get(f"{item}/pages/1")
    assert (broken.status_code, "our side" in text_of(broken)) == (500, True)
    lines = [JsonLines().format(record) for record in caplog.records]
    assert [line for line in lines if "the desk could not answer" in line]
    assert leaked("\n".join([*lines, failed.text, broken.text])) == set()


def _broken(_digest: str) -> bytes:
    raise ValueError("Zebrafinch of 10187")


def test_24_a_database_that_does_not_answer_lets_nobody_in(quick_desk: Desk, ada: Browser) -> None:
    def down(*_: object) -> None:
        raise StoreFailed

    sa.event.listen(quick_desk.engine, "do_connect", down)
    quick_desk.engine.dispose()
    assert ada.get("/queue").status_code == 503


def test_25_the_script_is_the_one_that_was_published(ada: Browser) -> None:
    script = ada.get("/static/htmx-2.0.11.min.js").content
    assert hashlib.sha256(script).hexdigest() == HTMX


def test_25_nothing_tells_how_the_desk_is_built(quick_desk: Desk, ada: Browser) -> None:
    assert (quick_desk.app.debug, quick_desk.app.openapi_config) == (False, None)
    assert ada.get("/schema").status_code == 404
    for answer in every_kind_of_answer(ada, quick_desk.item("one")):
        assert {"server", "x-powered-by"} & set(answer.headers) == set()
        assert "Traceback" not in answer.text
