"""Working on an item: what is said of fields, blind keying, findings set aside, completing, other ends."""

import re

import pytest

from documents import DeskEvent, Resolution, Role
from registry.database import reading
from registry.desk_events import events
from registry.review_items import correction
from review_queue.desk import LEASE
from tests.registry.people import digest_of
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.whole_item import NPI, whole_item

ANOTHER_NPI = "1987654328"
FAX = digest_of("one")


@pytest.fixture
def ada(quick_desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    quick_desk.add("ada", Role.OPERATOR)
    return quick_desk.signed_in("ada")


@pytest.fixture
def item(quick_desk: Desk, ada: Browser) -> str:
    """The address of an item that ada has: a last name and an NPI wait."""
    address = whole_item(quick_desk, "one")
    assert ada.post(f"{address}/claim").status_code == 303
    return address


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


def test_a_blind_field_is_nowhere_on_the_page_until_it_is_keyed(
    quick_desk: Desk, ada: Browser, item: str
) -> None:
    auditor = another(quick_desk, "odo", Role.AUDITOR)
    ada = quick_desk.signed_in("ada")
    pages = [browser.get(item).text for browser in (ada, auditor)]
    assert [NPI in page for page in pages] == [False, False]
    assert "Castellanos" in pages[1]
    assert f"{item}/fields/" in pages[0]
    assert f"{item}/fields/" not in pages[1]
    assert f">{NPI}</span>" in card(say(ada, item, "npi", value="123-456-7810"), "npi")


def test_an_unequal_blind_keying_hides_both_values_and_goes_to_a_third_who_decides(
    quick_desk: Desk, ada: Browser, item: str
) -> None:
    page = say(ada, item, "npi", value=ANOTHER_NPI)
    assert NPI not in page
    assert ANOTHER_NPI not in page
    assert ada.post(f"{item}/fields/npi", {"revision": "0", "value": NPI}).status_code == 409
    assert ada.post(f"{item}/undo", {"revision": "0"}).status_code == 409
    say(ada, item, "rep_last_name", value="Castellanos")
    assert ada.post(f"{item}/complete", {"revision": "0"}).status_code == 409
    assert ada.post(f"{item}/pass-on", {"revision": "0"}).headers["location"] == "/queue"
    assert ada.post("/queue/next").headers["location"] == "/queue"
    assert ada.post(f"{item}/claim").status_code == 409
    bo = another(quick_desk)
    assert bo.post("/queue/next").headers["location"] == item
    page = bo.get(item).text
    assert NPI not in page
    assert ANOTHER_NPI not in page
    assert f">{ANOTHER_NPI}</span>" in card(say(bo, item, "npi", value=ANOTHER_NPI), "npi")
    assert bo.post(f"{item}/complete", {"revision": "0"}).headers["location"] == "/queue"
    with reading(quick_desk.engine) as session:
        made = correction(session, FAX, 1, 1)
    assert made is not None
    assert (made.by, made.second, made.resolution) == ("bo", "ada", Resolution.ACCEPT)
    assert {one.field: (one.value, one.author) for one in made.readings} == {
        "npi": (ANOTHER_NPI, "bo"),
        "rep_last_name": ("Castellanos", "ada"),
    }
    assert [(one.by, one.old, one.value, one.blind) for one in made.keyings if one.field == "npi"] == [
        ("ada", NPI, ANOTHER_NPI, True),
        ("bo", NPI, ANOTHER_NPI, True),
    ]


def test_where_all_three_differ_a_supervisor_decides(quick_desk: Desk, ada: Browser, item: str) -> None:
    say(ada, item, "npi", value=ANOTHER_NPI)
    ada.post(f"{item}/pass-on", {"revision": "0"})
    bo = another(quick_desk)
    bo.post(f"{item}/claim")
    page = say(bo, item, "npi", state="illegible")
    assert "A supervisor keys this field" in page
    bo.post(f"{item}/pass-on", {"revision": "0"})
    cy, sue = another(quick_desk, "cy", Role.SECOND_REVIEWER), another(quick_desk, "sue", Role.SUPERVISOR)
    assert cy.post("/queue/next").headers["location"] == "/queue"
    assert cy.post(f"{item}/claim").status_code == 409
    assert sue.post("/queue/next").headers["location"] == item
    assert NPI not in sue.get(item).text
    assert f">{NPI}</span>" in card(say(sue, item, "npi", value=NPI), "npi")


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
    with reading(quick_desk.engine) as session:
        made = correction(session, FAX, 1, 1)
    assert made is not None
    assert (made.overrides, made.reason) == (("SIG_WRONG_PERSON",), "married since")


def test_what_needs_new_evidence_is_not_set_aside(quick_desk: Desk, ada: Browser) -> None:
    order = quick_desk.item("two")
    ada.post(f"{order}/claim")
    form = {"revision": "0", "reason": "known to us"}
    assert ada.post(f"{order}/findings/PATIENT_NOT_ENROLLED", form).status_code == 409
    half = ada.post(f"{order}/findings/MARGIN_NOTE", form)
    assert "MARGIN_NOTE: another person must agree to set it aside." in half.text


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
    with reading(quick_desk.engine) as session:
        made = correction(session, FAX, 1, 1)
    assert made is not None
    assert (made.resolution, made.reason) == (resolution, "so it is")


def test_20_only_who_has_the_item_works_on_it_and_only_as_it_was_shown(
    quick_desk: Desk, ada: Browser, item: str
) -> None:
    form = {"revision": "0", "value": "Castellanos"}
    field = f"{item}/fields/rep_last_name"
    assert another(quick_desk).post(field, form).status_code == 409
    ada = quick_desk.signed_in("ada")
    assert ada.post(field, form | {"revision": "1"}).status_code == 409
    quick_desk.clock.pass_by(seconds=LEASE.total_seconds())
    assert quick_desk.signed_in("ada").post(field, form).status_code == 409


def test_18_a_field_form_takes_nothing_it_does_not_name(ada: Browser, item: str) -> None:
    form = {"revision": "0", "value": "Castellanos", "by": "bo"}
    assert ada.post(f"{item}/fields/rep_last_name", form).status_code == 400
    assert ada.post(f"{item}/fields/nothing", {"revision": "0", "value": "x"}).status_code == 404
