"""A form in real hands: one person a side, the truth as spelt, and what befalls writing told in it."""

import datetime as dt
import itertools
import random
from collections import Counter

import pytest

from documents import Outcome, ReadState
from forms import load_forms
from forms.definition import MARKED_KINDS, FieldKind, FormDefinition
from samples.fill import fill_form
from samples.filled import Defect, DefectKind, FilledForm, Mishap, SignatureKind
from samples.people import make_cast
from samples.scenarios import scenario
from samples.stage import Hands, stage
from samples.story import Occasion
from samples.style import MarkKind, Mode, pick_style
from samples.writers.casting import NobodyCanWriteIt, by_real_hands, in_real_hands
from samples.writers.load import Company

ON = dt.date(2018, 3, 5)
LIBRARY = load_forms()
PAF = LIBRARY.newest("prescription_authorization")
PEF = LIBRARY.newest("prescriber_enrollment")
PPAF = LIBRARY.newest("patient_acknowledgment")
PLAIN = {Mishap.OVER_RULE, Mishap.OVER_LABEL, Mishap.OVER_EDGE, Mishap.INTO_NEXT}


def filled(form: FormDefinition, seed: int, mode: Mode = "hand", *defects: Defect) -> FilledForm:
    rng = random.Random(seed)
    return fill_form(form, make_cast(rng, ON), Occasion(signed_on=ON), pick_style(mode, rng), rng, defects)


@pytest.mark.parametrize("form", list(LIBRARY), ids=lambda form: str(form.ref))
def test_every_handwritten_field_has_a_writer_and_no_typed_one(
    form: FormDefinition, company: Company
) -> None:
    for mode in ("hand", "mixed", "typed"):
        made = by_real_hands(filled(form, 4, mode), form, company)
        for content in made.fields:
            by_hand = content.truth.hand == "hand" and content.truth.state is ReadState.READ
            assert bool(content.truth.writer) == by_hand, content.truth.name
            assert content.truth.writer == content.writer


def test_one_person_writes_a_form_and_at_most_a_second_the_patients_side(company: Company) -> None:
    sides = Counter[bool]()
    for seed in range(30):
        made = by_real_hands(filled(PPAF, seed), PPAF, company)
        written = [content for content in made.fields if content.writer and content.signature is None]
        mine = {one.writer for one in written if one.truth.name.startswith(("patient_", "emergency_"))}
        theirs = {one.writer for one in written if one.truth.name.startswith("prescriber_")}
        assert len(mine) == len(theirs) == 1
        sides[mine == theirs] += 1
    assert sides[True] > 3
    assert sides[False] > 10


def test_the_truth_says_what_is_written_and_in_which_letters(company: Company) -> None:
    words = (FieldKind.NAME, FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.CITY)
    spelt = Counter[bool]()
    for seed, form in itertools.product(range(12), (PAF, PEF)):
        before = filled(form, seed)
        after = by_real_hands(before, form, company)
        for field, old, new in zip(form.fields, before.fields, after.fields, strict=True):
            assert new.truth.value.casefold() == old.truth.value.casefold()
            if field.kind in words and new.written:
                assert new.truth.value == new.written
                spelt[new.written.isupper()] += 1
            if field.kind not in (*words, FieldKind.INITIAL):
                assert new.truth.value == old.truth.value
    assert min(spelt[True], spelt[False]) > 10


def test_what_befalls_writing_is_told_in_the_truth_at_the_rate_people_do_it(company: Company) -> None:
    fields, befallen = 0, Counter[Mishap]()
    for seed in range(150):
        made = by_real_hands(filled(PAF, seed), PAF, company)
        for content in made.fields:
            fields += bool(content.writer and content.written)
            befallen.update(content.mishaps)
            assert bool(content.mishaps) == bool(content.truth.note)
            assert content.truth.ambiguous == (bool(content.mishaps) and content.mishaps[0] not in PLAIN)
            if {Mishap.STRUCK_OUT, Mishap.CORRECTED_ABOVE} & set(content.mishaps):
                assert content.crossed_out not in ("", content.written)
            if Mishap.OTHER_BOX_FIRST in content.mishaps:
                assert content.marks[0].kind is MarkKind.SCRIBBLED_OUT
                assert content.marks[1].option == content.truth.value
    assert 0.03 < befallen.total() / fields < 0.08
    assert {Mishap.OVER_RULE, Mishap.OVER_LABEL, Mishap.OVERWRITTEN} <= set(befallen)


def test_a_form_after_whose_writing_one_would_look_twice_goes_to_a_person(company: Company) -> None:
    outcomes = Counter[bool]()
    for seed in range(120):
        rng = random.Random(seed)
        before = stage(scenario(PAF.ref, "complete"), LIBRARY, Hands(mode="hand"), ON, rng)
        after = in_real_hands(before, company)
        doubtful = any(truth.ambiguous for truth in after.filled.truths)
        outcomes[doubtful] += 1
        assert after.outcome is (Outcome.REVIEW if doubtful else Outcome.AUTHORIZE)
        assert after.reasons == (("ALTERED",) if doubtful else ())
    assert outcomes[False] > 4 * outcomes[True] > 0


def test_without_a_company_the_form_stays_as_it_is() -> None:
    staged = stage(scenario(PAF.ref, "complete"), LIBRARY, Hands(mode="hand"), ON, random.Random(1))
    assert in_real_hands(staged, None) is staged


def test_the_same_pen_signs_with_the_same_hand_on_every_form(company: Company) -> None:
    made = [by_real_hands(filled(PAF, 9), PAF, company), by_real_hands(filled(PPAF, 9), PPAF, company)]
    signers = {
        content.pen: content.writer
        for form in made
        for content in form.fields
        if content.signature is SignatureKind.WET
    }
    again = by_real_hands(filled(PAF, 9, "typed"), PAF, company)
    for content in again.fields:
        if content.signature is not None:
            assert content.writer == signers.get(content.pen, content.writer)


def test_a_field_with_a_defect_keeps_it_and_gets_nothing_more(company: Company) -> None:
    for kind, field in (
        (DefectKind.CORRECTED, "patient_last_name"),
        (DefectKind.SCRIBBLED, "patient_last_name"),
        (DefectKind.CIRCLED, "attest_hofh"),
        (DefectKind.PRINTED_NAME, "prescriber_signature"),
    ):
        made = by_real_hands(filled(PAF, 3, "hand", Defect(kind=kind, field=field)), PAF, company)
        content = next(content for content in made.fields if content.truth.name == field)
        assert content.truth.ambiguous
        assert content.mishaps == ()
        assert content.writer


def test_marks_vary_as_hands_make_them(company: Company) -> None:
    kinds = Counter(
        mark.kind
        for seed in range(60)
        for form in (PAF, LIBRARY.newest("pharmacy_enrollment"))
        for field, content in zip(
            form.fields, by_real_hands(filled(form, seed), form, company).fields, strict=True
        )
        for mark in content.marks
        if field.kind in MARKED_KINDS
    )
    assert {MarkKind.LIGHT, MarkKind.REACHING, MarkKind.OVERFILLED, MarkKind.TICK} <= set(kinds)
    assert kinds[MarkKind.LIGHT] + kinds[MarkKind.REACHING] < 0.1 * kinds.total()


def test_nobody_writes_letters_nobody_left(company: Company) -> None:
    strangers = Company("test", tuple(person for person in company.people if not person.writes_numbers))
    with pytest.raises(NobodyCanWriteIt, match="test writers"):
        by_real_hands(filled(PAF, 1), PAF, strangers)
