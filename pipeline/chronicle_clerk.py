"""A clerk who answers every item of a form with its truth, once, as far as a person could."""

import datetime as dt

from sqlmodel import Session

from documents import Correction, Digest, DocumentTruth, ReadState, Resolution
from forms.library import FormLibrary
from registry import papers
from registry.review_items import open_items
from registry.waiting import Wake
from review_queue import readings_by, resolve

_CLERK = "clerk"


def answer_all(  # what a clerk has at hand, each from another side
    session: Session,
    truths: dict[tuple[Digest, int], DocumentTruth],
    library: FormLibrary,
    at: dt.datetime,
    wake: Wake,
) -> None:
    """Say of the fields of each form that waits for a person what truly stands there.

    `truths` are those of the documents he has not spoken of yet; that of one he answers is taken out. Of a
    field whose truth is ambiguous he says nothing: he would ask the sender, and the item stays open.
    """
    for item in open_items(session):
        truth = truths.get((item.fax, item.document))
        seen = papers.reading(session, item.fax, item.document) if truth is not None else None
        if truth is None or seen is None:
            continue
        del truths[item.fax, item.document]
        form = library.get(truth.form)
        said: dict[str, str | ReadState] = {
            one.name: one.value or one.state for one in truth.fields if not one.ambiguous
        }
        correction = Correction(
            fax=item.fax,
            document=item.document,
            revision=item.revision + 1,
            resolution=Resolution.ACCEPT,
            readings=readings_by(_CLERK, form, seen, said, lambda _field, value: value),
            by=_CLERK,
            reason="read the form",
            made_at=at,
        )
        resolve(session, correction, form, wake)
