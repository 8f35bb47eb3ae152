"""When two written names are the same person's."""

import re
import unicodedata

from rapidfuzz import fuzz

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
_TRAILING = frozenset(
    {
        "md",
        "do",
        "np",
        "pa",
        "pac",
        "c",
        "aprn",
        "arnp",
        "fnp",
        "dnp",
        "rn",
        "phd",
        "mph",
        "mba",
        "facc",
        "faha",
    }
    | {"fnla", "pharmd", "rph", "bcps", "jr", "sr", "ii", "iii", "iv"}
)


_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile("[.'\N{RIGHT SINGLE QUOTATION MARK}]")


def fold(text: str) -> tuple[str, ...]:
    """The words of a name: no case, diacritics or punctuation, a hyphen being a space; `M.D.` is `md`."""
    return tuple(_WORD.findall(_JOINED.sub("", _plain(text).casefold())))


def _plain(text: str) -> str:
    """The text without diacritics."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def bare(text: str) -> tuple[str, ...]:
    """The words of a person's name without titles, credentials and suffixes; two words always stay."""
    words = list(fold(text))
    while len(words) > 2 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 2 and words[-1] in _TRAILING:
        words.pop()
    return tuple(words)


def similarity(one: str, other: str) -> float:
    """Likeness of two names or titles after folding, 0 to 100."""
    return fuzz.ratio("".join(fold(one)), "".join(fold(other)))


def person_similarity(first: str, last: str, other_first: str, other_last: str) -> float:
    """Likeness of two people's names, 0 to 100: that of the first or last names, whichever is less alike."""
    return min(given_similarity(first, other_first), surname_similarity(last, other_last))


def given_similarity(first: str, other: str) -> float:
    """Likeness of two first names, 0 to 100; initials behind them do not count."""
    return similarity(_given(first), _given(other))


def surname_similarity(last: str, other: str) -> float:
    """Likeness of two last names, 0 to 100; credentials and suffixes behind them do not count."""
    return similarity(_surname(last), _surname(other))


def printed_similarity(first: str, last: str, printed: str) -> float:
    """How well a name in one line holds a first and a last name, 0 to 100; words may stand between."""
    words = bare(printed)
    return min(
        _best_run("".join(fold(_given(first))), words), _best_run("".join(fold(_surname(last))), words)
    )


def _given(first: str) -> str:
    words = fold(first)
    return " ".join(word for place, word in enumerate(words) if place == 0 or len(word) > 1)


def _surname(last: str) -> str:
    words = fold(last)
    while len(words) > 1 and words[-1] in _TRAILING:
        words = words[:-1]
    return " ".join(words)


def _best_run(wanted: str, words: tuple[str, ...]) -> float:
    runs = (
        "".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )
    return max((fuzz.ratio(wanted, run) for run in runs), default=0.0)
