"""Where a registry stands, in the words of a chronicle's end."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from sqlmodel import Session, select

from documents import Digest
from documents.chronicle import ProgramEnd, called
from registry.decisions import decisions, evidence_of
from registry.letter_tables import LetterRow
from registry.outbox import row_letter
from registry.participant_tables import AuthorizationRow, PatientRow, PharmacyRow, PrescriberRow


def end_of(session: Session, samples: Mapping[Digest, str], on: dt.date) -> ProgramEnd:
    """Everybody's standing, the newest decisions, the authorizations and all letters, as of a day."""
    given = {row.number: row for row in session.exec(select(AuthorizationRow))}
    made = {fax: decisions(session, fax) for fax in samples}
    by_evidence = {
        evidence_of(fax, one.disposition.document): (samples[fax], one.disposition.document)
        for fax, found in made.items()
        for one in found
    }
    granted = {number: by_evidence[row.evidence] for number, row in given.items()}
    return ProgramEnd(
        standings=_standings(session),
        decisions={
            name: "; ".join(
                " ".join((one.disposition.outcome, *one.disposition.reasons)) for one in made[fax]
            )
            for fax, name in samples.items()
        },
        authorizations=_authorizations({granted[number]: _stands(row, on) for number, row in given.items()}),
        letters=_letters(session, samples, {number: name for number, (name, _) in granted.items()}),
    )


def _standings(session: Session) -> dict[str, str]:
    named = {
        called(who.first_name, who.last_name, who.birth_date): who.standing
        for who in session.exec(select(PatientRow))
    }
    for row in (*session.exec(select(PrescriberRow)), *session.exec(select(PharmacyRow))):
        named[row.npi] = row.standing
    return named


def _authorizations(stands: Mapping[tuple[str, int], str]) -> dict[str, str]:
    """By sample how those of its documents stand, joined in their order."""
    found: dict[str, list[str]] = {}
    for (name, _), standing in sorted(stands.items()):
        found.setdefault(name, []).append(standing)
    return {name: "; ".join(standings) for name, standings in found.items()}


def _stands(row: AuthorizationRow, on: dt.date) -> Literal["open", "void", "ended"]:
    if row.voided_on is not None:
        return "void"
    return "ended" if row.ends_on is not None and row.ends_on < on else "open"


def _letters(
    session: Session, samples: Mapping[Digest, str], granted: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Letters by the sample they are about; a withdrawal by that of its authorization."""
    found: dict[str, list[str]] = {}
    for row in session.exec(select(LetterRow)):
        about = samples[row.fax] if row.fax else granted[row.about]
        found.setdefault(about, []).append(f"{row.kind} to {row_letter(row).to.role}")
    return {name: tuple(sorted(letters)) for name, letters in found.items()}
