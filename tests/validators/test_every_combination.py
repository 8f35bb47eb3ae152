"""No path to certify, enroll or authorize without each prerequisite: every combination of them."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from documents import GRANTS, Finding, FormRef, Outcome
from pipeline.decide import decide
from tests.validators.builders import (
    CURRENT_FORMS,
    form_of,
    perfect,
)
from tests.validators.lacking import LACKING, NEEDS_EVIDENCE
from tests.validators.verdicts import AS_OF, findings, with_all_set_aside
from validators import RULE_SET, Case


def lacking(form: FormRef, names: tuple[str, ...]) -> Case:
    case = perfect(form)
    for name in names:
        case = LACKING[form][name](case)
    return case


def every_combination(form: FormRef) -> Iterator[tuple[tuple[str, ...], tuple[Finding, ...]]]:
    """What is lacking, at least one thing, and what the rules say of it."""
    names = tuple(LACKING[form])
    for count in range(1, len(names) + 1):
        for chosen in combinations(names, count):
            yield chosen, findings(lacking(form, chosen))


def decided(form: FormRef, found: tuple[Finding, ...]) -> Outcome:
    """The decision once a person has seen the document."""
    document = perfect(form).reading.document
    return decide(document, form_of(form), found, AS_OF, RULE_SET, seen_by_person=True).outcome


@pytest.mark.parametrize("form", CURRENT_FORMS, ids=str)
def test_no_combination_that_lacks_a_prerequisite_is_granted(form: FormRef) -> None:
    granted, granted_by_people, seen = [], [], 0
    for names, found in every_combination(form):
        seen += 1
        if decided(form, found) in GRANTS:
            granted.append(names)
        if NEEDS_EVIDENCE & set(names) and decided(form, with_all_set_aside(found)) in GRANTS:
            granted_by_people.append(names)
    assert granted == []
    assert granted_by_people == []
    assert seen == 2 ** len(LACKING[form]) - 1
    assert decided(form, findings(perfect(form))) is form_of(form).grants


@pytest.mark.parametrize("form", CURRENT_FORMS, ids=str)
def test_each_prerequisite_alone_has_a_finding_of_its_own(form: FormRef) -> None:
    said = {name: {one.code for one in findings(lacking(form, (name,)))} for name in LACKING[form]}
    assert [name for name, codes in said.items() if not codes] == []
    assert len({frozenset(codes) for codes in said.values()}) == len(said)
