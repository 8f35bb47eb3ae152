"""What a page that is no form of ours seems to be, told by the words on it."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from documents import PageKind
from forms.library import FormLibrary


@dataclass(frozen=True)
class Topic:
    """A sort of page: it is one when at least `least` of its phrases stand on the page."""

    kind: PageKind
    name: str
    phrases: tuple[str, ...]
    least: int


TOPICS: tuple[Topic, ...] = (
    Topic(
        PageKind.COVER,
        "cover",
        ("fax cover", "cover sheet", "facsimile", "to:", "from:", "pages", "re:", "attn", "urgent",
         "number of pages", "confidential", "including cover", "date:"),
        4,
    ),
    Topic(
        PageKind.OTHER,
        "junk",
        ("limited time", "offer", "call now", "removed from our list", "no obligation", "save up to", "sale",
         "unsubscribe", "credit cards", "approved in", "discount"),
        2,
    ),
    Topic(
        PageKind.OTHER,
        "lab_report",
        ("laborator", "result", "reference", "specimen", "collected", "final report", "units", "u/l",
         "mg/dl", "flag"),
        4,
    ),
    Topic(
        PageKind.OTHER,
        "other_program",
        ("rems", "enrollment form", "agreement", "prescriber", "patient enrollment", "program", "attest"),
        4,
    ),
    Topic(
        PageKind.OTHER,
        "adverse_event",
        ("adverse", "report that", "hospital", "jaundice", "reaction", "drug safety", "injection site",
         "was stopped", "emergency department", "side effect", "fatigue", "last injection"),
        3,
    ),
)  # fmt: skip
"""In the order in which they are tried; the first with the largest share of its needed phrases wins."""

_OWN_ANCHORS = 2
_OWN_WORDS = ("kynamro", "mipomersen", "877-778-9008")
_OWN_LIKENESS = 75.0
_PUT_ASIDE = frozenset({"other_program", "junk"})


def topic_of(text: str) -> tuple[Topic | None, float]:
    """The sort of page whose phrases the text has most clearly, and how sure that is (0 to 1)."""
    words = " ".join(text.lower().split())
    found = [(sum(phrase in words for phrase in topic.phrases) / topic.least, topic) for topic in TOPICS]
    share, best = max(found, key=lambda pair: pair[0])
    return (best, min(0.5 + 0.25 * share, 0.99)) if share >= 1 else (None, min(share, 1.0) / 2)


def is_safely_put_aside(topic: Topic, text: str) -> bool:
    """Whether nobody need look at a page of this topic: not when it names our drug, program or fax line.

    Words are compared leniently (likeness of 75 of 100 or more): a page torn in the call reads badly.
    """
    if topic.name not in _PUT_ASIDE:
        return True
    words = text.lower().split()
    return not any(
        fuzz.ratio(own, word.strip(".,;:()®*")) >= _OWN_LIKENESS for own in _OWN_WORDS for word in words
    )


def names_our_form(text: str, library: FormLibrary) -> bool:
    """Whether the text holds printed anchors of a form of ours, so that the page may be one after all."""
    words = " ".join(text.lower().split())
    return any(
        sum(anchor.lower() in words for anchor in anchors) >= _OWN_ANCHORS
        for form in library
        for anchors in form.anchors
    )
