"""The queue and the item page over real readings: what waits, whose it is, why a person must look."""

import re

import pytest

from documents import Role
from registry.database import reading, writing
from registry.desk_events import events
from registry.open_items import Asked
from registry.review_items import set_asks
from review_queue.desk import LEASE
from tests.registry.people import PREF, digest_of
from tests.review_queue.items import in_review
from tests.review_queue.web.desk import Browser, Desk, text_of


def listed(browser: Browser, query: str = "") -> list[str]:
    return re.findall(r'href="(/items/[^"]+)"', browser.get(f"/queue{query}").text)


def test_the_queue_says_what_is_due_why_and_whose_it_is(quick_desk: Desk, ada: Browser) -> None:
    in_review(quick_desk.engine, "prescriber", PREF)
    order = quick_desk.item("order")
    quick_desk.add("bo", Role.OPERATOR)
    quick_desk.signed_in("bo").post(f"{order}/claim")
    quick_desk.clock.pass_by(hours=5)
    quick_desk.signed_in("bo").post(f"{order}/claim")
    ada = quick_desk.signed_in("ada")
    words = text_of(ada.get("/queue"))
    assert "2 waiting · 1 overdue · 1 taken" in words
    order_row = (
        r"overdue 1 h 0\d min 5 h 0\d min Prescription Authorization Form 2017-10 "
        r"Illegible: Patient last name There is handwriting outside the fields "
        rf"{digest_of('order')[:12]} · 1 bo "
    )
    assert re.search(order_row + r"in 1 d 18 h 5 h 0\d min Prescriber Enrollment Form", words)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?form=prescriber_enrollment", ["prescriber"]),
        ("?reason=MARGIN_NOTE", ["order", "prescriber"]),
        ("?reason=DUPLICATE", []),
        ("?critical=yes", ["order"]),
        ("?critical=no", ["prescriber"]),
        ("?holder=@ada", ["order"]),
        ("?holder=@bo", []),
        ("?holder=me", ["order"]),
        ("?holder=nobody", ["prescriber"]),
    ],
)
def test_the_queue_can_be_narrowed(quick_desk: Desk, ada: Browser, query: str, found: list[str]) -> None:
    in_review(quick_desk.engine, "prescriber", PREF)
    ada.post(f"{quick_desk.item('order')}/claim")
    with writing(quick_desk.engine) as session:
        set_asks(session, digest_of("order"), 1, [Asked.CRITICAL, Asked.TICK])
    assert listed(ada, query) == [f"/items/{digest_of(name)}/1" for name in found]


def test_a_long_queue_comes_in_pages_that_miss_and_repeat_nothing(quick_desk: Desk, ada: Browser) -> None:
    names = [f"fax {number}" for number in range(53)]
    for name in names:
        in_review(quick_desk.engine, name)
    first = ada.get("/queue")
    (after,) = re.findall(r'name="after" value="([^"]+)"', first.text)
    rest = ada.client.get("/queue", params={"after": after.replace("&#34;", '"')})
    seen = [re.findall(r'href="(/items/[^"]+)"', page.text) for page in (first, rest)]
    assert [len(page) for page in seen] == [50, 3]
    assert seen[0] + seen[1] == sorted(f"/items/{digest_of(name)}/1" for name in names)
    assert 'name="after"' not in rest.text


def test_taking_the_next_item_gives_the_first_free_one_and_then_the_same(
    quick_desk: Desk, ada: Browser
) -> None:
    order, other = sorted((quick_desk.item("one"), quick_desk.item("two")))
    quick_desk.add("bo", Role.SECOND_REVIEWER)
    bo = quick_desk.signed_in("bo")
    assert [ada.post("/queue/next").headers["location"] for _ in range(2)] == [order, order]
    assert bo.post("/queue/next").headers["location"] == other
    assert bo.post(f"{other}/release").headers["location"] == "/queue"
    quick_desk.clock.pass_by(seconds=LEASE.total_seconds())
    assert quick_desk.signed_in("bo").post("/queue/next").headers["location"] == order


def test_with_nothing_free_the_queue_is_shown(ada: Browser) -> None:
    assert ada.post("/queue/next").headers["location"] == "/queue"
    assert "Nothing waits here." in text_of(ada.get("/queue"))


def test_an_open_page_renews_the_claim_of_its_owner_alone(quick_desk: Desk, ada: Browser) -> None:
    item = quick_desk.item("one")
    ada.post(f"{item}/claim")
    quick_desk.add("bo", Role.SUPERVISOR)
    bo = quick_desk.signed_in("bo")
    quick_desk.clock.pass_by(minutes=10)
    assert text_of(ada.post(f"{item}/renew")).strip().startswith("Yours until 2017-11-20 07:26 EST")
    assert text_of(bo.post(f"{item}/renew")).strip().startswith("Taken by ada until 2017-11-20 07:26 EST")


def test_a_supervisor_takes_an_item_back_and_the_event_says_from_whom(quick_desk: Desk, ada: Browser) -> None:
    item = quick_desk.item("one")
    ada.post(f"{item}/claim")
    quick_desk.add("sue", Role.SUPERVISOR)
    sue = quick_desk.signed_in("sue")
    assert sue.post(f"{item}/take-back").headers["location"] == item
    assert sue.post(f"{item}/take-back").status_code == 409
    with reading(quick_desk.engine) as session:
        ((_, newest),) = events(session, 1)
    assert newest.model_dump(include={"act", "by", "account", "fax", "document"}) == {
        "act": "released",
        "by": "sue",
        "account": "ada",
        "fax": digest_of("one"),
        "document": 1,
    }


def test_the_item_page_shows_each_field_beside_its_crop_and_why_it_is_doubted(
    quick_desk: Desk, ada: Browser
) -> None:
    item = quick_desk.item("one")
    answer = ada.get(item)
    words = text_of(answer)
    assert "Why a person must look: 2 reasons So it is." in words
    assert "Seen: the two engines read different things." in words
    assert f'<img src="{item}/crops/patient_last_name" alt="Patient last name as written"' in answer.text
    assert re.search(r'<svg class="sign look"[^>]*aria-label="a person must look"', answer.text)
    assert re.search(
        r'<rect id="zone-patient_last_name" class="look" x="0.1" y="0.1" width="0.3', answer.text
    )


def test_an_item_that_is_resolved_has_no_page_and_no_pictures(quick_desk: Desk, ada: Browser) -> None:
    item = f"/items/{digest_of('nothing')}/1"
    assert {ada.get(f"{item}{more}").status_code for more in ("", "/pages/1", "/crops/npi")} == {404}
    assert {ada.post(f"{item}/{what}").status_code for what in ("claim", "renew", "release")} == {404}
