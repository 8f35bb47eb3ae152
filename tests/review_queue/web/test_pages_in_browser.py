"""Putting pages together in a real browser, by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page

from documents import Role
from registry import papers
from registry.database import reading
from tests.review_queue.web.browser import (
    SCREEN,
    TWICE_AS_LARGE,
    complaints,
    faults,
    page_of,
    sign_in,
    tab_to,
)
from tests.review_queue.web.desk import Desk
from tests.review_queue.web.whole_item import of_no_form, whole_item, without_its_page

NUMBER = "+1 (212) 555-0101"

pytestmark = pytest.mark.xdist_group("browser")


def tab_into(page: Page, field: str) -> None:
    """Press Tab until the field of that id has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    pytest.fail(f"the keyboard does not reach: {field}")


def test_a_document_is_split_and_its_pages_change_places_by_keyboard_alone(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    desk, address = site
    item = whole_item(desk, "one")
    desk.add("ada", Role.OPERATOR)
    page = page_of(chromium, address)
    said = complaints(page)
    sign_in(page, desk, "ada")
    page.goto(item)
    page.keyboard.press("Alt+p")
    page.wait_for_url("**/pages")
    for field, typed in (
        ("what-1", "Page 2, Pharmacy Enrollment Form 2017-10"),
        ("what-2", "Page 1, Pharmacy Enrollment Form 2017-10"),
        ("document-2", "2"),
        ("turn-2", "upside"),
        ("reason", "two applications, sent the wrong way round"),
    ):
        tab_into(page, field)
        page.keyboard.type(typed)
    tab_to(page, "Put together so and read anew")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=This fax is being worked on")
    with reading(desk.engine) as session:
        found = papers.documents(session, item.split("/")[2])
    placed = [(each.number, each.form_page, each.turn) for one in found for each in one.pages]
    assert (len(found), placed) == (2, [(1, 2, 0), (2, 1, 180)])
    assert said == []
    page.context.close()


def test_the_pages_of_a_fax_are_accessible_at_every_size(chromium: Browser, site: tuple[Desk, str]) -> None:
    desk, address = site
    loose = of_no_form(desk, "two", NUMBER).split("/")[2]
    held = without_its_page(desk, "one", NUMBER).split("/")[2]
    desk.add("ada", Role.OPERATOR)
    page = page_of(chromium, address)
    sign_in(page, desk, "ada")
    wrong: list[str] = []
    for path in (f"/faxes/{held}/pages", f"/faxes/{loose}/pages", f"/items/{loose}/1"):
        for size in (SCREEN, TWICE_AS_LARGE):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
            page.goto(path, wait_until="networkidle")
            wrong += faults(page)
    assert wrong == []
    page.context.close()
