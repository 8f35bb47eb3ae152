"""Working on items in a real browser: by keyboard alone, blind, beside other people."""

import pytest
from playwright.sync_api import Browser, Page

from documents import Role
from registry.database import reading
from registry.review_items import correction
from tests.registry.people import digest_of
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
from tests.review_queue.web.whole_item import NPI, whole_item

ANOTHER_NPI = "1987654328"

pytestmark = pytest.mark.xdist_group("browser")


def at_desk(chromium: Browser, site: tuple[Desk, str], name: str, role: Role = Role.OPERATOR) -> Page:
    """A window in which somebody new has signed in."""
    desk, address = site
    desk.add(name, role)
    page = page_of(chromium, address)
    sign_in(page, desk, name)
    page.wait_for_url("**/queue")
    return page


def take_next(page: Page, item: str = "/items/") -> None:
    """Take the next item and wait until its first open field has the focus."""
    page.click("text=Take the next item")
    page.wait_for_url(f"**{item}**")
    page.wait_for_selector("#say-npi:focus")


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.innerText"))


def test_a_whole_document_is_resolved_by_keyboard_alone_and_the_next_one_opens(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    item = whole_item(site[0], "one")
    page = at_desk(chromium, site, "ada")
    said = complaints(page)
    tab_to(page, "Take the next item")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{item}")
    whole_item(site[0], "two")
    assert focus(page) == "say-npi"
    assert page.locator("#zone-npi.now").count() == 1
    page.keyboard.type(NPI)
    page.keyboard.press("Enter")
    page.wait_for_selector("#say-rep_last_name:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=The decision will be: certify")
    assert focus(page) == "Complete and go on"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/items/{digest_of('two')}/1")
    assert "Yours until" in page.inner_text("#claim")
    assert said == []
    page.context.close()


def test_tab_keeps_nothing_letters_are_only_letters_and_undo_takes_back(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    item = whole_item(site[0], "one", {"rep_last_name": {"confidence": 0.5}})
    page = at_desk(chromium, site, "ada")
    page.goto(item)
    page.click("text=Take this item")
    page.focus("#say-rep_last_name")
    page.keyboard.press("Control+A")
    page.keyboard.type("bug 1")
    page.keyboard.press("Tab")
    page.reload()
    assert page.input_value("#say-rep_last_name") == "Castellanos"
    page.focus("#say-rep_last_name")
    page.keyboard.press("Alt+b")
    page.wait_for_selector("#field-rep_last_name >> text=said by ada")
    page.keyboard.press("Alt+z")
    page.wait_for_selector("#say-rep_last_name:focus")
    page.keyboard.press("F1")
    assert page.get_attribute("#keys", "open") is not None
    page.context.close()


def test_the_picture_is_enlarged_turned_and_shown_whole_by_keys(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    item = whole_item(site[0], "one")
    page = at_desk(chromium, site, "ada")
    page.goto(item)
    page.click("text=Take this item")
    page.wait_for_selector("#zone-npi.now")

    def width() -> float:
        return float(page.evaluate("document.querySelector('.page').offsetWidth"))

    close = width()
    page.keyboard.press("F2")
    whole = width()
    page.keyboard.press("Alt+Equal")
    assert whole < width() < close
    page.locator("#zone-rep_last_name").click()
    assert focus(page) == "say-rep_last_name"
    page.keyboard.press("Alt+r")
    assert "rotate(90deg)" in (page.get_attribute(".page >> nth=0", "style") or "")
    page.keyboard.press("Alt+c")
    assert page.get_attribute("[data-view=contrast]", "aria-pressed") == "true"
    page.context.close()


def test_a_blind_mismatch_goes_to_another_person_who_sees_neither_value(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    item = whole_item(site[0], "one", {"npi": {"confidence": 0.5}})
    ada = at_desk(chromium, site, "ada")
    take_next(ada)
    assert NPI not in ada.content()
    ada.keyboard.type(ANOTHER_NPI)
    ada.keyboard.press("Enter")
    ada.wait_for_selector("text=Another person keys this field")
    assert {value in ada.content() for value in (NPI, ANOTHER_NPI)} == {False}
    assert focus(ada).startswith("Pass on to another person")
    ada.keyboard.press("Enter")
    ada.wait_for_url("**/queue")
    bo = at_desk(chromium, site, "bo")
    take_next(bo, item)
    assert {value in bo.content() for value in (NPI, ANOTHER_NPI)} == {False}
    bo.keyboard.type(NPI)
    bo.keyboard.press("Enter")
    bo.wait_for_selector("text=The decision will be: certify")
    bo.keyboard.press("Enter")
    bo.wait_for_url("**/queue")
    with reading(site[0].engine) as session:
        made = correction(session, digest_of("one"), 1, 1)
    assert made is not None
    assert [(one.field, one.value, one.author) for one in made.readings] == [("npi", NPI, "bo")]
    for page in (ada, bo):
        page.context.close()


def test_two_people_work_on_two_items_and_who_lost_an_item_is_told(
    chromium: Browser, site: tuple[Desk, str]
) -> None:
    for name in ("one", "two"):
        whole_item(site[0], name)
    ada, sue = at_desk(chromium, site, "ada"), at_desk(chromium, site, "sue", Role.SUPERVISOR)
    for page in (ada, sue):
        take_next(page)
    assert ada.url != sue.url
    sue.goto(ada.url)
    assert sue.locator("#work form").count() == 0
    sue.click("text=Take back from ada")
    sue.click("text=Take this item")
    sue.wait_for_selector("#say-npi:focus")
    ada.keyboard.type(NPI)
    ada.keyboard.press("Enter")
    ada.wait_for_selector("text=Taken by sue")
    assert ada.locator("#work form").count() == 0
    for page in (ada, sue):
        page.context.close()


def test_the_states_of_the_work_are_accessible(chromium: Browser, site: tuple[Desk, str]) -> None:
    page = at_desk(chromium, site, "ada")
    page.goto(whole_item(site[0], "one", {"npi": {"confidence": 0.5}, "rep_last_name": {"value": "Quill"}}))
    page.click("text=Take this item")
    wrong: list[str] = []
    for typed, words in (("", "0 of 1 done"), ("1234567811", "Not kept"), (NPI, "Set aside")):
        if typed:
            page.fill("#say-npi", typed)
            page.keyboard.press("Enter")
        page.wait_for_selector(f"text={words}")
        for size in (TWICE_AS_LARGE, SCREEN):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict
            wrong += faults(page)
    assert wrong == []
    assert page.evaluate("document.activeElement.name") == "reason"
    page.context.close()
