"""Kinds made of digits: identifiers with a check digit, phones, ZIP codes, counts and measures."""

import re
import string

from documents.formats import dea_is_valid, ncpdp_is_valid, npi_is_valid, phone_is_valid, zip_is_valid
from extractors.kinds.kind import Purpose, TextKind
from ocr.grammar import Grammar

_PHONE_DIGITS = 10
_AROUND = "()-. +"
"""What sets the digits of a phone number apart."""
_SEPARATORS = str.maketrans("", "", _AROUND + "/")
_EXTENSION = re.compile(r"(?:e?xt?\.?|#)?\s*(\d{1,6})", re.IGNORECASE)
_COUNT = re.compile(r"#?\s*(\d{1,4})(?:\s*\(?[A-Za-z][A-Za-z .]*\)?)?")
_MEASURE = re.compile(r"(0|[1-9]\d{0,4})?(?:[.,](\d{1,3}))?(?:\s*[A-Za-z%/. ]+)?")


def _digits(text: str, _: Purpose) -> str | None:
    bare = text.translate(_SEPARATORS)
    return bare if bare.isascii() and bare.isdigit() else None


def _phone(text: str, purpose: Purpose) -> str | None:
    digits = _digits(text, purpose)
    return _without_country(digits) if digits else digits


def _without_country(digits: str) -> str:
    return digits[1:] if len(digits) == _PHONE_DIGITS + 1 and digits[0] == "1" else digits


def _called(text: str) -> str:
    """The digits that a phone number's text dials, however they are set apart."""
    return _without_country(text.translate(_SEPARATORS))


def _zip(text: str, purpose: Purpose) -> str | None:
    digits = _digits(text, purpose)
    if digits and len(digits) == len("123456789"):
        return f"{digits[:5]}-{digits[5:]}"
    return digits


def _dea(text: str, _: Purpose) -> str | None:
    bare = text.translate(_SEPARATORS).upper()
    return bare if bare.isascii() and bare.isalnum() and any(c.isdigit() for c in bare) else None


def _extension(text: str, _: Purpose) -> str | None:
    found = _EXTENSION.fullmatch(text)
    return found[1] if found else None


def _count(text: str, _: Purpose) -> str | None:
    found = _COUNT.fullmatch(text)
    return str(int(found[1])) if found else None


def _measure(text: str, _: Purpose) -> str | None:
    found = _MEASURE.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return None
    whole = found[1] or "0"
    return f"{whole}.{found[2]}" if found[2] else whole


_DIGITS = string.digits

NPI = TextKind(
    _digits,
    npi_is_valid,
    "an NPI has ten digits, begins with 1 or 2 and ends in its check digit",
    Grammar(_DIGITS, r"[12]\d{9}", npi_is_valid),
)
NCPDP = TextKind(
    _digits,
    ncpdp_is_valid,
    "an NCPDP number has seven digits, the last a check digit",
    Grammar(_DIGITS, r"\d{7}", ncpdp_is_valid),
)
DEA = TextKind(
    _dea,
    dea_is_valid,
    "a DEA number has two letters (or a letter and 9) and seven digits, the last a check digit",
    Grammar(string.ascii_uppercase + _DIGITS, r"[ABFGMPRX][A-Z9]\d{7}", dea_is_valid, fold_case=True),
)
PHONE = TextKind(
    _phone,
    phone_is_valid,
    "a phone number has ten digits of the North American plan",
    Grammar(
        _DIGITS + _AROUND,
        r"(\+?1[-. ]?)?(\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ]?)[2-9]\d{2}[-. ]?\d{4}",
        meaning=_called,
        layout=_AROUND,
    ),
)
ZIP = TextKind(
    _zip, zip_is_valid, "a ZIP code has five digits or nine", Grammar(_DIGITS + "-", r"\d{5}(-\d{4})?")
)
EXTENSION = TextKind(_extension, rule=Grammar(_DIGITS + "xX", r"[xX]?\d{1,6}"))
INTEGER = TextKind(_count, rule=Grammar(_DIGITS, r"\d{1,4}"))
DECIMAL = TextKind(_measure, rule=Grammar(_DIGITS + ".", r"(0|[1-9]\d{0,3})(\.\d{1,2})?"))
