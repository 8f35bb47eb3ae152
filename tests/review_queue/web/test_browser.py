"""The desk in a real browser: for everybody, by keyboard alone, and what two people see of each other."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyotp
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from documents import Account, Role
from registry.database import open_database, writing
from review_queue.accounts import Actor, invite
from review_queue.desk import LEASE
from tests.review_queue.web.desk import PASSWORD, Desk

PACKAGE = "chromium"
SCREEN = {"width": 1366, "height": 768}
TWICE_AS_LARGE = {"width": 683, "height": 384}
"""What is left of the screen at 200 % zoom."""

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's browser, started once."""
    program = shutil.which(PACKAGE)
    if program is None:
        raise RuntimeError(f"the browser is not installed: apt-get install {PACKAGE}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=program, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk that is served, and its address."""
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'desk.sqlite')}")
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        desk = Desk(engine, tmp_path, (host,))
        with _served(desk, listening):
            yield desk, f"http://{host}"
    engine.dispose()


@contextmanager
def _served(desk: Desk, listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(desk.app, log_config=None, access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def page_of(browser: Browser, address: str) -> Page:
    """A page in a window that shares no cookie with another."""
    page = browser.new_context(viewport=SCREEN, base_url=address).new_page()  # type: ignore[arg-type]  # a TypedDict
    page.set_default_timeout(60_000)
    return page


def sign_in(page: Page, desk: Desk, name: str) -> None:
    page.goto("/sign-in")
    for field, value in (("name", name), ("password", PASSWORD), ("code", desk.code(name))):
        page.fill(f"#{field}", value)
    page.click("text=Sign in >> nth=-1")


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical on the page, and whether the page is wider than its window."""
    found = [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return found + (["wider than its window"] if too_wide else [])


def complaints(page: Page) -> list[str]:
    """What the browser says is wrong, from now on."""
    said: list[str] = []
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda failure: said.append(failure.message))
    return said


def test_every_page_is_accessible_and_keeps_its_own_content_policy(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    item, audit = desk.item("one"), desk.audit("two")
    for name, role in (("sue", Role.SUPERVISOR), ("root", Role.ADMINISTRATOR)):
        desk.add(name, role)
    wrong: list[tuple[str, list[str]]] = []
    for name, paths in {
        "": ("/sign-in", "/join"),
        "sue": ("/queue", item, "/account", "/audits", audit, "/dashboard"),
        "root": ("/people", "/events"),
    }.items():
        page = page_of(chromium, address)
        said = complaints(page)
        if name:
            sign_in(page, desk, name)
        for path in paths:
            for size in (SCREEN, TWICE_AS_LARGE):
                page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
                page.goto(path, wait_until="networkidle")
                wrong.append((path, faults(page)))
        wrong.append((f"what {name} heard", [*said]))
        page.goto("/nowhere")
        wrong.append(("/nowhere", faults(page)))
        page.context.close()
    assert [each for each in wrong if each[1]] == []


def test_somebody_who_was_invited_joins_and_signs_in(chromium: Browser, site: tuple[Desk, str]) -> None:
    desk, address = site
    new = Account(name="bo", full_name="Bo Reed", role=Role.OPERATOR)
    with writing(desk.engine) as session:
        code = invite(session, new, Actor(name="", address="", at=desk.clock.at))
    page = page_of(chromium, address)
    page.goto("/join")
    page.fill("#name", "bo")
    page.fill("#invitation", code)
    page.click("text=Continue")
    desk.secrets["bo"] = page.inner_text("code.secret")
    assert page.locator("svg.qr").bounding_box()
    assert faults(page) == []
    for field in ("password", "again"):
        page.fill(f"#{field}", PASSWORD)
    page.fill("#code", pyotp.TOTP(desk.secrets["bo"]).at(desk.clock.at))
    page.click("button.main")
    sign_in(page, desk, "bo")
    assert page.inner_text("h1") == "Queue"
    page.context.close()


def test_an_item_is_taken_looked_at_and_let_go_by_keyboard_alone(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    desk.item("one")
    desk.add("ada", Role.OPERATOR)
    page = page_of(chromium, address)
    page.goto("/sign-in")
    for typed in ("ada", PASSWORD, desk.code("ada")):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    _tab_to(page, "Take the next item")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/**")
    assert "Yours until" in page.inner_text("#claim")
    _tab_to(page, "Release")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    page.context.close()


def _tab_to(page: Page, words: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == words:
            return
    pytest.fail(f"the keyboard does not reach: {words}")


def test_two_people_see_each_others_claims_and_a_claim_that_ran_out_is_free(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    item = desk.item("one")
    ada, bo = page_of(chromium, address), page_of(chromium, address)
    for page, name in ((ada, "ada"), (bo, "bo")):
        desk.add(name, Role.OPERATOR)
        sign_in(page, desk, name)
    ada.click("text=Take the next item")
    bo.goto(item)
    assert "Taken by ada" in bo.inner_text("#claim")
    desk.clock.pass_by(seconds=LEASE.total_seconds())
    sign_in(bo, desk, "bo")
    bo.click("text=Take the next item")
    assert "Yours until" in bo.inner_text("#claim")
    sign_in(ada, desk, "ada")
    ada.goto(item)
    assert "Taken by bo" in ada.inner_text("#claim")
    for page in (ada, bo):
        page.context.close()


def test_16_whom_an_administrator_signs_out_is_out_at_the_next_click(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    desk.item("one")
    ada, root = page_of(chromium, address), page_of(chromium, address)
    for page, name, role in ((ada, "ada", Role.OPERATOR), (root, "root", Role.ADMINISTRATOR)):
        desk.add(name, role)
        sign_in(page, desk, name)
    root.click("[aria-label='Sign ada out']")
    ada.click("text=Take the next item")
    assert ada.inner_text("h1") == "Sign in"
    root.click("text=Sign out >> nth=0")
    root.goto("/people")
    assert root.inner_text("h1") == "Sign in"
    for page in (ada, root):
        page.context.close()


def test_two_people_key_a_crop_by_keyboard_and_their_error_reopens_the_record(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    audit = desk.audit("one", ncpdp="0999017")
    for name in ("ada", "bo"):
        desk.add(name, Role.OPERATOR)
        page = page_of(chromium, address)
        said = complaints(page)
        sign_in(page, desk, name)
        page.goto("/audits")
        page.click("text=Key the next crop")
        page.wait_for_url("**/audits/key", wait_until="load")
        assert "0999017" not in page.content()
        assert page.evaluate("document.querySelector('.keying img').naturalWidth") == 300
        for size in (TWICE_AS_LARGE, SCREEN):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
            assert faults(page) == []
        page.keyboard.type("0999025")
        page.keyboard.press("Enter")
        page.wait_for_url("**/audits")
        assert said == []
        page.goto(audit)
        found = page.inner_text("main")
        page.context.close()
        assert ("wrong: two people keyed it otherwise" in found) is (name == "bo")
    assert [document for document, *_ in desk.queue.put] == [audit.split("/")[2]]
