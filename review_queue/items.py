"""Makes a review item from a decision: how risky it is and what is in doubt."""

import datetime as dt
from collections.abc import Mapping

from sqlmodel import Session

from documents import Disposition, Outcome, ReviewItem
from registry.review_items import add_item

RISK: Mapping[Outcome | None, int] = {
    Outcome.AUTHORIZE: 0,
    None: 1,
    Outcome.RECORD: 1,
    Outcome.ENROLL: 2,
    Outcome.CERTIFY: 3,
}
"""Order of the queue: a patient waits for a prescription; a page of unknown form may be one; a notice may end
what is still dispensed."""


def item_for(
    disposition: Disposition, revision: int, due_at: dt.datetime, grants: Outcome | None
) -> ReviewItem:
    """The item for a decision that asks for a person; `grants` is what the document's form can grant."""
    asked = [finding for finding in disposition.findings if finding.code in disposition.reasons]
    return ReviewItem(
        fax=disposition.fax,
        document=disposition.document,
        revision=revision,
        form=disposition.form,
        risk=RISK.get(grants, len(RISK)),
        reasons=disposition.reasons,
        fields=tuple(dict.fromkeys(name for finding in asked for name in finding.fields)),
        opened_at=disposition.as_of,
        due_at=due_at,
    )


def open_item(
    session: Session,
    disposition: Disposition,
    revision: int,
    due_at: dt.datetime,
    grants: Outcome | None,
) -> ReviewItem:
    """Keep the item for a decision in the session's transaction; opening it again changes nothing."""
    item = item_for(disposition, revision, due_at, grants)
    add_item(session, item)
    return item
