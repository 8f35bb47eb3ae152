"""Passing an item on to another person with a reason, and taking it back."""

from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.saying import ANOTHER_NPI, PASS_ON, acts, another, say
from tests.review_queue.web.whole_item import LAST_NAME, NPI, whole_item


def test_passing_on_needs_a_reason_which_the_next_person_reads(quick_desk: Desk, ada: Browser) -> None:
    item = whole_item(quick_desk, "one", {"rep_last_name": LAST_NAME})
    ada.post(f"{item}/claim")
    assert ada.post(f"{item}/pass-on", {"revision": "0", "reason": " "}).status_code == 409
    ada.post(f"{item}/pass-on", PASS_ON)
    bo = another(quick_desk)
    assert bo.post("/queue/next").headers["location"] == item
    assert "Passed on by ada: cannot tell" in bo.get(item).text
    kept = [event.model_dump_json() for event in acts(quick_desk, 5)]
    assert any("passed_on" in event for event in kept)
    assert not any("cannot tell" in event for event in kept)


def test_a_reason_is_kept_from_who_keys_blind(quick_desk: Desk, ada: Browser, item: str) -> None:
    say(ada, item, "npi", value=ANOTHER_NPI)
    ada.post(f"{item}/pass-on", {"revision": "0", "reason": f"I see {ANOTHER_NPI}"})
    bo = another(quick_desk)
    bo.post(f"{item}/claim")
    assert ANOTHER_NPI not in bo.get(item).text
    assert f"I see {ANOTHER_NPI}" in say(bo, item, "npi", value=ANOTHER_NPI)


def test_who_passed_an_item_on_takes_it_back_while_nobody_has_it_and_keys_nothing_twice(
    quick_desk: Desk, ada: Browser, item: str
) -> None:
    bo = another(quick_desk)
    ada = quick_desk.signed_in("ada")
    assert ada.post(f"{item}/recall").status_code == 409
    say(ada, item, "npi", value=ANOTHER_NPI)
    ada.post(f"{item}/pass-on", PASS_ON)
    bo.post(f"{item}/claim")
    assert ada.post(f"{item}/recall").status_code == 409
    bo.post(f"{item}/release")
    assert bo.post(f"{item}/recall").status_code == 409
    assert "Take back what you passed on" in ada.get(item).text
    assert ada.post(f"{item}/recall").headers["location"] == item
    assert "Yours until" in text_of(ada.get(item))
    assert acts(quick_desk, 2)[1].model_dump()["act"] == "recalled"
    assert ada.post(f"{item}/fields/npi", {"revision": "0", "value": NPI}).status_code == 409
