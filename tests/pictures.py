"""The pictures of the operator guide, taken of a desk with sample faxes: `python -m tests.pictures docs`."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from documents import Role
from pipeline.settings import Settings
from pipeline.station import utc_now
from registry.database import open_database
from tests.bench.desk_operator import prepare, settings_for
from tests.review_queue.web.browser import page_of, sign_in, site_over, started

KNOWN = "Antonia Hurley"
"""How to find somebody in the registry of the sample batch."""

IN_HAND = "input[id^=say-][autofocus]"
MOST = 30


@contextmanager
def desk_of(settings: Settings, chromium: Browser) -> Iterator[Callable[[str, Role], Page]]:
    """A way to sign in at the desk of an installation."""
    engine = open_database(settings.database)
    with site_over(engine, settings.data_folder) as (desk, address):
        desk.clock.at = utc_now()

        def at_desk(name: str, role: Role) -> Page:
            desk.add(name, role)
            page = page_of(chromium, address)
            sign_in(page, desk, name)
            page.wait_for_url("**/queue")
            return page

        yield at_desk
    engine.dispose()


def items_until(page: Page, right: Callable[[Page], bool]) -> None:
    """Take item after item until one's page is right; RuntimeError when none is."""
    page.goto("/queue")
    found = page.locator("td.fax a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    for item in found[:MOST]:
        page.goto(item)
        if page.locator("text=Take this item").count():
            page.click("text=Take this item")
        page.wait_for_load_state("networkidle")
        if right(page):
            return
        page.keyboard.press("Alt+l")
        page.wait_for_url("**/queue")
    raise RuntimeError("no item of the sample batch has what the picture shows")


def shows_a_reading(page: Page) -> bool:
    """Whether the field in hand is written and its reading stands in it."""
    field = page.locator(IN_HAND)
    return field.count() == 1 and field.input_value() != ""


def is_blind(page: Page) -> bool:
    """Whether the field in hand is keyed from the paper alone."""
    field = page.locator(IN_HAND)
    return field.count() == 1 and field.input_value() == ""


def keep(page: Page, out: Path, name: str) -> None:
    """Take the picture of what the window shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out / f"desk-{name}.png")


def of_the_work(page: Page, out: Path) -> None:
    """The queue, an item, its pages, blind keying, a grid, an audit."""
    keep(page, out, "queue")
    items_until(page, shows_a_reading)
    keep(page, out, "item")
    page.keyboard.press("Alt+p")
    page.wait_for_url("**/pages")
    keep(page, out, "pages")
    items_until(page, is_blind)
    keep(page, out, "blind")
    page.goto("/grid")
    page.click("text=Is the box ticked?")
    keep(page, out, "grid")
    page.click("text=Stop here")
    page.goto("/audits")
    page.click("text=Key the next crop")
    keep(page, out, "audit")


def of_the_whole(page: Page, out: Path) -> None:
    """The dashboard, and somebody in the registry."""
    page.goto("/dashboard")
    keep(page, out, "dashboard")
    page.goto("/registry")
    page.fill("#wanted", KNOWN)
    page.keyboard.press("Enter")
    page.click("form[action='/registry/entry'] button >> nth=0")
    page.wait_for_url("**/registry/entry")
    keep(page, out, "registry")


def main() -> None:
    """Take the pictures into the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    with tempfile.TemporaryDirectory() as kept:
        settings = settings_for(Path(kept)).model_copy(update={"audit_auto_share": 1.0})
        prepare(settings)
        with started() as chromium, desk_of(settings, chromium) as at_desk:
            of_the_work(at_desk("ada", Role.OPERATOR), out)
            of_the_whole(at_desk("sue", Role.SUPERVISOR), out)


if __name__ == "__main__":
    main()
