"""Whom letters go to: names and fax numbers as the registry holds them on a day."""

import datetime as dt

from sqlmodel import Session

from documents import Addressee
from registry.as_of import View, known_pharmacy, known_prescriber


def prescriber_on_file(session: Session, npi: str, on: dt.date) -> Addressee:
    """The prescriber of an NPI, without name and number where the registry has none; `npi` may be empty."""
    known = known_prescriber(session, npi, View(on=on)) if npi else None
    if known is None:
        return Addressee(role="prescriber", npi=npi)
    name = f"{known.first_name} {known.last_name}".strip()
    return Addressee(role="prescriber", npi=npi, name=name, fax=known.fax, since=known.certified_on)


def pharmacy_on_file(session: Session, npi: str, on: dt.date) -> Addressee:
    """The pharmacy of an NPI, without name and number where the registry has none; `npi` may be empty."""
    known = known_pharmacy(session, npi, View(on=on)) if npi else None
    if known is None:
        return Addressee(role="pharmacy", npi=npi)
    return Addressee(role="pharmacy", npi=npi, name=known.name, fax=known.fax, since=known.certified_on)


ON_FILE = {"prescriber": prescriber_on_file, "pharmacy": pharmacy_on_file}


def number_now(session: Session, to: Addressee, on: dt.date) -> str:
    """The fax number to which a letter goes on a day: the one on file, unless the letter has its own."""
    return to.fax if to.fixed else ON_FILE[to.role](session, to.npi, on).fax or to.fax
