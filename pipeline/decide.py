"""From findings to the one way out of a document."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from documents import GRANTS, Disposition, Document, Finding, Outcome, Severity
from forms.definition import FormDefinition

_STRONGEST_FIRST = (Severity.REVIEW, Severity.REFUSAL, Severity.DEFICIENCY, Severity.PENDING)
_ASKED_FOR: Mapping[Severity, Outcome] = {
    Severity.REVIEW: Outcome.REVIEW,
    Severity.REFUSAL: Outcome.REJECT,
    Severity.DEFICIENCY: Outcome.DEFICIENT,
    Severity.PENDING: Outcome.PENDING,
}
_ELSEWHERE = frozenset({"NOT_A_FORM", "OTHER_PROGRAM"})
_DUPLICATE = "DUPLICATE"
_UNREAD = "ILLEGIBLE_"


def decide(
    document: Document,
    form: FormDefinition | None,
    findings: tuple[Finding, ...],
    as_of: AwareDatetime,
    rule_set: str,
    *,
    seen_by_person: bool = False,
) -> Disposition:
    """The disposition of a document; the same arguments always give the same one.

    The strongest severity among the findings decides: review, refusal, deficiency, pending. Nothing but notes
    grants what the form grants. A document of no form of ours is routed when every page of it is known to be
    something else. Missing pages, doubts about the pages that no finding speaks of, and a form other than the
    document's never end in a grant. Nor does a field, of any need, that could not be read, unless a person
    has seen the document.
    """
    severity = next((level for level in _STRONGEST_FIRST if _of(findings, level)), None)
    if severity is None:
        outcome, codes = _without_objection(document, form, findings)
        unread = tuple(code for code in _of(findings, Severity.NOTE) if code.startswith(_UNREAD))
        if outcome in GRANTS and unread and not seen_by_person:
            outcome, codes = Outcome.REVIEW, unread
    else:
        codes = _of(findings, severity)
        only_duplicate = severity is Severity.REFUSAL and set(codes) == {_DUPLICATE}
        outcome = Outcome.DUPLICATE if only_duplicate else _ASKED_FOR[severity]
    return Disposition(
        fax=document.fax,
        document=document.number,
        form=document.form,
        outcome=outcome,
        reasons=codes,
        findings=findings,
        rule_set=rule_set,
        as_of=as_of,
    )


def _without_objection(
    document: Document, form: FormDefinition | None, findings: tuple[Finding, ...]
) -> tuple[Outcome, tuple[str, ...]]:
    codes = tuple(dict.fromkeys(finding.code for finding in findings))
    if form is None and document.form is None and codes and _ELSEWHERE.issuperset(codes):
        return Outcome.ROUTE, codes
    if form is None or form.ref != document.form:
        return Outcome.REVIEW, ("VERSION_UNKNOWN",)
    if document.missing:
        return Outcome.REVIEW, ("PAGES_MISSING",)
    if document.doubts and "PAGES_FOREIGN" not in codes:
        return Outcome.REVIEW, ("PAGES_FOREIGN",)
    return (form.grants if form.grants in GRANTS else Outcome.REVIEW), ()


def _of(findings: tuple[Finding, ...], severity: Severity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.code for finding in findings if finding.severity is severity))
