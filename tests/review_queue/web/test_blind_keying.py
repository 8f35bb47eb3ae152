"""Critical fields are keyed blind: hidden until two agree, and a supervisor where all differ."""

from documents import Resolution, Role
from tests.review_queue.web.desk import Browser, Desk
from tests.review_queue.web.saying import ANOTHER_NPI, PASS_ON, another, card, kept, say
from tests.review_queue.web.whole_item import NPI, in_audit_error


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
    assert ada.post(f"{item}/pass-on", PASS_ON).headers["location"] == "/queue"
    assert ada.post("/queue/next").headers["location"] == "/queue"
    assert ada.post(f"{item}/claim").status_code == 409
    bo = another(quick_desk)
    assert bo.post("/queue/next").headers["location"] == item
    page = bo.get(item).text
    assert NPI not in page
    assert ANOTHER_NPI not in page
    assert f">{ANOTHER_NPI}</span>" in card(say(bo, item, "npi", value=ANOTHER_NPI), "npi")
    assert bo.post(f"{item}/complete", {"revision": "0"}).headers["location"] == "/queue"
    made = kept(quick_desk)
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
    ada.post(f"{item}/pass-on", PASS_ON)
    bo = another(quick_desk)
    bo.post(f"{item}/claim")
    page = say(bo, item, "npi", state="illegible")
    assert "A supervisor keys this field" in page
    bo.post(f"{item}/pass-on", PASS_ON)
    cy, sue = another(quick_desk, "cy", Role.SECOND_REVIEWER), another(quick_desk, "sue", Role.SUPERVISOR)
    assert cy.post("/queue/next").headers["location"] == "/queue"
    assert cy.post(f"{item}/claim").status_code == 409
    assert sue.post("/queue/next").headers["location"] == item
    assert NPI not in sue.get(item).text
    assert f">{NPI}</span>" in card(say(sue, item, "npi", value=NPI), "npi")


def test_a_critical_field_in_which_an_audit_found_an_error_is_keyed_blind(
    quick_desk: Desk, ada: Browser
) -> None:
    item = in_audit_error(quick_desk, "one")
    ada.post(f"{item}/claim")
    page = ada.get(item).text
    assert "An audit found an error" in page
    assert NPI not in page
    assert ada.post(f"{item}/complete", {"revision": "0"}).status_code == 409
    assert "Another person keys this field" in say(ada, item, "npi", value=ANOTHER_NPI)
