"""From findings to a disposition: precedence, grants, and what can never be granted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import Disposition, Document, DocumentPage, Finding, FormRef, Outcome, Severity
from pipeline.decide import decide
from tests.validators.builders import (
    CURRENT_FORMS,
    FAX,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    form_of,
)
from tests.validators.verdicts import AS_OF

GRANTS = {Outcome.CERTIFY, Outcome.ENROLL, Outcome.AUTHORIZE}
STRENGTH = list(Severity)


def document(ref: FormRef | None = PRESCRIBER_ENROLLMENT) -> Document:
    pages = (DocumentPage(number=1, form_page=1 if ref else 0, turn=0),)
    return Document(fax=FAX, number=1, form=ref, pages=pages)


def finding(severity: Severity, code: str = "DATE_STALE") -> Finding:
    return Finding(rule="some_rule", code=code, severity=severity, message="Something.")


def decided(*findings: Finding, of: Document | None = None) -> Disposition:
    of = of or document()
    return decide(of, form_of(of.form) if of.form else None, findings, AS_OF, "set")


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_nothing_but_notes_grants_what_the_form_grants(ref: FormRef) -> None:
    granted = decided(finding(Severity.NOTE), of=document(ref))
    assert (granted.outcome, granted.reasons) == (form_of(ref).grants, ())


@pytest.mark.parametrize(
    ("severity", "outcome"),
    [
        (Severity.PENDING, Outcome.PENDING),
        (Severity.DEFICIENCY, Outcome.DEFICIENT),
        (Severity.REFUSAL, Outcome.REJECT),
        (Severity.REVIEW, Outcome.REVIEW),
    ],
)
def test_a_severity_has_its_outcome(severity: Severity, outcome: Outcome) -> None:
    assert decided(finding(severity)).outcome is outcome


@settings(deadline=None)
@given(st.lists(st.sampled_from(STRENGTH), min_size=1, max_size=6))
def test_the_strongest_severity_decides_in_any_order(severities: list[Severity]) -> None:
    strongest = max(severities, key=STRENGTH.index)
    mixed = decided(*(finding(severity) for severity in severities))
    assert mixed.outcome is decided(finding(strongest)).outcome
    assert len(mixed.findings) == len(severities)


def test_reasons_are_the_codes_that_decided_each_once_in_order() -> None:
    result = decided(
        finding(Severity.PENDING, "KA_MISSING"),
        finding(Severity.DEFICIENCY, "MISSING_NPI"),
        finding(Severity.DEFICIENCY, "DATE_FUTURE"),
        finding(Severity.DEFICIENCY, "MISSING_NPI"),
    )
    assert result.reasons == ("MISSING_NPI", "DATE_FUTURE")


def test_a_refusal_for_being_a_duplicate_alone_is_a_duplicate() -> None:
    duplicate = finding(Severity.REFUSAL, "DUPLICATE")
    assert decided(duplicate, finding(Severity.DEFICIENCY)).outcome is Outcome.DUPLICATE
    other = finding(Severity.REFUSAL, "PRESCRIBER_NOT_CERTIFIED")
    assert decided(duplicate, other).outcome is Outcome.REJECT


@pytest.mark.parametrize(
    ("update", "reason"),
    [
        ({"missing": (2,)}, "PAGES_MISSING"),
        ({"doubts": ("pages of two faxes",)}, "PAGES_FOREIGN"),
        ({"form": PRESCRIPTION_AUTHORIZATION}, "VERSION_UNKNOWN"),
    ],
)
def test_pages_in_doubt_or_another_form_are_never_granted(update: dict[str, object], reason: str) -> None:
    doubtful = document().model_copy(update=update)
    result = decide(doubtful, form_of(PRESCRIBER_ENROLLMENT), (), AS_OF, "set")
    assert (result.outcome, result.reasons) == (Outcome.REVIEW, (reason,))


def test_doubtful_pages_that_a_person_has_put_right_are_granted() -> None:
    doubtful = document().model_copy(update={"doubts": ("pages of two faxes",)})
    settled = finding(Severity.NOTE, "PAGES_FOREIGN")
    assert decided(settled, of=doubtful).outcome is Outcome.CERTIFY
    assert decided(settled, of=doubtful.model_copy(update={"missing": (2,)})).outcome is Outcome.REVIEW


def test_a_document_of_no_form_is_never_granted() -> None:
    assert decided(of=document(None)).outcome is Outcome.REVIEW
    assert decided(finding(Severity.NOTE, "NOT_A_FORM"), of=document(None)).outcome is Outcome.ROUTE
    assert decided(finding(Severity.NOTE, "DATE_STALE"), of=document(None)).outcome is Outcome.REVIEW


def test_a_form_of_ours_is_never_routed() -> None:
    result = decided(finding(Severity.NOTE, "OTHER_PROGRAM"))
    assert result.outcome in GRANTS


def test_the_same_arguments_give_the_same_disposition() -> None:
    once, again = decided(finding(Severity.REVIEW)), decided(finding(Severity.REVIEW))
    assert once.model_dump_json() == again.model_dump_json()
    assert (once.as_of, once.rule_set, once.fax) == (AS_OF, "set", FAX)
