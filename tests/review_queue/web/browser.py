"""What tests do in a real browser: open a window, sign in, look for faults."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.review_queue.web.desk import PASSWORD, Desk

SCREEN = {"width": 1366, "height": 768}
TWICE_AS_LARGE = {"width": 683, "height": 384}
"""What is left of the screen at 200 % zoom."""

PACKAGE = "chromium"


@contextmanager
def started() -> Iterator[Browser]:
    """Debian's browser; RuntimeError says how to install it where it is missing."""
    program = shutil.which(PACKAGE)
    if program is None:
        raise RuntimeError(f"the browser is not installed: apt-get install {PACKAGE}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=program, args=sandbox)
        yield browser
        browser.close()


@contextmanager
def site_over(engine: sa.Engine, folder: Path) -> Iterator[tuple[Desk, str]]:
    """A desk over a registry and the blobs in a folder, served; and its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        desk = Desk(engine, folder, (host,))
        with served(desk, listening):
            yield desk, f"http://{host}"


@contextmanager
def served(desk: Desk, listening: socket.socket) -> Iterator[None]:
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


def faults_at_every_size(page: Page) -> list[str]:
    """The faults of the page on the whole screen and at 200 % zoom."""
    found: list[str] = []
    for size in (TWICE_AS_LARGE, SCREEN):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
        found += faults(page)
    return found


def complaints(page: Page) -> list[str]:
    """What the browser says is wrong, from now on."""
    said: list[str] = []
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda failure: said.append(failure.message))
    return said


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what says these words has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.innerText") == words:
            return
    pytest.fail(f"the keyboard does not reach: {words}")
