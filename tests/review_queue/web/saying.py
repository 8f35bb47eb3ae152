"""What tests of the work on items do: say something of a field, look at its card, ask what was kept."""

import re

from documents import Correction, DeskEvent, Role
from registry.database import reading
from registry.desk_events import events
from registry.review_items import correction
from tests.registry.people import digest_of
from tests.review_queue.web.desk import Browser, Desk, text_of

ANOTHER_NPI = "1987654328"
FAX = digest_of("one")
PASS_ON = {"revision": "0", "reason": "cannot tell"}


def say(browser: Browser, item: str, field: str, **form: str) -> str:
    answer = browser.post(f"{item}/fields/{field}", {"revision": "0", **form})
    assert answer.status_code == 200, text_of(answer)
    return answer.text


def card(page: str, field: str) -> str:
    """The part of a page that is about a field."""
    (found,) = re.findall(rf'<(article|tr) id="field-{field}"(.*?)</\1>', page, re.DOTALL)
    return str(found[1])


def acts(desk: Desk, count: int) -> list[DeskEvent]:
    with reading(desk.engine) as session:
        return [event for _, event in events(session, count)]


def another(desk: Desk, name: str = "bo", role: Role = Role.OPERATOR) -> Browser:
    desk.add(name, role)
    return desk.signed_in(name)


def kept(desk: Desk, name: str = "one") -> Correction:
    """The correction that resolved the first item of a fax."""
    with reading(desk.engine) as session:
        made = correction(session, digest_of(name), 1, 1)
    assert made is not None
    return made
