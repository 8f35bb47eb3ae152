"""The form editions carry their fields, rules and dates."""

import datetime as dt

import pytest

from documents import FormRef, NoSuchThing, Outcome
from forms import (
    FORMS_FOLDER,
    FieldDefinition,
    FieldKind,
    FormDefinition,
    Need,
    check_anchors,
    check_rules,
    load_forms,
)
from tests.forms.expected_fields import FIELDS, OPTIONS
from validators import RULES
from validators import check_rules as check_essential_rules

LIBRARY = load_forms()
FORMS = pytest.mark.parametrize("form", list(LIBRARY), ids=lambda form: str(form.ref))
PRESCRIBER = FormRef(form="prescriber_enrollment", edition="2017-10")


def said(field: FieldDefinition) -> str:
    sign = {Need.REQUIRED: "*", Need.CONDITIONAL: "?", Need.OPTIONAL: ""}[field.need]
    return f"{field.name}:{field.kind}{sign}{'!' if field.critical else ''}"


def test_there_are_thirteen_editions_newest_first_within_a_form() -> None:
    assert [str(form.ref) for form in LIBRARY] == [
        "change_of_information/2017-10",
        "knowledge_assessment/2017-10",
        "patient_acknowledgment/2026-11",
        "patient_acknowledgment/2017-10",
        "patient_discontinuation/2017-10",
        "pharmacy_enrollment/2026-11",
        "pharmacy_enrollment/2017-10",
        "prescriber_enrollment/2026-11",
        "prescriber_enrollment/2017-10",
        "prescriber_enrollment/2015-07",
        "prescription_authorization/2026-11",
        "prescription_authorization/2017-10",
        "representative_change/2017-10",
    ]
    assert LIBRARY.newest("prescriber_enrollment").ref.edition == "2026-11"


@FORMS
def test_a_form_has_exactly_the_fields_it_must_have(form: FormDefinition) -> None:
    assert sorted(said(field) for field in form.fields) == sorted(FIELDS[str(form.ref)].split())


@FORMS
def test_choices_have_their_options_in_printed_order(form: FormDefinition) -> None:
    for field in form.fields:
        names = " ".join(option.name for option in field.options)
        if field.kind is FieldKind.TICK:
            assert names == "yes"
        else:
            assert names == OPTIONS.get(f"{form.ref.form}.{field.name}", "")


@FORMS
def test_a_conditional_field_says_its_condition_or_leaves_it_to_a_rule(form: FormDefinition) -> None:
    for field in form.fields:
        by_condition = field.need is Need.CONDITIONAL and not field.name.startswith("guardian_")
        assert (field.required_when is not None) == by_condition


@FORMS
def test_every_attestation_prints_what_it_agrees_to(form: FormDefinition) -> None:
    for field in form.fields:
        assert bool(field.statement) == (field.kind is FieldKind.TICK and field.name != "ship_same")


@FORMS
def test_a_signature_names_who_signs(form: FormDefinition) -> None:
    for field in form.fields:
        if field.kind is FieldKind.SIGNATURE:
            assert field.role == field.name.removesuffix("_signature")


def test_editions_follow_each_other_without_a_gap() -> None:
    old = LIBRARY.get(FormRef(form="prescriber_enrollment", edition="2015-07"))
    new = LIBRARY.get(PRESCRIBER)
    assert old.current_until is not None
    assert old.current_until + dt.timedelta(days=1) == new.current_from


def test_the_editions_of_2017_stay_in_use_beside_the_capture_edition() -> None:
    for form in LIBRARY:
        assert (form.current_until is None) == (form.ref.edition != "2015-07")
    assert LIBRARY.newest("prescriber_enrollment").current_from == dt.date(2026, 11, 1)


def test_each_form_grants_its_own_outcome() -> None:
    assert {form.ref.form: form.grants for form in LIBRARY} == {
        "prescriber_enrollment": Outcome.CERTIFY,
        "pharmacy_enrollment": Outcome.CERTIFY,
        "patient_acknowledgment": Outcome.ENROLL,
        "prescription_authorization": Outcome.AUTHORIZE,
        "patient_discontinuation": Outcome.RECORD,
        "change_of_information": Outcome.RECORD,
        "representative_change": Outcome.RECORD,
        "knowledge_assessment": Outcome.RECORD,
    }


@FORMS
def test_every_rule_of_a_form_exists_and_none_it_needs_is_absent(form: FormDefinition) -> None:
    check_rules(form, RULES, LIBRARY.blank_path(form.ref).parent)
    check_essential_rules(form)


@FORMS
def test_anchors_are_printed_on_their_pages(form: FormDefinition) -> None:
    check_anchors(form, LIBRARY.blank_path(form.ref))


def test_no_two_pages_share_all_their_anchors() -> None:
    pages = [frozenset(anchors) for form in LIBRARY for anchors in form.anchors]
    assert len(set(pages)) == len(pages)


def test_the_two_prescriber_editions_are_laid_out_differently() -> None:
    new = LIBRARY.get(PRESCRIBER)
    old = LIBRARY.get(FormRef(form="prescriber_enrollment", edition="2015-07"))
    shared = [field.name for field in new.fields if old.has(field.name)]
    assert [name for name in shared if new.field(name).page == 1] != [
        field.name for field in old.fields if field.name in shared
    ]
    moved = [name for name in shared if new.field(name).box.overlap(old.field(name).box) == 0]
    assert len(moved) > len(shared) / 2


def test_an_unknown_form_or_page_is_named() -> None:
    with pytest.raises(NoSuchThing, match="prescriber_enrollment/1999-01"):
        LIBRARY.get(FormRef(form="prescriber_enrollment", edition="1999-01"))
    with pytest.raises(NoSuchThing, match="no page 3"):
        LIBRARY.blank(LIBRARY.newest("prescriber_enrollment").ref, 3)
    with pytest.raises(NoSuchThing, match="wholesaler"):
        LIBRARY.newest("wholesaler")


@FORMS
def test_the_documentation_lists_every_field_and_kind(form: FormDefinition) -> None:
    text = (FORMS_FOLDER.parent / "docs" / "forms.md").read_text(encoding="utf-8")
    heading = f"`{form.ref.form}` {form.ref.edition} ({form.form_id}"
    part = text.partition(heading)[2].partition("\n### ")[0]
    assert [field.name for field in form.fields if f"`{field.name}` " not in part] == []
    assert [kind for kind in FieldKind if f"`{kind}`" not in text] == []
