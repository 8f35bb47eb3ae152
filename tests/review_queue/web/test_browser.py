"""The desk in a real browser: for everybody, by keyboard alone, and what two people see of each other."""

import pyotp
import pytest
from playwright.sync_api import Browser

from documents import Account, Role
from registry.database import writing
from review_queue.accounts import Actor, invite
from review_queue.desk import LEASE
from tests.review_queue.web.browser import (
    SCREEN,
    TWICE_AS_LARGE,
    complaints,
    faults,
    page_of,
    sign_in,
    tab_to,
)
from tests.review_queue.web.desk import PASSWORD, Desk

pytestmark = pytest.mark.xdist_group("browser")


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
    tab_to(page, "Take the next item")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/**")
    assert "Yours until" in page.inner_text("#claim")
    page.keyboard.press("Alt+l")
    page.wait_for_url("**/queue")
    page.context.close()


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
