"""Which documents are audited, and which of their fields: by a keyed hash, so that nobody can steer it."""

import hashlib
import hmac
from collections.abc import Iterable

from pydantic import Field

from documents import Digest, Record
from forms.definition import FormDefinition
from registry.audit_tables import Origin
from registry.audits import Audit, AuditField
from registry.decisions import Decision
from validators.auto import is_by_person


class AuditPlan(Record):
    """The shares of documents that are audited, at most how many fields of each, and the key of the hash.

    `known_share` is the share of keyings that are followed by a field whose answer is known.
    """

    key: str = Field(min_length=1, repr=False)
    auto_share: float = Field(ge=0, le=1)
    reviewed_share: float = Field(ge=0, le=1)
    fields: int = Field(ge=1)
    known_share: float = Field(ge=0, lt=1)

    def point(self, *names: object) -> float:
        """A number from 0 to below 1, always the same for these names, that only the key foretells."""
        return int(self.token(*names)[:12], 16) / 16**12

    def token(self, *names: object) -> str:
        """32 hexadecimal digits that stand for these names and tell nothing of them."""
        text = " ".join(map(str, names))
        return hmac.new(self.key.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]

    def takes(self, fax: Digest, document: int, origin: Origin) -> bool:
        """Whether a document that was decided so is audited."""
        share = self.auto_share if origin is Origin.AUTO else self.reviewed_share
        return self.point("audit", fax, document) < share


def audit_for(made: Decision, form: FormDefinition, origin: Origin, plan: AuditPlan) -> Audit | None:
    """The audit of a decided document; None when it is not chosen, or nothing on it can be keyed again."""
    of = made.disposition
    fields = tuple(_fields(made, form))
    if not fields or not plan.takes(of.fax, of.document, origin):
        return None

    def order(one: AuditField) -> tuple[bool, float]:
        return not form.field(one.field).critical, plan.point("field", of.fax, of.document, one.field)

    return Audit(
        fax=of.fax,
        document=of.document,
        revision=made.revision,
        form=form.ref,
        origin=origin,
        opened_at=of.as_of,
        fields=tuple(sorted(fields, key=order)[: plan.fields]),
    )


def _fields(made: Decision, form: FormDefinition) -> Iterable[AuditField]:
    """Fields with a crop that were used unseen, and critical ones that a person said."""
    for found in made.reading.readings if made.reading else ():
        by_person = is_by_person(found)
        used = found.field in made.trusted and found.evidence.crop is not None and form.has(found.field)
        if used and (not by_person or form.field(found.field).critical):
            yield AuditField(field=found.field, unseen=not by_person)
