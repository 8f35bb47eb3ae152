"""The queue and the grid in a real browser: searching, and answering crops by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page

from documents import Role
from tests.registry.people import digest_of
from tests.review_queue.web.browser import (
    complaints,
    faults_at_every_size,
    page_of,
    sign_in,
    tab_to,
)
from tests.review_queue.web.desk import Desk
from tests.review_queue.web.test_grid import BOX, SIGNATURE
from tests.review_queue.web.whole_item import whole_item

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(chromium: Browser, site: tuple[Desk, str]) -> Page:
    """A window on the queue of three items, in which an operator has signed in."""
    desk, address = site
    for name, unsure in (("one", BOX), ("two", BOX), ("three", SIGNATURE)):
        whole_item(desk, name, unsure)
    desk.item("four")
    desk.add("ada", Role.OPERATOR)
    page = page_of(chromium, address)
    sign_in(page, desk, "ada")
    page.wait_for_url("**/queue")
    return page


def test_a_name_is_searched_for_by_keyboard_and_stands_in_no_address(page: Page) -> None:
    said = complaints(page)
    assert page.locator("table.queue tbody tr").count() == 4
    page.focus("#words")
    page.keyboard.type("castellanos")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Show everything again")
    assert page.locator("table.queue tbody tr").count() == 3
    assert "castellanos" not in page.url
    assert faults_at_every_size(page) == []
    tab_to(page, "Show everything again")
    page.keyboard.press("Enter")
    page.wait_for_selector(f'a[href="/items/{digest_of("four")}/1"]')
    assert said == []


def test_crops_are_answered_by_keyboard_alone_and_nothing_by_moving_on(page: Page) -> None:
    said = complaints(page)
    page.click("text=Boxes and signatures")
    page.wait_for_selector("#grid")
    tab_to(page, "Is the box ticked?")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=group]:focus")
    assert faults_at_every_size(page) == []
    for key in ("Enter", "1", "b", "Tab"):
        page.keyboard.press(key)
    assert page.locator("form.say").count() == 2
    page.keyboard.press("Alt+1")
    page.wait_for_selector(".cell:nth-child(1) [role=group]:focus")
    assert page.inner_text(".cell:nth-child(2) .answered").startswith("ticked")
    page.keyboard.press("Alt+u")
    page.wait_for_selector("text=0 of 2 crops wait for you")
    page.keyboard.press("Alt+z")
    page.wait_for_selector(".cell:nth-child(1) [role=group]:focus")
    page.keyboard.press("Alt+b")
    page.wait_for_selector("text=0 of 2 crops wait for you")
    page.wait_for_selector("button.main:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=No crop waits for you here")
    assert faults_at_every_size(page) == []
    assert said == []
