"""What the rules say of a document, and the one way out of it."""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from documents.fax import Digest
from documents.page import FormRef
from documents.record import Record


class Severity(StrEnum):
    """What a finding asks for, weakest first."""

    NOTE = "note"
    PENDING = "pending"
    DEFICIENCY = "deficiency"
    REFUSAL = "refusal"
    REVIEW = "review"


class Finding(Record):
    """One statement of one rule: a stable reason code, the fields it is about, one sentence for people."""

    rule: str
    code: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    severity: Severity
    fields: tuple[str, ...] = ()
    message: str = Field(min_length=1)


class Outcome(StrEnum):
    """The ten ways out of a document."""

    CERTIFY = "certify"
    ENROLL = "enroll"
    AUTHORIZE = "authorize"
    RECORD = "record"
    PENDING = "pending"
    DEFICIENT = "deficient"
    REVIEW = "review"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    ROUTE = "route"


GRANTS = frozenset({Outcome.CERTIFY, Outcome.ENROLL, Outcome.AUTHORIZE, Outcome.RECORD})
"""The outcomes that change the registry: a certification, an enrollment, an authorization, or a record of
what a notice or an assessment sheet says."""


class Disposition(Record):
    """The one way out of a document, the reason codes that led there, and every finding."""

    fax: Digest
    document: int = Field(ge=1)
    form: FormRef | None
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    rule_set: str
    as_of: AwareDatetime
