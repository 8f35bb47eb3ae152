"""Whether written numbers and codes are well formed; well formed never means that they belong to somebody."""

import re
from typing import Final

_STATE_CODES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC "
    "ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP AA AE AP"
)
STATES: Final = frozenset(_STATE_CODES.split())
"""Postal codes of the states, the district, the territories and the military addresses."""

_NPI = re.compile(r"[12]\d{9}")
_DEA = re.compile(r"[ABFGMPRX][A-Z9]\d{7}")
_NCPDP = re.compile(r"\d{7}")
_PHONE = re.compile(r"[2-9][0-8]\d(?![2-9]11)[2-9]\d{6}")
_ZIP = re.compile(r"\d{5}(-\d{4})?")
_ICD10 = re.compile(r"[A-TV-Z]\d[0-9AB](\.[0-9A-Z]{1,4})?")
_LICENSE = re.compile(r"[A-Z0-9./-]{3,15}")
_EMAIL = re.compile(r"[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,10}")
_NPI_PREFIX_SUM = 24
_LARGEST_DIGIT = 9


def npi_check_digit(first_nine: str) -> str:
    """The tenth digit of an NPI, by Luhn over `80840` and the nine digits before it (CMS)."""
    total = _NPI_PREFIX_SUM
    for place, digit in enumerate(reversed(first_nine)):
        doubled = int(digit) * (1 if place % 2 else 2)
        total += doubled - 9 if doubled > _LARGEST_DIGIT else doubled
    return str(-total % 10)


def npi_is_valid(npi: str) -> bool:
    """Whether ten ASCII digits begin with 1 or 2 and end in their check digit."""
    return npi.isascii() and bool(_NPI.fullmatch(npi)) and npi_check_digit(npi[:9]) == npi[9]


def dea_check_digit(first_six: str) -> str:
    """The seventh digit of a DEA number: last digit of d1+d3+d5 + 2(d2+d4+d6)."""
    digits = [int(digit) for digit in first_six]
    return str((sum(digits[0::2]) + 2 * sum(digits[1::2])) % 10)


def dea_is_valid(dea: str) -> bool:
    """Whether a DEA number has a known registrant letter, a letter or 9, and seven digits that check."""
    return dea.isascii() and bool(_DEA.fullmatch(dea)) and dea_check_digit(dea[2:8]) == dea[8]


def ncpdp_is_valid(ncpdp: str) -> bool:
    """Whether an NCPDP provider id has seven digits with a DEA-style check digit.

    The sum is inferred from HL7's example ids and stated by no source: a failure is a reason to look.
    """
    return ncpdp.isascii() and bool(_NCPDP.fullmatch(ncpdp)) and dea_check_digit(ncpdp[:6]) == ncpdp[6]


def phone_is_valid(phone: str) -> bool:
    """Whether ten digits are a North American number: no N11 exchange, no area code with 9 in the middle."""
    return phone.isascii() and bool(_PHONE.fullmatch(phone))


def zip_is_valid(code: str) -> bool:
    """Whether a ZIP code is `12345` or `12345-6789`."""
    return code.isascii() and bool(_ZIP.fullmatch(code))


def state_is_valid(state: str) -> bool:
    """Whether two capitals are a postal state code."""
    return state in STATES


def icd10_is_valid(code: str) -> bool:
    """Whether a text has the shape of an ICD-10-CM code, as `E78.01`."""
    return code.isascii() and bool(_ICD10.fullmatch(code))


def license_is_valid(number: str) -> bool:
    """Whether a state license number has 3 to 15 of the characters such numbers use."""
    return number.isascii() and bool(_LICENSE.fullmatch(number))


def email_is_valid(address: str) -> bool:
    """Whether a lower-case e-mail address has one `@`, a local part and a dotted domain."""
    return address.isascii() and ".." not in address and bool(_EMAIL.fullmatch(address))
