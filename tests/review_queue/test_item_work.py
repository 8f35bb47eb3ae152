"""Statements on an item and passing it on, on both kinds of database."""

import pytest
import sqlalchemy as sa

from documents import AlreadyTaken, Keying, NotAllowed, Override, ReadState
from registry.database import writing
from registry.statements import add_statement, statements_at
from review_queue.desk import LEASE, claim, claim_next, held, pass_on
from tests.registry.people import NOON, digest_of
from tests.review_queue.items import LATER, in_review

FAX = digest_of("one")
ABOUT = {"fax": FAX, "document": 1, "by": "ada", "at": NOON}


def test_statements_of_an_item_come_back_in_order_and_none_of_another_decision(
    registry_engine: sa.Engine,
) -> None:
    in_review(registry_engine, "one")
    first, other = (
        Keying(**ABOUT, revision=revision, field="npi", state=ReadState.READ, value="1")
        for revision in (0, 1)
    )
    back = first.model_copy(update={"withdrawn": True})
    aside = Override(**ABOUT, revision=0, code="MARGIN_NOTE", reason="a greeting")
    with writing(registry_engine) as session:
        for said in (first, other, aside, back):
            add_statement(session, said)
        assert statements_at(session, FAX, 1, 0) == ((first, back), (aside,), ())


@pytest.mark.parametrize("to_supervisor", [False, True])
def test_an_item_passed_on_is_offered_to_others_alone(
    registry_engine: sa.Engine, *, to_supervisor: bool
) -> None:
    in_review(registry_engine, "one")
    with writing(registry_engine) as session:
        claim(session, FAX, 1, "ada", NOON)
        pass_on(session, FAX, 1, "ada", LATER, to_supervisor=to_supervisor)
        with pytest.raises(NotAllowed):
            claim(session, FAX, 1, "ada", LATER, supervises=True)
        assert claim_next(session, "ada", LATER, supervises=True) is None
        assert (claim_next(session, "ad", LATER) is None) is to_supervisor
        assert claim_next(session, "ad" if not to_supervisor else "sue", LATER, supervises=True) is not None


def test_work_renews_a_claim_and_asks_for_one(registry_engine: sa.Engine) -> None:
    in_review(registry_engine, "one")
    with writing(registry_engine) as session:
        with pytest.raises(AlreadyTaken):
            held(session, FAX, 1, "ada", NOON)
        claim(session, FAX, 1, "ada", NOON)
        held(session, FAX, 1, "ada", LATER)
        held(session, FAX, 1, "ada", NOON + LEASE)
        with pytest.raises(AlreadyTaken):
            held(session, FAX, 1, "ada", NOON + 3 * LEASE)
