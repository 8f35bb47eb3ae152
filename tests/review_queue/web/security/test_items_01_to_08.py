"""Items 1 to 8: what browsers are told, what they may send, and what no cache or address holds."""

import re

import httpx
import pytest

from documents import Media, ReceivedFax, Role
from registry.database import reading, writing
from registry.desk_events import events
from registry.fax_tables import FaxRow
from review_queue.web.sessions import COOKIE
from tests.canaries import decide_canaries, leaked
from tests.registry.people import digest_of
from tests.review_queue.web.desk import SITE, Browser, Desk
from tests.review_queue.web.routes import changing, filled_in, kept, routes
from tests.validators.builders import PRESCRIPTION_AUTHORIZATION

KINDS = {
    "/queue": "text/html",
    "/static/desk.css": "text/css",
    "/static/desk.js": "text/javascript",
    "/static/desk.svg": "image/svg+xml",
    "/exports/queue": "text/csv",
}
INLINE = r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:"
LINKS = r'(?:href|src|action|hx-[a-z]+)="(/[^"#]*)"'
REFUSED = (403, 429)
FROM_ELSEWHERE: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site", "Origin": SITE},
    {"Sec-Fetch-Site": "same-site", "Origin": SITE},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://elsewhere.test"},
    {"Origin": "null"},
    {},
)


@pytest.fixture
def sue(quick_desk: Desk) -> Browser:
    """A browser in which a supervisor has signed in."""
    quick_desk.add("sue", Role.SUPERVISOR)
    return quick_desk.signed_in("sue")


@pytest.fixture
def answers(quick_desk: Desk, sue: Browser) -> list[httpx.Response]:
    """One answer of each kind: pages, pictures, files, redirects, refusals, errors."""
    item = quick_desk.item("first")
    asked = (
        *KINDS,
        item,
        f"{item}/pages/1",
        f"{item}/crops/quantity",
        "/sign-in",
        "/",
        "/people",
        "/nowhere",
    )
    found = [
        *(sue.get(address) for address in asked),
        quick_desk.browser().get("/queue"),
        sue.post("/queue/next"),
        sue.post("/join"),
    ]
    assert {answer.status_code for answer in found} == {200, 303, 400, 401, 403, 404}
    return found


def test_01_the_session_cookie_is_host_only_secure_http_only_and_same_site(quick_desk: Desk) -> None:
    quick_desk.add("ada", Role.OPERATOR)
    answer = quick_desk.browser().sign_in("ada")
    visit = quick_desk.browser().get("/sign-in")
    cookies = [*answer.headers.get_list("set-cookie"), *visit.headers.get_list("set-cookie")]
    assert [cookie.split("=")[0] for cookie in cookies] == [COOKIE, f"{COOKIE}-token"]
    assert COOKIE.startswith("__Host-")
    for cookie in cookies:
        assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_02_every_answer_asks_for_https_for_a_year_at_least(answers: list[httpx.Response]) -> None:
    for answer in answers:
        assert int(answer.headers["strict-transport-security"].removeprefix("max-age=")) >= 31536000


def test_03_every_answer_has_a_content_policy_and_no_page_anything_inline(
    answers: list[httpx.Response],
) -> None:
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(policy.split("; "))
        assert "unsafe" not in policy
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert re.findall(INLINE, answer.text) == []


def test_04_every_answer_says_what_it_is_and_is_not_to_be_guessed(
    quick_desk: Desk, sue: Browser, answers: list[httpx.Response]
) -> None:
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
    item = quick_desk.item("two")
    pictures = dict.fromkeys((f"{item}/pages/1", f"{item}/crops/quantity"), "image/png")
    for address, kind in {**KINDS, **pictures}.items():
        assert sue.get(address).headers["content-type"].startswith(kind)


def test_05_no_answer_lets_a_browser_say_where_it_came_from(answers: list[httpx.Response]) -> None:
    assert {answer.headers["referrer-policy"] for answer in answers} == {"no-referrer"}


def test_06_a_change_is_a_post_with_token_from_our_pages_and_looking_changes_nothing(
    quick_desk: Desk, sue: Browser
) -> None:
    quick_desk.audit("two")
    seen, found = {"/"}, {quick_desk.item("one"), "/queue", "/account", "/sign-in", "/join"}
    before = kept(quick_desk)
    assert {method for methods in routes(quick_desk).values() for method in methods} <= {
        "GET", "HEAD", "OPTIONS", "POST",
    }  # fmt: skip
    while found - seen:
        address = min(found - seen)
        seen.add(address)
        found |= set(re.findall(r'(?:href|src)="(/[^"#]*)"', sue.get(address).text))
    assert {"/exports/queue", "/exports/corrections", "/dashboard"} < seen
    token = sue.token()
    for path in map(filled_in, changing(quick_desk).values()):
        for headers in FROM_ELSEWHERE:
            refused = sue.client.post(path, data={"_csrf_token": token}, headers=headers)
            assert refused.status_code in REFUSED, path
        for wrong in ("", "0" * 128):
            assert sue.post(path, {"_csrf_token": wrong}).status_code in REFUSED, path
    assert kept(quick_desk) == before
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": SITE}):
        taken = sue.client.post("/queue/next", data={"_csrf_token": token}, headers=headers)
        assert taken.status_code == 303


def test_07_pages_are_pictures_we_made_and_the_file_received_leaves_only_as_an_attachment(
    quick_desk: Desk, sue: Browser
) -> None:
    item = quick_desk.item("one")
    original = b"%PDF-1.7 with <script>alert(1)</script> and an /OpenAction"
    fax = received(quick_desk, original, Media.PDF)
    assert sue.get(f"{item}/pages/1").content.startswith(b"\x89PNG\r\n")
    for way in (f"/blobs/{fax}", f"/items/{fax}", f"{item}/original", f"{item}/pages/../{fax}"):
        assert sue.get(way).status_code == 404
    handed_out = sue.get(f"/files/{fax}")
    assert handed_out.content == original
    assert handed_out.headers["content-disposition"] == f'attachment; filename="fax-{fax[:12]}.pdf"'
    page = sue.get(item).text
    assert f'<a href="/files/{digest_of("one")}" download>' in page
    assert re.findall(r'(?:src|data|hx-get)="/files', page) == []
    with reading(quick_desk.engine) as session:
        acts = [event.model_dump(include={"act", "by", "fax"}) for _, event in events(session, 9)]
    assert {"act": "file_downloaded", "by": "sue", "fax": fax} in acts


def received(desk: Desk, content: bytes, media: Media) -> str:
    """The digest of a fax with these bytes."""
    fax = desk.blobs.put(content)
    row = ReceivedFax(
        digest=fax,
        channel="folder",
        received_at=desk.clock.at,
        byte_count=len(content),
        media=media,
    )
    with writing(desk.engine) as session:
        session.add(FaxRow(**row.model_dump(), state="quarantined", state_at=desk.clock.at, refusal="broken"))
    return fax


def test_08_nothing_is_kept_by_browsers_and_no_address_holds_what_a_form_says(
    quick_desk: Desk, sue: Browser, answers: list[httpx.Response]
) -> None:
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    decide_canaries(quick_desk.engine, PRESCRIPTION_AUTHORIZATION)
    pages = sue.get("/queue").text
    assert leaked(pages) == set()
    shown = [sue.get(item).text for item in set(re.findall(r'href="(/items/[^"]+)"', pages))]
    assert leaked("".join(shown)) != set()
    addresses = re.findall(LINKS, "".join((pages, *shown)))
    moved_to = [answer.headers.get("location", "") for answer in answers]
    assert leaked(" ".join((*addresses, *moved_to))) == set()
