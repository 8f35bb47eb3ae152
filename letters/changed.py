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
    told = details_of(session, ((to.role, to.npi),))
    before = held((change for _, change in told if change.evidence != made.evidence), on)
    old = before[Detail.FAX].value if Detail.FAX in before else ""
    if not new or old in ("", new):
        yield to.model_copy(update={"fax": to.fax or new})
        return
    for number in (old, new):
        yield to.model_copy(update={"fax": number, "fixed": True})


def what_changes(made: Decision) -> tuple[str, ...]:
    """What a form changes, in words, without what it is changed to."""
    return tuple(_words(detail) for detail in form_details(made))


def _words(detail: Detail) -> str:
    words = detail.replace("_", " ")
    return f"{words} number" if words.endswith(("fax", "phone")) else words
