"""Which documents and fields are audited: nobody can steer it, and the same ones are chosen again."""

from documents import Writing
from registry.audit_tables import Origin
from review_queue.audit_plan import audit_for
from tests.registry.people import digest_of
from tests.review_queue.audits import PLAN, decided, with_crop
from tests.validators.builders import PHARMACY_ENROLLMENT, form_of

FORM = form_of(PHARMACY_ENROLLMENT)
FAXES = [digest_of(f"fax {number}") for number in range(400)]


def chosen(key: str = "a key of this test", **shares: float) -> set[str]:
    plan = PLAN.model_copy(update={"key": key, "auto_share": 0.1, "reviewed_share": 0, **shares})
    return {fax for fax in FAXES if plan.takes(fax, 1, Origin.AUTO)}


def test_the_same_share_is_chosen_again_and_another_key_chooses_others() -> None:
    assert chosen() == chosen()
    assert 20 <= len(chosen()) <= 60
    assert len(chosen() & chosen("another key")) < len(chosen()) / 2
    assert chosen(auto_share=0) == set()
    assert chosen(auto_share=1) == set(FAXES)


def test_reviewed_documents_have_a_share_of_their_own() -> None:
    plan = PLAN.model_copy(update={"auto_share": 0, "reviewed_share": 1})
    assert audit_for(decided("one"), FORM, Origin.AUTO, plan) is None
    assert audit_for(decided("one"), FORM, Origin.REVIEWED, plan) is not None


def test_critical_fields_come_first_and_no_more_than_the_plan_allows() -> None:
    values = dict.fromkeys(("city", "pharmacy_name", "address_1", "npi", "hin"), "New")
    found = audit_for(decided("one", **values), FORM, Origin.AUTO, PLAN)
    assert found is not None
    assert (len(found.fields), found.fields[0].field) == (3, "npi")


def test_only_what_was_used_is_keyed_again_and_of_what_people_said_the_critical() -> None:
    made = decided("one", npi="1234567810", city="New Haven", hin="7", state="CT")
    assert made.reading is not None
    by_person = {"writing": Writing.PERSON, "author": "clerk"}
    readings = {
        one.field: one.model_copy(update=by_person) if one.field in ("npi", "city") else one
        for one in made.reading.readings
    }
    readings["state"] = with_crop(readings["state"])
    reading = made.reading.model_copy(update={"readings": tuple(readings.values())})
    made = made.model_copy(update={"reading": reading, "trusted": ("npi", "city", "hin")})
    found = audit_for(made, FORM, Origin.REVIEWED, PLAN)
    assert found is not None
    assert [(one.field, one.unseen) for one in found.fields] == [("npi", False), ("hin", True)]
