"""The registry at the desk: found without a word in an address, explained with its paper, every look kept."""

import re

import pytest

from documents import Outcome, Role
from registry.database import reading, writing
from registry.desk_events import events
from registry.effects import record_decision
from registry.papers import save_reading
from tests.registry.people import NOON, PREF, PRESCRIBER_VALUES, TODAY, decision_of, digest_of, document_of
from tests.registry.test_effects import arrive
from tests.review_queue.web.desk import Browser, Desk, picture, text_of

CROP = f"/registry/papers/{digest_of('pef')}/1/crops"


@pytest.fixture
def auditor(quick_desk: Desk) -> Browser:
    """An auditor at a desk whose registry has one prescriber, certified on a form."""
    values = {**PRESCRIBER_VALUES, "middle_initial": "J"}
    made = decision_of("pef", PREF, Outcome.CERTIFY, values)
    crop = quick_desk.blobs.put(picture(300, 60))
    assert made.reading is not None
    seen = tuple(
        one.model_copy(update={"evidence": one.evidence.model_copy(update={"crop": crop})})
        for one in made.reading.readings
    )
    arrive(quick_desk.engine, "pef", PREF, values)
    with writing(quick_desk.engine) as session:
        read = made.reading.model_copy(update={"readings": seen, "document": document_of("pef", PREF)})
        save_reading(session, read, NOON, 1)
        record_decision(session, made.model_copy(update={"reading_revision": 1}), TODAY)
    quick_desk.add("aud", Role.AUDITOR)
    return quick_desk.signed_in("aud")


def test_somebody_is_found_by_a_near_name_and_explained_with_their_paper(auditor: Browser) -> None:
    found = text_of(auditor.post("/registry/search", {"wanted": "Brant Ada"}))
    assert "prescriber 1234567893 Ada Brandt certified" in found
    page = auditor.post("/registry/entry", {"key": "1234567893"})
    words = text_of(page)
    assert f"prescriber 1234567893 is certified since {TODAY}" in words
    assert "recertification_days is not configured" in words
    assert re.search(r"last name Brandt on file fax [0-9a-f]{12} , document 1", words)
    crops = re.findall(r'src="(/registry/papers/[^"]+)"', page.text)
    assert f"{CROP}/npi" in crops
    assert [auditor.get(crop).headers["content-type"] for crop in crops] == ["image/png"] * len(crops)
    assert auditor.get(f"{CROP}/middle_initial").status_code == 404


def test_another_day_and_another_knowledge_are_asked_for(auditor: Browser) -> None:
    before = auditor.post("/registry/entry", {"key": "1234567893", "at": "2017-11-19"})
    assert "prescriber 1234567893 is pending" in text_of(before)
    unknown = auditor.post("/registry/entry", {"key": "1234567893", "known": "2017-11-19"})
    assert unknown.status_code == 404
    assert auditor.post("/registry/entry", {"key": "1234567893", "at": "yesterday"}).status_code == 409


def test_every_look_is_an_event_without_what_was_searched_for(auditor: Browser, quick_desk: Desk) -> None:
    auditor.post("/registry/search", {"wanted": "Brandt"})
    auditor.post("/registry/entry", {"key": "1234567893"})
    auditor.get(f"{CROP}/npi")
    with reading(quick_desk.engine) as session:
        kept = [event for _, event in events(session, 3)]
    assert [event.model_dump()["act"] for event in reversed(kept)] == [
        "registry_searched",
        "entry_seen",
        "evidence_seen",
    ]
    assert "Brandt" not in "".join(event.model_dump_json() for event in kept)
