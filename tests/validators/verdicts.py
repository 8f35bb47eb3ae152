"""What the rules and the decision say of a case, in the words a test needs."""

import datetime as dt

from documents import Disposition, Finding, Outcome, Severity
from pipeline.decide import decide
from validators import RULE_SET, Case, check
from validators.reasons import is_listed, may_be_overridden

AS_OF = dt.datetime(2018, 3, 12, 15, 0, tzinfo=dt.UTC)


def findings(case: Case) -> tuple[Finding, ...]:
    """What the rules find; every code must be a listed one."""
    found = check(case)
    assert [finding.code for finding in found if not is_listed(finding.code)] == []
    return found


def disposition(case: Case) -> Disposition:
    """The decision once a person has seen the document: what the rules alone say."""
    return decide(case.reading.document, case.form, findings(case), AS_OF, RULE_SET, seen_by_person=True)


def machine_disposition(case: Case) -> Disposition:
    """The decision nobody has looked at."""
    return decide(case.reading.document, case.form, findings(case), AS_OF, RULE_SET)


def with_all_set_aside(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings when people set aside everything they may."""
    return tuple(
        one.model_copy(update={"severity": Severity.NOTE}) if may_be_overridden(one.code) else one
        for one in found
    )


def outcome_set_aside(case: Case) -> Outcome:
    """The decision when people set aside everything they may."""
    found = with_all_set_aside(findings(case))
    return decide(case.reading.document, case.form, found, AS_OF, RULE_SET, seen_by_person=True).outcome


def verdict(case: Case) -> tuple[Outcome, tuple[str, ...]]:
    decided = disposition(case)
    return decided.outcome, decided.reasons


def outcome(case: Case) -> Outcome:
    return disposition(case).outcome


def said(case: Case, code: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings(case) if finding.code == code)


def severities(case: Case, code: str) -> set[Severity]:
    return {finding.severity for finding in said(case, code)}
