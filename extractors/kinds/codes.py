"""Kinds made of letters and digits: states, e-mail addresses, licenses, diagnosis codes."""

import re
import string

from documents.formats import STATES, email_is_valid, icd10_is_valid, license_is_valid, state_is_valid
from extractors.kinds.kind import Purpose, TextKind
from ocr.grammar import Grammar

_STATE_NAMES = {
    "ALABAMA": "AL", "ALASKA": "AK", "ARIZONA": "AZ", "ARKANSAS": "AR", "CALIFORNIA": "CA", "COLORADO": "CO",
    "CONNECTICUT": "CT", "DELAWARE": "DE", "DISTRICT OF COLUMBIA": "DC", "FLORIDA": "FL", "GEORGIA": "GA",
    "HAWAII": "HI", "IDAHO": "ID", "ILLINOIS": "IL", "INDIANA": "IN", "IOWA": "IA", "KANSAS": "KS",
    "KENTUCKY": "KY", "LOUISIANA": "LA", "MAINE": "ME", "MARYLAND": "MD", "MASSACHUSETTS": "MA",
    "MICHIGAN": "MI", "MINNESOTA": "MN", "MISSISSIPPI": "MS", "MISSOURI": "MO", "MONTANA": "MT",
    "NEBRASKA": "NE", "NEVADA": "NV", "NEW HAMPSHIRE": "NH", "NEW JERSEY": "NJ", "NEW MEXICO": "NM",
    "NEW YORK": "NY", "NORTH CAROLINA": "NC", "NORTH DAKOTA": "ND", "OHIO": "OH", "OKLAHOMA": "OK",
    "OREGON": "OR", "PENNSYLVANIA": "PA", "PUERTO RICO": "PR", "RHODE ISLAND": "RI", "SOUTH CAROLINA": "SC",
    "SOUTH DAKOTA": "SD", "TENNESSEE": "TN", "TEXAS": "TX", "UTAH": "UT", "VERMONT": "VT", "VIRGINIA": "VA",
    "WASHINGTON": "WA", "WEST VIRGINIA": "WV", "WISCONSIN": "WI", "WYOMING": "WY",
}  # fmt: skip
_TWO_LETTERS = re.compile(r"[A-Z]{2}")
_ICD10_LOOSE = re.compile(r"([A-TV-Z]\d[0-9AB])[.,]?([0-9A-Z]{0,4})")
_DOMAINS = "com|org|net|edu|gov|us|info|biz|health|care|med|pharmacy|clinic|io|co"


def _state(text: str, _: Purpose) -> str | None:
    capitals = text.upper()
    bare = capitals.replace(".", "").replace(" ", "")
    if _TWO_LETTERS.fullmatch(bare):
        return bare
    return _STATE_NAMES.get(capitals)


def _email(text: str, _: Purpose) -> str | None:
    address = text.replace(" ", "").lower()
    return address if email_is_valid(address) else None


def _license(text: str, _: Purpose) -> str | None:
    number = text.replace(" ", "").upper()
    return number if any(character.isalnum() for character in number) else None


def _icd10(text: str, _: Purpose) -> str | None:
    found = _ICD10_LOOSE.fullmatch(text.replace(" ", "").upper())
    if found is None:
        return None
    return f"{found[1]}.{found[2]}" if found[2] else found[1]


STATE = TextKind(
    _state,
    state_is_valid,
    "there is no such state code",
    Grammar(string.ascii_uppercase, values=tuple(sorted(STATES)), fold_case=True),
)
EMAIL = TextKind(
    _email,
    email_is_valid,
    "an e-mail address has one @ and a dotted domain",
    Grammar(
        string.ascii_lowercase + string.digits + "._+-@",
        rf"[a-z0-9][a-z0-9._+-]{{0,40}}@([a-z0-9][a-z0-9-]{{0,30}}\.){{1,3}}({_DOMAINS})",
        email_is_valid,
        fold_case=True,
    ),
)
LICENSE = TextKind(
    _license,
    license_is_valid,
    "a license number has 3 to 15 letters, digits, and - . /",
    Grammar(string.ascii_uppercase + string.digits + "-./", r"[A-Z0-9][A-Z0-9./-]{2,14}", fold_case=True),
)
ICD10 = TextKind(
    _icd10,
    icd10_is_valid,
    "a diagnosis code is a letter, two digits, a point and more",
    Grammar(
        string.ascii_uppercase + string.digits + ".,", r"[A-TV-Z]\d[0-9AB]([.,]?\d{1,4})?", fold_case=True
    ),
)
