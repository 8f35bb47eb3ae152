"""What rules say, in few words: remarks, which become findings when the rule's name is put to them."""

from collections.abc import Callable, Iterator

from documents import Finding, Record, Severity
from validators.case import Case


class Remark(Record):
    """What a rule has to say; `check` makes it a finding by adding the name of the rule."""

    severity: Severity
    code: str
    fields: tuple[str, ...]
    message: str

    def by(self, rule: str) -> Finding:
        """The finding of the rule of that name."""
        return Finding(
            rule=rule, code=self.code, severity=self.severity, fields=self.fields, message=self.message
        )


Rule = Callable[[Case], Iterator[Remark]]
"""A pure function from a case to what it has to say."""


def note(code: str, message: str, *fields: str) -> Remark:
    """Something worth knowing that asks for nothing."""
    return Remark(severity=Severity.NOTE, code=code, fields=fields, message=message)


def pending(code: str, message: str, *fields: str) -> Remark:
    """Another party's evidence has to arrive first."""
    return Remark(severity=Severity.PENDING, code=code, fields=fields, message=message)


def deficiency(code: str, message: str, *fields: str) -> Remark:
    """The sender has to put something right."""
    return Remark(severity=Severity.DEFICIENCY, code=code, fields=fields, message=message)


def refusal(code: str, message: str, *fields: str) -> Remark:
    """The document cannot be granted whatever the sender corrects on it."""
    return Remark(severity=Severity.REFUSAL, code=code, fields=fields, message=message)


def review(code: str, message: str, *fields: str) -> Remark:
    """A person has to look."""
    return Remark(severity=Severity.REVIEW, code=code, fields=fields, message=message)


def label(case: Case, name: str) -> str:
    """The printed label of a field."""
    return case.form.field(name).label


def code_of(prefix: str, name: str) -> str:
    """The code of a field, as MISSING_OFFICE_PHONE."""
    return f"{prefix}_{name.upper()}"


def unsure(case: Case, name: str) -> Remark:
    """A person must read the field before the rule can say anything."""
    return review(code_of("ILLEGIBLE", name), f"A person must read {label(case, name)}.", name)
