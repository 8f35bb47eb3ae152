"""What several forms say alike: an address, a name, who signed when; in normal form."""

import datetime as dt

from samples.cast import Prescriber, Representative
from samples.places import Address


def called(who: Prescriber | Representative) -> str:
    """The whole name of somebody."""
    return f"{who.first_name} {who.last_name}"


def address_of(start: str, address: Address) -> dict[str, str]:
    """The fields of an address, whose names begin with `start`."""
    return {
        f"{start}address_1": address.line_1,
        f"{start}address_2": address.line_2,
        f"{start}city": address.city,
        f"{start}state": address.state,
        f"{start}zip": address.zip,
    }


def signed_by(role: str, name: str, signed_on: dt.date) -> dict[str, str]:
    """The printed name of who signs in a role, and the date."""
    return {f"{role}_printed_name": name, f"{role}_signature_date": signed_on.isoformat()}
