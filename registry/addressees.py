"""Whom letters go to: names and fax numbers as the registry holds them."""

from sqlmodel import Session

from documents import Addressee
from registry.participant_tables import PharmacyRow, PrescriberRow


def prescriber_on_file(session: Session, npi: str) -> Addressee:
    """The prescriber of an NPI, without name and number where the registry has none; `npi` may be empty."""
    row = session.get(PrescriberRow, npi) if npi else None
    if row is None:
        return Addressee(role="prescriber", npi=npi)
    name = f"{row.first_name} {row.last_name}".strip()
    return Addressee(role="prescriber", npi=npi, name=name, fax=row.fax, since=row.certified_on)


def pharmacy_on_file(session: Session, npi: str) -> Addressee:
    """The pharmacy of an NPI, without name and number where the registry has none; `npi` may be empty."""
    row = session.get(PharmacyRow, npi) if npi else None
    if row is None:
        return Addressee(role="pharmacy", npi=npi)
    return Addressee(role="pharmacy", npi=npi, name=row.name, fax=row.fax, since=row.certified_on)
