"""Safety reports and letters in a real browser: by keyboard, without faults at either size."""

import pytest
from playwright.sync_api import Browser, Page

from documents import Role
from registry.database import writing
from registry.outbox import put_letter
from tests.letters.outgoing import DEFICIENCY, REFERENCE
from tests.review_queue.web.browser import complaints, faults_at_every_size, page_of, sign_in, tab_to
from tests.review_queue.web.desk import Desk
from tests.review_queue.web.whole_item import whole_item

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(chromium: Browser, site: tuple[Desk, str]) -> Page:
    """A window on an item, in which a supervisor has signed in; a letter waits for a number."""
    desk, address = site
    item = whole_item(desk, "one")
    letter = DEFICIENCY.model_copy(update={"to": DEFICIENCY.to.model_copy(update={"fax": ""})})
    with writing(desk.engine) as session:
        put_letter(session, letter, desk.clock.at)
    desk.add("sue", Role.SUPERVISOR)
    page = page_of(chromium, address)
    sign_in(page, desk, "sue")
    page.wait_for_url("**/queue")
    page.goto(item)
    return page


def test_harm_is_reported_and_handed_to_safety_by_keyboard_alone(page: Page) -> None:
    said = complaints(page)
    tab_to(page, "Does it tell of an adverse event?")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("the margin tells of jaundice")
    page.keyboard.press("Enter")
    page.wait_for_url("**/safety")
    page.wait_for_selector("text=the margin tells of jaundice")
    assert faults_at_every_size(page) == []
    page.focus("#reference-1")
    page.keyboard.type("S-2017-4")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=reference S-2017-4")
    assert faults_at_every_size(page) == []
    assert said == []


def test_a_held_letter_is_found_looked_at_and_sent_by_keyboard_alone(page: Page) -> None:
    said = complaints(page)
    page.goto("/letters")
    assert faults_at_every_size(page) == []
    tab_to(page, REFERENCE)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=as it would be sent now")
    page.locator("img.sheet").first.evaluate("picture => picture.decode()")
    assert faults_at_every_size(page) == []
    page.focus("#number")
    page.keyboard.type("617-555-0142")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Released by a person.")
    assert said == []
