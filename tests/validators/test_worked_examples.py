"""Every rule has a worked example that passes and one that does not, and the reference shows them."""

import pytest

from tests.validators.rule_reference import PAGE, WORKED, reference, says
from tests.validators.worked_papers import Worked, passing
from validators import RULES, check
from validators.reasons import REASONS, sentence
from validators.sources import SOURCES


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: f"{worked.rule}-{worked.code}")
def test_a_perfect_form_passes_the_rule_and_the_changed_one_does_not(worked: Worked) -> None:
    assert list(RULES[worked.rule](passing(worked))) == []
    assert worked.code in {remark.code for remark in says(worked)}
    assert worked.rule in passing(worked).form.rules


@pytest.mark.parametrize("worked", WORKED, ids=lambda worked: f"{worked.rule}-{worked.code}")
def test_what_a_rule_says_is_found_whole_and_under_its_name(worked: Worked) -> None:
    found = check(worked.change(passing(worked)))
    said = [(worked.rule, one.severity, one.code, one.fields, one.message) for one in says(worked)]
    assert [
        (one.rule, one.severity, one.code, one.fields, one.message)
        for one in found
        if one.rule == worked.rule
    ] == said


def test_every_rule_has_an_example_and_a_source_and_no_other_has() -> None:
    assert {worked.rule for worked in WORKED} == set(RULES)
    assert set(SOURCES) == set(RULES)


def test_every_code_a_rule_may_give_has_an_example() -> None:
    of_no_rule = {"AUDIT_ERROR", "OTHER_PROGRAM", "PAGE_UNIDENTIFIED"}
    meant = {sentence(worked.code) for worked in WORKED}
    assert {code for code, meaning in REASONS.items() if meaning not in meant} == of_no_rule


def test_the_rule_reference_is_what_the_rules_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference()
