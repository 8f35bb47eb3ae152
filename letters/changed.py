"""To which numbers a change of a fax number is confirmed, and what the confirmation says."""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import Session

from documents import Addressee
from registry.decisions import Decision
from registry.details import Detail, details_of, held
from registry.form_details import form_details


def told_of_change(session: Session, made: Decision, to: Addressee, on: dt.date) -> Iterator[Addressee]:
    """The addressee; where the fax number changes, at the one that was on file and at the new one.

    Whoever had the letters so far hears of it, so that nobody can lead them elsewhere unnoticed.
    """
    new = form_details(made).get(Detail.FAX, "")
    if not new:
        yield to
        return
    told = details_of(session, ((to.role, to.npi),))
    before = held((change for _, change in told if change.evidence != made.evidence), on)
    old = before[Detail.FAX].value if Detail.FAX in before else ""
    for number in dict.fromkeys(filter(None, (old, new))):
        yield to.model_copy(update={"fax": number, "fixed": True})


def what_changed(made: Decision) -> tuple[str, ...]:
    """What a form changes, in words, without what it is changed to."""
    return tuple(detail.replace("_", " ") for detail in form_details(made))
