"""The pages of a fax at the desk: what is shown, what may be said, what comes of it."""

import re

import pytest

from documents import Role
from registry import papers
from registry.assemblies import assemblies
from registry.database import reading
from registry.desk_events import events
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.whole_item import of_no_form, whole_item, without_its_page

FORM = "pharmacy_enrollment/2017-10"
NUMBER = "+1 (212) 555-0101"
Row = tuple[str, str, str, str]
SPLIT = (("1", f"{FORM}:1", "1", "0"), ("2", f"{FORM}:2", "2", "180"))


def fax_at(item: str) -> str:
    return item.split("/")[2]


def said(*rows: Row, reason: str = "another order") -> dict[str, object]:
    """A form of the page: for each page its number, what it is, its document, its turn."""
    page, what, document, turn = (list(column) for column in zip(*rows, strict=True))
    named = {"page": page, "what": what, "document": document, "turn": turn}
    return {**named, "reason": reason, "assembly": "1"}


def put(browser: Browser, fax: str, form: dict[str, object]) -> tuple[int, str]:
    answer = browser.post(f"/faxes/{fax}/assembly", form)  # type: ignore[arg-type]  # several values a name
    return answer.status_code, text_of(answer)


def test_the_work_screen_begins_with_every_page_and_what_it_is(quick_desk: Desk, ada: Browser) -> None:
    item = whole_item(quick_desk, "one")
    words = text_of(ada.get(item))
    assert re.search(r"1\. page 1, document 1 , of this item 2\. page 2, document 1 , of this item", words)
    loose = ada.get(of_no_form(quick_desk, "two")).text
    assert '<li class="here loose">' in loose
    assert "<strong>unidentified</strong>" in loose


def test_an_assembly_is_kept_with_who_said_it_and_read_again(quick_desk: Desk, ada: Browser) -> None:
    fax = fax_at(whole_item(quick_desk, "one"))
    status, _ = put(ada, fax, said(*SPLIT))
    assert (status, quick_desk.assemblies) == (303, [(fax, 1)])
    with reading(quick_desk.engine) as session:
        documents = papers.documents(session, fax)
        (made,) = assemblies(session, fax)
        ((_, newest),) = events(session, 1)
    assert [[(page.number, page.turn) for page in one.pages] for one in documents] == [[(1, 0)], [(2, 180)]]
    assert [one.missing for one in documents] == [(2,), (1,)]
    assert (made.by, made.reason) == ("ada", "another order")
    assert newest.model_dump(include={"act", "by", "assembly"}) == {
        "act": "assembled",
        "by": "ada",
        "assembly": 1,
    }
    assert "being worked on" in text_of(ada.get(f"/faxes/{fax}/pages"))
    assert put(ada, fax, said(*SPLIT))[0] == 409


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            said(("1", f"{FORM}:1", "1", "0"), ("2", f"{FORM}:1", "1", "0")),
            "Document 1 has page 1 of the form 2 times",
        ),
        (said(("1", "cover", "1", "0")), "Page 2 must be spoken of once"),
        (said(*SPLIT, reason=" "), "Say why"),
    ],
)
def test_what_cannot_be_is_handed_back_as_it_was_said(
    quick_desk: Desk, ada: Browser, form: dict[str, object], words: str
) -> None:
    fax = fax_at(whole_item(quick_desk, "one"))
    status, shown = put(ada, fax, form)
    assert (status, words in shown, quick_desk.assemblies) == (200, True, [])


@pytest.mark.parametrize(
    "form",
    [
        said(("3", "cover", "1", "0")),
        said(("1", "letter", "1", "0")),
        said(("1", "cover", "1", "45")),
        said((f"{'f' * 63}:1", f"{FORM}:1", "1", "0")),
        {**said(*SPLIT), "turn": ["0"]},
    ],
)
def test_what_the_page_does_not_offer_is_refused(
    quick_desk: Desk, ada: Browser, form: dict[str, object]
) -> None:
    fax = fax_at(whole_item(quick_desk, "one"))
    assert (put(ada, fax, form)[0], quick_desk.assemblies) == (400, [])


def test_a_document_that_lacks_a_page_is_held_and_takes_it_from_another_fax(
    quick_desk: Desk, ada: Browser
) -> None:
    loose = fax_at(of_no_form(quick_desk, "two", NUMBER))
    held = fax_at(without_its_page(quick_desk, "one", NUMBER))
    assert "a page of the same caller waits to be identified" in text_of(ada.get(f"/items/{held}/1"))
    assert f"Fax {held[:12]}, document 1" in text_of(ada.get(f"/faxes/{loose}/pages"))
    assert f'value="{loose}:2"' in ada.get(f"/faxes/{held}/pages").text
    rows: tuple[Row, ...] = (
        ("1", f"{FORM}:1", "1", "0"),
        (f"{loose}:1", "leave", "2", "0"),
        (f"{loose}:2", f"{FORM}:2", "1", "0"),
    )
    assert put(ada, held, said(*rows))[0] == 303
    assert quick_desk.assemblies == [(held, 1), (loose, 1)]
    with reading(quick_desk.engine) as session:
        (document,) = papers.documents(session, held)
        assert [page.number for page in document.pages] == [1, 2]
        assert papers.classified_pages(session, loose)[1].topic == "attached"


def test_unidentified_pages_have_their_own_part_of_the_queue(quick_desk: Desk, ada: Browser) -> None:
    item, loose = whole_item(quick_desk, "one"), fax_at(of_no_form(quick_desk, "two"))
    everything = ada.get("/queue").text
    assert item in everything
    assert "Unidentified pages (1)" in everything
    part = ada.get("/queue?reason=PAGE_UNIDENTIFIED").text
    assert (item in part, f"/faxes/{loose}/pages" in part) == (False, True)
    taken = ada.post("/queue/next", {"reason": "PAGE_UNIDENTIFIED"})
    assert taken.headers["location"] == f"/faxes/{loose}/pages"


def test_every_page_looked_at_is_an_event_and_an_auditor_only_looks(quick_desk: Desk) -> None:
    fax = fax_at(whole_item(quick_desk, "one"))
    quick_desk.add("odo", Role.AUDITOR)
    odo = quick_desk.signed_in("odo")
    shown = odo.get(f"/faxes/{fax}/pages").text
    pictures = [odo.get(f"/faxes/{fax}/pages/{each}") for each in ("1", "1/small")]
    assert [(one.status_code, one.headers["cache-control"]) for one in pictures] == [(200, "no-store")] * 2
    assert "Put together so" not in shown
    assert re.search(rf"fax seen 10.0.0.1 fax {fax[:12]}, page 1 .* fax seen", text_of(odo.get("/events")))
    assert odo.get(f"/faxes/{fax}/pages/3").status_code == 404
