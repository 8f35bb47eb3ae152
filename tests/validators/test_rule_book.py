"""The rules, codes and forms as one book: nothing unnamed, nothing undocumented."""

import inspect
from pathlib import Path

import pytest

from documents import BadFormFile, FormRef, Outcome
from tests.validators.builders import CURRENT_FORMS, form_of, library, perfect
from validators import RULES, Limits, check, check_rules
from validators.essential import essential_rules
from validators.reasons import NEVER_OVERRIDDEN, REASONS, is_listed, may_be_overridden, sentence

BOOK = Path(__file__).parents[2] / "docs" / "rules.md"


def test_every_rule_goes_by_the_name_of_its_function_and_says_what_it_does() -> None:
    assert [name for name, rule in RULES.items() if inspect.unwrap(rule).__qualname__ != name] == []
    assert [name for name, rule in RULES.items() if not inspect.getdoc(rule)] == []


def test_every_rule_is_asked_for_by_some_form() -> None:
    asked = {name for form in library() for name in form.rules}
    assert set(RULES) - asked == set()


def test_every_form_names_rules_that_exist_and_all_it_needs() -> None:
    for form in library():
        check_rules(form)


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_a_form_without_an_essential_rule_is_refused(ref: FormRef) -> None:
    form = form_of(ref)
    assert essential_rules(form)
    for name in essential_rules(form):
        fewer = form.model_copy(update={"rules": tuple(rule for rule in form.rules if rule != name)})
        with pytest.raises(BadFormFile, match=f"{ref.form}.*rules.*{name}"):
            check(perfect(ref).model_copy(update={"form": fewer}))


def test_a_rule_nobody_knows_is_refused() -> None:
    form = form_of(CURRENT_FORMS[0])
    with pytest.raises(BadFormFile, match="no rule 'guess'"):
        check_rules(form.model_copy(update={"rules": ("guess",)}))


def test_a_form_that_grants_a_refusal_or_records_what_has_no_rules_is_refused() -> None:
    form = form_of(CURRENT_FORMS[0])
    for outcome in (Outcome.REJECT, Outcome.RECORD):
        assert essential_rules(form.model_copy(update={"grants": outcome})) == ()
        with pytest.raises(BadFormFile, match="grants"):
            check_rules(form.model_copy(update={"grants": outcome}))


def test_the_book_names_every_rule_code_and_limit() -> None:
    text = BOOK.read_text(encoding="utf-8")
    names = (*RULES, *REASONS, *Limits.model_fields)
    assert [name for name in names if f"`{name}`" not in text] == []


def test_codes_follow_their_patterns() -> None:
    assert is_listed("MISSING_OFFICE_PHONE")
    assert sentence("SIG_UNCERTAIN_PATIENT").startswith("What stands")
    assert not is_listed("MISSING_")
    assert not is_listed("SOMETHING_ELSE")
    with pytest.raises(KeyError):
        sentence("SOMETHING_ELSE")


def test_evidence_that_is_missing_cannot_be_set_aside() -> None:
    assert set(NEVER_OVERRIDDEN) <= set(REASONS)
    fixed = ["SIG_MISSING_PATIENT", "PRESCRIBER_NOT_CERTIFIED", "PATIENT_NOT_ENROLLED", "HOFH_ABSENT"]
    fixed += ["KA_MISSING", "MISSING_NPI", "ILLEGIBLE_PATIENT_BIRTH_DATE", "INVALID_PRESCRIBER_NPI"]
    assert [code for code in fixed if may_be_overridden(code)] == []
    assert may_be_overridden("DATE_STALE")


def test_a_person_can_set_aside_whatever_only_sends_a_grantable_form_to_review() -> None:
    for code in (
        "HOFH_NEGATED",
        "PATIENT_WITHDRAWS",
        "STANDING_ENDED",
        "CERTIFIED_LATE",
        "NPI_UNCONFIRMED",
        "CONFLICT_THERAPY",
    ):
        assert is_listed(code)
        assert may_be_overridden(code)
