"""Keying again in a real browser: by keyboard, for everybody, without the reading on the page."""

import pytest
from playwright.sync_api import Browser

from documents import Role
from tests.review_queue.web.browser import SCREEN, TWICE_AS_LARGE, complaints, faults, page_of, sign_in
from tests.review_queue.web.desk import Desk

pytestmark = pytest.mark.xdist_group("browser")


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
