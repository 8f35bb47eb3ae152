"""Audited outcomes for the tests of the brake and of material."""

import datetime as dt

from documents import FormRef, Writing
from forms.definition import FieldKind
from registry.audited_outcomes import AuditedOutcome
from tests.registry.people import NOON, ORDER, digest_of


def outcome_of(
    name: str, field: str, *, right: bool = True, at: dt.datetime = NOON, form: FormRef = ORDER
) -> AuditedOutcome:
    """What one person found of a handwritten NPI on the only document of a fax."""
    return AuditedOutcome(
        fax=digest_of(name),
        document=1,
        revision=0,
        field=field,
        kind=FieldKind.NPI,
        form=form,
        writing=Writing.HANDWRITTEN,
        confidence=0.999,
        right=right,
        by="auditor",
        audited_at=at,
    )
