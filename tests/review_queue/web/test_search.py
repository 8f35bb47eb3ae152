"""Searching the queue: by whom a document names, as read and as known, and never in an address or a log."""

import logging
import re

import pytest

from documents import Facts, KnownPharmacy, Role, Standing
from pipeline.log import JsonLines
from review_queue.terms import terms_of, words_of
from tests.registry.people import digest_of, fax_of
from tests.review_queue.web.desk import Browser, Desk
from tests.review_queue.web.whole_item import NPI, of_no_form, whole_item
from tests.validators.builders import PHARMACY_ENROLLMENT, form_of, perfect


def listed(browser: Browser) -> list[str]:
    return re.findall(r'href="(/items/[^"]+)"', browser.get("/queue").text)


def search(browser: Browser, words: str) -> list[str]:
    answer = browser.post("/queue/search", {"words": words})
    assert (answer.status_code, answer.headers["location"]) == (303, "/queue")
    return listed(browser)


def test_an_item_is_found_by_name_number_caller_and_reference(quick_desk: Desk, ada: Browser) -> None:
    item, other = whole_item(quick_desk, "one"), of_no_form(quick_desk, "two")
    spaced = f"{NPI[:3]} {NPI[3:6]}-{NPI[6:]}"
    found = {words: search(ada, words) for words in ("CASTELL", NPI, spaced, "castellanos qui", "nobody")}
    assert found == {"CASTELL": [item], NPI: [item], spaced: [item], "castellanos qui": [], "nobody": []}
    assert search(ada, f" {digest_of('two')[:12]} · 1") == [other]
    assert set(search(ada, "")) == {item, other}


def test_the_next_item_is_the_first_of_what_is_shown(quick_desk: Desk, ada: Browser) -> None:
    whole_item(quick_desk, "one")
    order, loose = quick_desk.item("order"), of_no_form(quick_desk, "loose")
    narrowed = {"form": "prescription_authorization", "reason": "", "critical": ""}
    assert "Take the next of these" in ada.get("/queue?form=prescription_authorization").text
    assert ada.post("/queue/next", narrowed).headers["location"] == order
    ada.post(f"{order}/release")
    assert ada.post("/queue/next", narrowed | {"reason": "SIG_STAMP"}).headers["location"] == (
        "/queue?form=prescription_authorization&reason=SIG_STAMP"
    )
    search(ada, digest_of("loose")[:12])
    assert ada.post("/queue/next").headers["location"] == loose


def test_a_search_lasts_for_one_person_until_it_is_ended(quick_desk: Desk, ada: Browser) -> None:
    item, other = whole_item(quick_desk, "one"), quick_desk.item("two")
    quick_desk.add("bo", Role.AUDITOR)
    bo = quick_desk.signed_in("bo")
    ada = quick_desk.signed_in("ada")
    assert search(ada, "castellanos") == [item]
    assert 'value="castellanos"' in ada.get("/queue").text
    assert set(listed(bo)) == {item, other}
    assert set(search(ada, "")) == {item, other}


def test_what_is_searched_for_reaches_no_address_and_no_log_line(
    quick_desk: Desk, ada: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    whole_item(quick_desk, "one")
    search(ada, "castellanos")
    page = ada.get("/queue").text
    assert "astellanos" not in " ".join(re.findall(r'(?:href|src|action)="([^"]*)"', page))
    assert ada.post("/queue/search", {"words": "castellanos" * 10}).status_code == 400
    lines = [JsonLines().format(record) for record in caplog.records]
    assert not any("castellanos" in line.casefold() for line in lines)


def test_the_words_of_an_item_are_its_caller_and_whom_it_names_as_read_and_as_known() -> None:
    known = KnownPharmacy(
        npi=NPI, name="Otter Creek Pharmacy", standing=Standing.CERTIFIED, representative="Zoë O'Hara"
    )
    form, read = form_of(PHARMACY_ENROLLMENT), perfect(PHARMACY_ENROLLMENT).reading
    found = terms_of(
        fax_of("one").model_copy(update={"caller": "+1 (617) 555-0142"}),
        form,
        read,
        Facts(pharmacies=(known,)),
    )
    assert {"6175550142", "16175550142", "otter", "creek", "zoe", "hara", "castellanos"} <= found
    assert "" not in found
    assert terms_of(fax_of("one"), None, None, Facts()) >= {digest_of("one")}


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("Zoë O'Hara zoe", ("zoe", "o", "hara")),
        ("+1 617-555-0142", ("16175550142",)),
        ("  ", ()),
        ("7692c3ad1234 · 1", ("7692c3ad1234",)),
    ],
)
def test_a_search_is_folded_as_the_words_of_items_are(search: str, words: tuple[str, ...]) -> None:
    assert words_of(search) == words
