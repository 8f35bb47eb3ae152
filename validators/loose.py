"""What to say of pages that are no form of ours."""

from collections.abc import Iterator

from documents import ATTACHED, NOT_OURS, ClassifiedPage, Document, Finding, PageKind
from validators.clinical import tells_of_harm
from validators.say import Remark, note, review

_RULE = "loose_pages"
_SETTLED = {
    "junk": "is an advertisement",
    NOT_OURS: "is none of ours, as a person said",
    ATTACHED: "was attached to a document of another fax",
}
"""What is known of OTHER pages that are no form of ours and need nobody, by their topic."""

_OTHER_PROGRAM = "other_program"
_ADVERSE_EVENT = "adverse_event"


def check_loose(document: Document, pages: tuple[ClassifiedPage, ...]) -> tuple[Finding, ...]:
    """Findings on a document without a form, from the classified pages of its fax.

    Cover sheets, blank pages, advertisements and pages that a person said are none of ours are NOT_A_FORM,
    another program's form is OTHER_PROGRAM. Any other page is for a person, and so is any page but another
    program's with words of harm. A letter about an adverse event tells of one in whatever words.
    """
    numbers = {page.number for page in document.pages}
    remarks = [remark for page in pages if page.number in numbers for remark in _page(page)]
    if numbers - {page.number for page in pages}:
        remarks.append(review("NOT_A_FORM", "A page of the fax was not classified."))
    return tuple(remark.by(_RULE) for remark in remarks)


def _page(page: ClassifiedPage) -> Iterator[Remark]:
    kind = page.best.kind
    if kind is PageKind.OTHER and page.topic == _OTHER_PROGRAM:
        yield note("OTHER_PROGRAM", f"Page {page.number} is a form of another program.")
        return
    harm = page.topic == _ADVERSE_EVENT or tells_of_harm(page.text)
    if harm:
        yield review("AE_SUSPECTED", f"Page {page.number} may tell of an adverse event.")
    if page.is_unidentified:
        yield review("PAGE_UNIDENTIFIED", f"A person must say what page {page.number} is.")
    elif kind is PageKind.COVER or kind is PageKind.BLANK:
        yield note("NOT_A_FORM", f"Page {page.number} is a {kind.value} page.")
    elif kind is PageKind.OTHER and page.topic in _SETTLED:
        yield note("NOT_A_FORM", f"Page {page.number} {_SETTLED[page.topic]}.")
    elif not harm:
        yield review("NOT_A_FORM", f"A person must say what to do with page {page.number}.")
