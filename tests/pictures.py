"""The pictures of the operator guide, taken of a desk with sample faxes: `python -m tests.pictures docs`."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page
from sqlmodel import col, select

from documents import Role, Standing
from pipeline.settings import Settings
from pipeline.station import utc_now
from registry.database import open_database, reading
from registry.participant_tables import StandingChangeRow
from tests.bench.desk_operator import prepare, settings_for
from tests.review_queue.web.browser import page_of, sign_in, site_over, started

COLORS = 64
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
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(COLORS).save(out / f"desk-{name}.png", optimize=True)


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


def certified_here(settings: Settings) -> str:
    """The NPI of a prescriber whom a fax of the sample batch certified."""
    engine = open_database(settings.database)
    with reading(engine) as session:
        found = session.exec(
            select(StandingChangeRow.subject).where(
                StandingChangeRow.subject_kind == "prescriber",
                StandingChangeRow.standing == Standing.CERTIFIED,
                col(StandingChangeRow.evidence).startswith("fax "),
            )
        ).first()
    engine.dispose()
    if found is None:
        raise RuntimeError("no fax of the sample batch certifies a prescriber")
    return found


def of_the_whole(page: Page, out: Path, npi: str) -> None:
    """The dashboard, and a prescriber in the registry."""
    page.goto("/dashboard")
    keep(page, out, "dashboard")
    page.goto("/registry")
    page.fill("#wanted", npi)
    page.keyboard.press("Enter")
    page.click("form[action='/registry/entry'] button >> nth=0")
    page.wait_for_url("**/registry/entry")
    page.click("summary >> nth=0")
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
            of_the_whole(at_desk("sue", Role.SUPERVISOR), out, certified_here(settings))


if __name__ == "__main__":
    main()
