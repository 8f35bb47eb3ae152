"""How the work on an item ends: completed with the decision in view, findings set aside, or otherwise."""

import pytest

from documents import Resolution
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.saying import FAX, PASS_ON, acts, another, kept, say
from tests.review_queue.web.whole_item import NPI, of_no_form, order_with_a_note, whole_item
from tests.validators.builders import PHARMACY_ENROLLMENT


def test_completing_says_first_what_the_decision_will_be_and_goes_on_with_the_next(
    quick_desk: Desk, ada: Browser, item: str
) -> None:
    following = whole_item(quick_desk, "two")
    assert "Not yet complete" in ada.get(item).text
    refused = ada.post(f"{item}/complete", {"revision": "0"})
    assert refused.status_code == 409
    assert "Pharmacy NPI is open." in text_of(refused)
    say(ada, item, "npi", value=NPI)
    page = say(ada, item, "rep_last_name", take="Castellanos")
    assert "The decision will be: certify" in page
    assert ada.post(f"{item}/complete", {"revision": "0"}).headers["location"] == following
    assert quick_desk.queue.put == [(FAX, 1, 1)]
    resolved = acts(quick_desk, 2)[1]
    assert resolved.model_dump(include={"act", "by", "revision", "resolution"}) == {
        "act": "resolved",
        "by": "ada",
        "revision": 1,
        "resolution": "accept",
    }
    assert ada.get(item).status_code == 404


def test_a_blank_said_by_a_person_is_shown_to_lead_to_a_deficiency(ada: Browser, item: str) -> None:
    say(ada, item, "npi", value=NPI)
    page = say(ada, item, "rep_last_name", state="blank")
    assert "The decision will be: deficient" in page
    assert "Missing: Representative last name" in page


def test_a_finding_is_set_aside_with_a_reason_and_counts_again(quick_desk: Desk, ada: Browser) -> None:
    item = whole_item(quick_desk, "one", {"rep_last_name": {"value": "Quill"}})
    ada.post(f"{item}/claim")
    aside = f"{item}/findings/SIG_WRONG_PERSON"
    assert "SIG_WRONG_PERSON" in ada.get(item).text
    assert ada.post(aside, {"revision": "0", "reason": " "}).status_code == 409
    page = ada.post(aside, {"revision": "0", "reason": "married since"}).text
    assert "Set aside by ada: married since" in page
    assert "The decision will be: certify" in page
    assert "The decision will be" not in ada.post(aside, {"revision": "0", "withdrawn": "true"}).text
    ada.post(aside, {"revision": "0", "reason": "married since"})
    assert ada.post(f"{item}/complete", {"revision": "0"}).status_code == 303
    made = kept(quick_desk)
    assert (made.overrides, made.reason) == (("SIG_WRONG_PERSON",), "married since")


def test_a_finding_of_an_authorization_is_set_aside_by_two_people_and_never_what_needs_evidence(
    quick_desk: Desk, ada: Browser
) -> None:
    order = order_with_a_note(quick_desk, "one")
    ada.post(f"{order}/claim")
    note, form = f"{order}/findings/MARGIN_NOTE", {"revision": "0", "reason": "a greeting"}
    assert ada.post(f"{order}/findings/PRESCRIBER_NOT_CERTIFIED", form).status_code == 409
    assert "MARGIN_NOTE: another person must agree to set it aside." in ada.post(note, form).text
    assert ada.post(note, form).status_code == 409
    assert ada.post(f"{order}/complete", {"revision": "0"}).status_code == 409
    ada.post(f"{order}/pass-on", PASS_ON)
    bo = another(quick_desk)
    bo.post(f"{order}/claim")
    assert "The decision will be: reject" in bo.post(note, form | {"reason": "thanks only"}).text
    assert bo.post(f"{order}/complete", {"revision": "0"}).status_code == 303
    made = kept(quick_desk)
    assert (made.by, made.second, made.overrides) == ("bo", "ada", ("MARGIN_NOTE",))
    assert made.reason == "a greeting; thanks only"


@pytest.mark.parametrize(
    ("form", "resolution"),
    [
        ({"resolution": "reject"}, Resolution.REJECT),
        ({"resolution": "route"}, Resolution.ROUTE),
        ({"resolution": "set_form", "form": "prescriber_enrollment/2017-10"}, Resolution.SET_FORM),
    ],
)
def test_an_item_ends_otherwise_with_a_reason_alone(
    quick_desk: Desk, ada: Browser, item: str, form: dict[str, str], resolution: Resolution
) -> None:
    assert ada.post(f"{item}/leave", {"revision": "0", "reason": "", **form}).status_code == 409
    assert ada.post(f"{item}/leave", {"revision": "0", "reason": "so it is", **form}).status_code == 303
    made = kept(quick_desk)
    assert (made.resolution, made.reason) == (resolution, "so it is")


def test_pages_of_no_form_of_ours_can_only_end_otherwise(quick_desk: Desk, ada: Browser) -> None:
    pages = of_no_form(quick_desk, "one")
    ada.post(f"{pages}/claim")
    page = ada.get(pages).text
    assert "Nothing was read: these pages are no form of ours." in page
    assert ada.post(f"{pages}/complete", {"revision": "0"}).status_code == 409
    way = {"revision": "0", "resolution": "set_form", "form": str(PHARMACY_ENROLLMENT), "reason": "title cut"}
    assert ada.post(f"{pages}/leave", way).status_code == 303
    assert kept(quick_desk).form == PHARMACY_ENROLLMENT
