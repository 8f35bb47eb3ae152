"""The pages of audits: no reading is in them before it is keyed, and what an error brought about is."""

import re

import pytest

from documents import Role
from registry.database import reading
from registry.desk_events import events
from review_queue.web.audits import KeyForm
from tests.registry.people import digest_of
from tests.review_queue.audits import USED
from tests.review_queue.items import ORDER_FORM
from tests.review_queue.web.desk import Browser, Desk, text_of


@pytest.fixture
def ada(quick_desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    quick_desk.add("ada", Role.OPERATOR)
    return quick_desk.signed_in("ada")


def task(browser: Browser) -> str:
    """The token of the crop somebody has to key."""
    (token,) = re.findall(r'name="task" value="([0-9a-f]{32})"', browser.get("/audits/key").text)
    return str(token)


def key(browser: Browser, **form: str) -> int:
    return browser.post("/audits/keyings", {"task": task(browser), "said": "read", **form}).status_code


def test_the_page_of_a_crop_tells_neither_the_reading_nor_whose_crop_it_is(
    quick_desk: Desk, ada: Browser
) -> None:
    quick_desk.audit("one")
    assert ada.post("/audits/next").headers["location"] == "/audits/key"
    page = ada.get("/audits/key").text
    for value in (*USED.values(), digest_of("one")[:12]):
        assert value not in page
    assert ada.get(f"/audits/crops/{task(ada)}").content.startswith(b"\x89PNG")
    assert ada.get(f"/audits/crops/{'0' * 32}").status_code == 409


def test_crops_come_one_after_another_and_each_act_is_an_event_without_a_value(
    quick_desk: Desk, ada: Browser
) -> None:
    quick_desk.audit("one")
    ada.post("/audits/next")
    ada.get(f"/audits/crops/{task(ada)}")
    left = [3]
    while ada.get("/audits/key").status_code == 200:
        assert key(ada, value="Zebrafinch") == 303
        left.append(int((re.findall(r"(\d) left", ada.get("/audits/key").text) or ["0"])[0]))
    assert left == [3, 2, 1, 0]
    with reading(quick_desk.engine) as session:
        found = [event for _, event in events(session, 5)]
    assert [event.model_dump()["act"] for event in found] == [
        *["audit_keyed"] * 3,
        "crop_seen",
        "audit_taken",
    ]
    assert "Zebrafinch" not in repr(found)


@pytest.mark.parametrize(
    "form",
    [
        {"said": "read", "value": "  "},
        {"said": "guessed", "value": "1"},
        {"said": "read", "value": "1" * 501},
        {"said": "read", "value": "1", "right": "true"},
    ],
)
def test_what_cannot_be_keyed_is_refused(quick_desk: Desk, ada: Browser, form: dict[str, str]) -> None:
    quick_desk.audit("one")
    ada.post("/audits/next")
    assert key(ada, **form) == 400
    assert "3 left" in text_of(ada.get("/audits/key"))


def test_a_crop_that_is_no_longer_ones_own_cannot_be_keyed(quick_desk: Desk, ada: Browser) -> None:
    quick_desk.audit("one")
    ada.post("/audits/next")
    asked = {"task": task(ada), "said": "blank"}
    assert ada.post("/audits/keyings", asked).status_code == 303
    assert ada.post("/audits/keyings", asked).status_code == 409
    ada.post("/audits/release")
    assert ada.get("/audits/key").headers["location"] == "/audits"


@pytest.mark.parametrize(
    ("field", "value"),
    [("pharmacy_type", "retail"), ("attest_training", "yes"), ("representative_signature", "present")],
)
def test_boxes_and_signatures_are_keyed_as_what_they_show(
    quick_desk: Desk, ada: Browser, field: str, value: str
) -> None:
    audit = quick_desk.audit("one", **{field: value})
    ada.post("/audits/next")
    assert f'value="{value}"' in ada.get("/audits/key").text
    assert key(ada, value=value) == 303
    assert "as an engine read it right" in text_of(ada.get(audit))


def test_the_audit_shows_an_error_and_what_was_decided_but_no_value(quick_desk: Desk) -> None:
    audit = quick_desk.audit("one", ncpdp="0999017")
    for name in ("ada", "bo"):
        quick_desk.add(name, Role.OPERATOR)
        browser = quick_desk.signed_in(name)
        browser.post("/audits/next")
        key(browser, value="0999025")
    page = browser.get(audit)
    assert "NCPDP provider ID as an engine read it wrong: two people keyed it otherwise" in text_of(page)
    assert "0 2017-11-20 07:00 EST deficient none" in text_of(page)
    assert "0999" not in page.text
    assert f'href="{audit}"' in browser.get("/audits").text


@pytest.mark.parametrize(("chosen", "text"), [("tests", "tests"), (["tests", "liver"], "liver,tests")])
def test_boxes_of_which_several_may_be_marked_are_keyed_in_the_order_of_the_form(
    chosen: str | list[str], text: str
) -> None:
    said = KeyForm.model_validate({"task": "0" * 32, "said": "read", "chosen": chosen})
    assert said.keyed(ORDER_FORM.field("topics")).text == text
