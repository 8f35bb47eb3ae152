"""Who sends a fax, as its cover sheet and letters name them."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """Who sends: practice, person, phone and fax as ten digits; the patient it is about; the day."""

    practice: str
    person: str
    phone: str
    fax: str
    patient: str
    birth_date: dt.date
    on: dt.date


def spoken_phone(digits: str) -> str:
    """Ten digits as `(612) 555-0123`."""
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
