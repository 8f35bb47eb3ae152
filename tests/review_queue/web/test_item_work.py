"""Saying what fields hold: kept, refused, insisted on, taken back; and by whom."""

import re

from documents import Alternative
from tests.review_queue.web.desk import Browser, Desk
from tests.review_queue.web.saying import acts, card, say
from tests.review_queue.web.whole_item import DISAGREE, of_a_prescriber, whole_item


def test_what_stands_in_the_field_is_kept_with_who_said_it(quick_desk: Desk, ada: Browser, item: str) -> None:
    quick_desk.clock.pass_by(seconds=7)
    page = say(ada, item, "rep_last_name", value="  Castellanes ")
    assert ">Castellanes</span>" in card(page, "rep_last_name")
    assert "said by ada" in card(page, "rep_last_name")
    (event,) = acts(quick_desk, 1)
    assert event.model_dump(include={"act", "by", "field", "state", "blind", "agreed", "seconds"}) == {
        "act": "field_keyed",
        "by": "ada",
        "field": "rep_last_name",
        "state": "read",
        "blind": False,
        "agreed": True,
        "seconds": 7.0,
    }
    assert "Castell" not in event.model_dump_json()


def test_what_a_field_cannot_hold_comes_back_and_what_is_wrong_on_paper_can_be_insisted_on(
    ada: Browser, item: str
) -> None:
    assert "Not kept: nothing was typed" in say(ada, item, "rep_last_name", value=" ")
    assert "Not kept: this means nothing in a field of the kind date" in say(
        ada, item, "representative_signature_date", value="soon"
    )
    wrong = say(ada, item, "npi", value="1234567811")
    assert "Not kept: an NPI has ten digits, begins with 1 or 2 and ends in its check digit" in wrong
    assert "Another person keys this field" in say(ada, item, "npi", value="1234567811", insist="true")


def test_what_was_said_can_be_changed_and_taken_back(ada: Browser, item: str) -> None:
    said = [
        card(say(ada, item, "rep_last_name", state=state), "rep_last_name")
        for state in ("blank", "illegible")
    ]
    assert [">blank</span>" in said[0], ">illegible</span>" in said[1]] == [True, True]
    page = ada.post(f"{item}/undo", {"revision": "0"}).text
    assert "said by" not in card(page, "rep_last_name")
    assert ada.post(f"{item}/undo", {"revision": "0"}).status_code == 409


def test_only_days_that_can_be_are_offered_for_a_date(quick_desk: Desk, ada: Browser) -> None:
    days = ("2097-11-17", "2017-12-17", "2017-11-11", "2007-11-17", "11/37/2017")
    unsure = {**DISAGREE, "alternatives": tuple(Alternative(value=day, confidence=0.1) for day in days)}
    item = whole_item(quick_desk, "one", {"representative_signature_date": unsure})
    ada.post(f"{item}/claim")
    offered = re.findall(
        r'name="take" value="([^"]+)"', card(ada.get(item).text, "representative_signature_date")
    )
    assert offered == ["2017-11-11"]


def test_what_the_registry_has_is_offered_as_on_file(quick_desk: Desk, ada: Browser) -> None:
    others = (
        Alternative(value="Oaks", confidence=0.2, on_file=True),
        Alternative(value="Oakes", confidence=0.1),
    )
    item = whole_item(quick_desk, "one", {"rep_last_name": {**DISAGREE, "alternatives": others}})
    ada.post(f"{item}/claim")
    found = card(ada.get(item).text, "rep_last_name")
    labels = re.findall(r'name="take" value="([^"]+)"[^>]*>([^<]+) <kbd>', found)
    assert labels == [("Oaks", "Oaks (on file)"), ("Oakes", "Oakes")]


def test_why_a_field_waits_is_said_once(quick_desk: Desk, ada: Browser) -> None:
    item = of_a_prescriber(quick_desk, "one", {"npi": DISAGREE})
    said = re.findall(r"A person must read [^.]+\.", card(ada.get(item).text, "npi"))
    assert said == ["A person must read NPI."]
