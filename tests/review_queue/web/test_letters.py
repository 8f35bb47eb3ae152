"""Letters at the desk: where each is and why, its pages as pictures, what people may do, each an event."""

import re

import pytest

from documents import Letter, LetterKind, LetterState, Role
from documents.letter_act import LetterCancelled, LetterReleased, LetterSeen
from letters.printed import printed
from registry.database import reading, writing
from registry.letter_queue import handed_over, take_next
from registry.outbox import NEEDS_NUMBER, events, letters, put_letter
from tests.letters.outgoing import DEFICIENCY, EVERY_KIND, REFERENCE
from tests.registry.people import digest_of
from tests.review_queue.web.desk import Browser, Desk, text_of
from tests.review_queue.web.saying import acts
from tests.validators.builders import library

WITHOUT_NUMBER = DEFICIENCY.model_copy(update={"to": DEFICIENCY.to.model_copy(update={"fax": ""})})
HERE = f"/letters/{REFERENCE}"


def put(desk: Desk, letter: Letter = WITHOUT_NUMBER) -> None:
    with writing(desk.engine) as session:
        put_letter(session, letter, desk.clock.at)


def states(desk: Desk) -> list[LetterState]:
    with reading(desk.engine) as session:
        return [status.state for status in letters(session)]


@pytest.fixture
def sue(quick_desk: Desk) -> Browser:
    quick_desk.add("sue", Role.SUPERVISOR)
    return quick_desk.signed_in("sue")


def test_letters_are_listed_with_the_reason_of_their_state_and_narrowed(
    quick_desk: Desk, ada: Browser
) -> None:
    put(quick_desk)
    about = {"fax": digest_of("one"), "document": 2, "reference": "L-0000000000"}
    put(quick_desk, DEFICIENCY.model_copy(update=about))
    every = text_of(ada.get("/letters"))
    assert NEEDS_NUMBER in every
    assert "1 held" in every
    for address, found in (
        ("/letters?where=held", [REFERENCE]),
        ("/letters?kind=deficiency&where=queued", ["L-0000000000"]),
        (f"/letters?fax={digest_of('one')}&document=2", ["L-0000000000"]),
        (f"/letters?fax={digest_of('one')}&document=1", []),
        ("/letters?kind=refusal", []),
    ):
        assert re.findall(r'href="/letters/(L-[^"]+)"', ada.get(address).text) == found, address
    assert ada.get("/letters?where=lost").status_code == 400


def test_more_letters_than_a_page_holds_are_all_reached(quick_desk: Desk, ada: Browser) -> None:
    for number in range(60):
        put(quick_desk, DEFICIENCY.model_copy(update={"reference": f"L-00000000{number:02}"}))
    first = ada.get("/letters").text
    place = re.findall(r'name="after" value="([^"]+)"', first)[0].replace("&#34;", '"')
    second = ada.get("/letters", params={"after": place}).text
    found = re.findall(r'href="/letters/(L-[^"]+)"', first + second)
    assert (len(found), len(set(found))) == (60, 60)


def test_a_letter_is_shown_as_pictures_before_and_as_it_was_handed_over(
    quick_desk: Desk, ada: Browser
) -> None:
    put(quick_desk)
    pages = re.findall(rf'src="({HERE}/pages/\d+)"', ada.get(HERE).text)
    assert len(pages) == 3
    assert "as it would be sent now" in text_of(ada.get(HERE))
    assert ada.get(pages[-1]).content.startswith(b"\x89PNG")
    assert ada.get(f"{HERE}/pages/4").status_code == 404
    assert isinstance(acts(quick_desk, 1)[0], LetterSeen)
    with writing(quick_desk.engine) as session:
        letter = DEFICIENCY.model_copy(update={"reference": "L-0000000000"})
        put_letter(session, letter, quick_desk.clock.at)
        taken = take_next(session, quick_desk.clock.at, quick_desk.clock.at.date(), "folder")
        assert taken is not None
        paper = quick_desk.blobs.put(printed(EVERY_KIND[LetterKind.CERTIFICATION], library()))
        handed_over(session, taken, "1", quick_desk.clock.at, paper)
    sent = ada.get("/letters/L-0000000000")
    assert "Page 1 of 1" in text_of(sent)
    assert "as it would be sent now" not in text_of(sent)


def test_a_person_confirms_a_number_and_the_letter_is_sent_there(quick_desk: Desk, ada: Browser) -> None:
    put(quick_desk)
    assert ada.post(f"{HERE}/release", {"number": "911"}).status_code == 409
    assert ada.post(f"{HERE}/release", {"number": ""}).status_code == 409
    assert states(quick_desk) == [LetterState.HELD]
    assert ada.post(f"{HERE}/release", {"number": "617-555-0177"}).headers["location"] == HERE
    with reading(quick_desk.engine) as session:
        (status,) = letters(session)
        last = events(session, REFERENCE)[-1]
    assert (status.state, status.number, last.by) == (LetterState.QUEUED, "6175550177", "ada")
    (event,) = acts(quick_desk, 1)
    assert isinstance(event, LetterReleased)
    assert "555" not in event.model_dump_json()
    assert ada.post(f"{HERE}/release", {"number": "617-555-0177"}).status_code == 409


def test_only_a_supervisor_cancels_a_letter_and_with_a_reason(
    quick_desk: Desk, ada: Browser, sue: Browser
) -> None:
    put(quick_desk)
    assert "Cancel the letter" not in ada.get(HERE).text
    assert ada.post(f"{HERE}/cancel", {"reason": "settled"}).status_code == 403
    assert sue.post(f"{HERE}/cancel", {"reason": " "}).status_code == 409
    assert sue.post(f"{HERE}/cancel", {"reason": "settled by telephone"}).status_code == 303
    assert isinstance(acts(quick_desk, 1)[0], LetterCancelled)
    assert "settled by telephone" in text_of(sue.get("/letters"))
    assert sue.post(f"{HERE}/cancel", {"reason": "again"}).status_code == 409
