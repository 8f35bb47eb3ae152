"""What the text of a header line says: whether it is one, and which page of how many it stands on."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_DIGIT = "[0-9OolI|]"
_COUNTS = (
    re.compile(rf"\bpage\s*({_DIGIT}{{1,3}})\s*(?:of|/)\s*({_DIGIT}{{1,3}})(?![0-9])", re.IGNORECASE),
    re.compile(rf"\bpg?\s*[.:,]?\s*({_DIGIT}{{1,3}})\s*/\s*({_DIGIT}{{1,3}})(?![0-9])", re.IGNORECASE),
    re.compile(rf"(?<![0-9/])({_DIGIT}{{1,3}})\s*/\s*({_DIGIT}{{1,3}})\s*$"),
)
_NUMBER_ONLY = re.compile(rf"\bp(?:age|g)?\s*[.:,]\s*({_DIGIT}{{1,3}})\b", re.IGNORECASE)
_SIGNS = (
    re.compile(r"\d{1,2}\s*[:.]\s*\d{2}(?:\s*[:.]\s*\d{2})?(?:\s*[AP]M)?", re.IGNORECASE),
    re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"),
    re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ .]*\d{1,2}", re.IGNORECASE),
    re.compile(r"\d{1,2}[-/ .]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE),
    re.compile(r"\+?1?[-. (]*\d{3}[-. )]*\d{3}[-. ]*\d{4}"),
    re.compile(r"\b(?:from|fax|to)\s*:", re.IGNORECASE),
    *_COUNTS,
    _NUMBER_ONLY,
)
_SIGNS_NEEDED = 2
_SURELY = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
MOST_PAGES = 200


@dataclass(frozen=True)
class PageCount:
    """The page number a header states, and of how many; 0 where it does not say."""

    number: int = 0
    total: int = 0


def is_header(text: str) -> bool:
    """Whether a line reads like a header: two or more of a clock, a date, a phone, a page number, FROM."""
    return sum(bool(sign.search(text)) for sign in _SIGNS) >= _SIGNS_NEEDED


def page_count(text: str) -> PageCount:
    """The page count in a header of one or more lines; a relayed fax is believed where it began."""
    for line in reversed(text.splitlines()):
        for pattern in _COUNTS:
            found = pattern.search(line)
            if found and 0 < _number(found[1]) <= _number(found[2]) <= MOST_PAGES:
                return PageCount(_number(found[1]), _number(found[2]))
        alone = _NUMBER_ONLY.search(line)
        if alone:
            return PageCount(number=_number(alone[1]))
    return PageCount()


def agreed_total(counts: Iterable[PageCount]) -> int:
    """The total that most headers state; 0 when none states one or they disagree without a majority."""
    totals = Counter(count.total for count in counts if count.total)
    if not totals:
        return 0
    total, votes = totals.most_common(1)[0]
    return total if 2 * votes > totals.total() else 0


def _number(text: str) -> int:
    return int("".join(_SURELY.get(letter, letter) for letter in text))
