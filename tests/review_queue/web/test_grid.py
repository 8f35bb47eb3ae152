"""The grid: crops of boxes and signatures from several items, by the same rules as the work on one."""

import re

import pytest

from documents import Doubt, Role
from registry.database import reading
from registry.statements import statements_at
from review_queue.desk import LEASE
from tests.registry.people import digest_of
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.saying import acts, another
from tests.review_queue.web.whole_item import Unsure, whole_item

UNCLEAR = {"confidence": 0.5, "doubts": (Doubt.UNCLEAR_MARK,)}
BOX: Unsure = {"attest_reviewed": UNCLEAR}
SIGNATURE: Unsure = {"representative_signature": UNCLEAR}


def take(browser: Browser, asked: str = "tick") -> str:
    """Take a grid; the page of it."""
    assert browser.post("/grid/take", {"asked": asked}).headers["location"] == "/grid"
    return browser.get("/grid").text


def crops(page: str) -> list[tuple[str, str]]:
    """The crops of a grid: fax and field."""
    return re.findall(r'src="/items/([0-9a-f]{64})/1/crops/([a-z_]+)"', page)


def answer(browser: Browser, name: str, state: str, field: str = "attest_reviewed", status: int = 200) -> str:
    form = {"fax": digest_of(name), "document": "1", "revision": "0", "field": field, "state": state}
    said = browser.post("/grid/answers", form)
    assert said.status_code == status, text_of(said)
    return said.text


def test_crops_of_several_items_are_answered_one_by_one_and_each_answer_is_an_event(
    quick_desk: Desk, ada: Browser
) -> None:
    for name in ("one", "two"):
        whole_item(quick_desk, name, BOX)
    whole_item(quick_desk, "three")
    page = take(ada)
    assert set(crops(page)) == {(digest_of(name), "attest_reviewed") for name in ("one", "two")}
    assert "Read as: ticked" in page
    assert "2 of 2 crops wait for you" in text_of(ada.get("/grid"))
    assert not re.search(r"checked|selected|accept", page, re.IGNORECASE)
    page = answer(ada, "one", "read")
    assert 'ticked <span class="note">said by ada' in page
    answer(ada, "two", "blank")
    keyed = [
        event.model_dump(include={"act", "by", "fax", "field", "state"}) for event in acts(quick_desk, 2)
    ]
    about = {"act": "field_keyed", "by": "ada", "field": "attest_reviewed"}
    assert keyed == [
        {**about, "fax": digest_of("two"), "state": "blank"},
        {**about, "fax": digest_of("one"), "state": "read"},
    ]
    assert crops(take(ada)) == []
    assert "Nobody has this item" in ada.get(f"/items/{digest_of('one')}/1").text


def test_nobody_has_an_item_of_somebody_elses_in_their_grid(quick_desk: Desk, ada: Browser) -> None:
    one, two = (whole_item(quick_desk, name, BOX) for name in ("one", "two"))
    bo = another(quick_desk)
    ada = quick_desk.signed_in("ada")
    ada.post(f"{one}/claim")
    assert crops(take(bo)) == [(digest_of("two"), "attest_reviewed")]
    assert ada.post(f"{two}/claim").status_code == 409
    answer(bo, "one", "read", status=409)
    quick_desk.clock.pass_by(seconds=LEASE.total_seconds())
    ada, bo = quick_desk.signed_in("ada"), quick_desk.signed_in("bo")
    ada.post(f"{two}/claim")
    assert crops(take(bo)) == [(digest_of("one"), "attest_reviewed")]


def test_a_critical_crop_is_answered_blind_and_goes_to_another_person_where_it_differs(
    quick_desk: Desk, ada: Browser
) -> None:
    whole_item(quick_desk, "one", SIGNATURE)
    bo, odo = another(quick_desk), another(quick_desk, "odo", Role.AUDITOR)
    ada = quick_desk.signed_in("ada")
    page = take(ada, "signature")
    assert "What was read is hidden" in page
    assert "Read as" not in page
    page = answer(ada, "one", "blank", "representative_signature")
    assert "Another person answers this" in page
    assert "Undo" not in page
    answer(ada, "one", "read", "representative_signature", status=409)
    assert crops(take(ada, "signature")) == []
    assert "signed <span" in (take(bo, "signature") and answer(bo, "one", "read", "representative_signature"))
    with reading(quick_desk.engine) as session:
        said = statements_at(session, digest_of("one"), 1, 0).keyings
    assert [(one.by, one.state, one.blind) for one in said] == [("ada", "blank", True), ("bo", "read", True)]
    assert odo.get("/grid").status_code == 403


def test_an_answer_is_taken_back_and_stopping_frees_the_items(quick_desk: Desk, ada: Browser) -> None:
    item = whole_item(quick_desk, "one", BOX)
    take(ada)
    assert "Undo" in answer(ada, "one", "illegible")
    back = ada.post("/grid/undo", {"fax": digest_of("one"), "document": "1", "revision": "0"})
    assert "1 of 1 crops wait for you" in text_of(back)
    assert ada.post("/grid/stop").headers["location"] == "/queue"
    assert "Nobody has this item" in ada.get(item).text
    answer(ada, "one", "read", status=409)
    assert crops(take(quick_desk.signed_in("ada"))) == [(digest_of("one"), "attest_reviewed")]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"field": "npi"}, 400),
        ({"field": "shoe_size"}, 404),
        ({"revision": "1"}, 409),
        ({"state": "yes"}, 400),
    ],
)
def test_only_boxes_and_signatures_as_they_were_shown_are_answered(
    quick_desk: Desk, ada: Browser, change: dict[str, str], status: int
) -> None:
    whole_item(quick_desk, "one", {**BOX, "npi": UNCLEAR})
    take(ada)
    form = {"fax": digest_of("one"), "document": "1", "revision": "0", "field": "attest_reviewed"}
    assert ada.post("/grid/answers", {**form, "state": "read", **change}).status_code == status
