"""Rules on the pages of a document: edition, completeness, what stands beside the fields, and earlier use."""

from collections.abc import Iterator

from documents import GRANTS, Outcome
from validators.case import Case
from validators.names import printed_similarity
from validators.say import Remark, deficiency, note, refusal, review

_GRANTED = GRANTS | {Outcome.DUPLICATE}


def edition_is_current(case: Case) -> Iterator[Remark]:
    """A superseded edition is sent back with the current one; an edition from the future is for a person."""
    until = case.form.current_until
    if case.received_on < case.form.current_from:
        yield review("VERSION_UNKNOWN", "This edition was not yet in use when the fax was received.")
    elif until is not None and case.received_on > until:
        say = review if case.reading.document.doubts else deficiency
        yield say("VERSION_OLD", f"This edition ended on {until.isoformat()}; the current one is needed.")


def pages_complete(case: Case) -> Iterator[Remark]:
    """A page not sent is a deficiency; where it may still be here, a person looks."""
    document = case.reading.document
    if not case.whole:
        yield review("PAGES_MISSING", "The fax broke off before its end.")
    if not document.missing:
        return
    lacks = f"Page {', '.join(str(page) for page in document.missing)} of the form was not received"
    if case.unknown_pages:
        yield review("PAGE_AWAITED", f"{lacks}, but a page of the same caller waits to be identified.")
    else:
        certain = case.whole and not document.doubts
        yield (deficiency if certain else review)("PAGES_MISSING", f"{lacks}.")


def pages_belong_together(case: Case) -> Iterator[Remark]:
    """All pages are of one form about one person."""
    for doubt in case.reading.document.doubts:
        yield review("PAGES_FOREIGN", f"The pages may not belong together: {doubt}")
    name = "page_2_patient_name"
    patient = (case.known("patient_first_name"), case.known("patient_last_name"))
    if not all(patient) or not case.has(name):
        return
    if case.empty(name):
        yield note("MISSING_PAGE_2_PATIENT_NAME", "Page 2 does not name the patient.", name)
    elif not any(
        printed_similarity(*patient, written) >= case.limits.name_similarity
        for written in case.possible(name)
    ):
        say = "Page 2 may be of another patient."
        yield review("PAGES_FOREIGN", say, name, "patient_first_name", "patient_last_name")


def margins_are_empty(case: Case) -> Iterator[Remark]:
    """Handwriting outside the fields may say anything, also of harm: a person reads it."""
    if case.reading.margin_notes:
        yield review("MARGIN_NOTE", "There is handwriting outside the fields.")


def not_sent_before(case: Case) -> Iterator[Remark]:
    """The same content once granted is a duplicate; the same image with other content is a reused copy.

    So is the very ink of a signature with another date, or on a form that was granted before. A form that was
    refused or lacked something may come back completed on the same sheet, signed and dated as it was.
    """
    form = case.form.ref.form
    for earlier in case.facts.earlier:
        if earlier.same_content and earlier.form.split("/")[0] == form:
            if earlier.outcome in _GRANTED:
                yield refusal("DUPLICATE", "A document of the same content was accepted before.")
            else:
                yield note("DUPLICATE", "A document of the same content was received before.")
        elif earlier.same_image and not earlier.same_content:
            yield review("REUSED_IMAGE", "A page of this document was sent before with other content.")
        elif earlier.same_signature and (not earlier.same_dates or earlier.outcome in _GRANTED):
            yield review("REUSED_IMAGE", "A signature is the same ink as on an earlier document.")
