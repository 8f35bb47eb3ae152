"""The committed batch: a few samples of everything, chosen by hand."""

import random

from documents import FormRef
from samples.paper import Preset, Resolution
from samples.plan import Damage, Oddity, SamplePlan, Wrap, received_at, resend, sample_name
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER, PRESCRIBER_2015
from samples.scenarios import scenario
from samples.style import Mode

FIXED_SEED = 20171025

_Line = tuple[FormRef, str, Mode, Preset, Resolution, Damage, Wrap, Oddity]

_T, _P = Wrap.TIFF, Wrap.PDF
_TEXT, _FIELDS = Wrap.DIGITAL_TEXT, Wrap.DIGITAL_FIELDS
_CLEAN, _LIGHT, _HEAVY, _CUT = Damage
_NONE = Oddity.NONE

_LINES: tuple[_Line, ...] = (
    (PRESCRIBER, "complete", "typed", "clean", "fine", _CLEAN, _T, _NONE),
    (PRESCRIBER, "complete", "hand", "office", "fine", _CLEAN, _T, _NONE),
    (PRESCRIBER, "knowledge missing", "typed", "office", "standard", _LIGHT, _T, _NONE),
    (PRESCRIBER, "npi wrong", "typed", "clean", "standard", _CLEAN, _P, _NONE),
    (PRESCRIBER, "not signed", "mixed", "office", "standard", _CLEAN, _T, _NONE),
    (PRESCRIBER, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.MISSING_PAGE),
    (PRESCRIBER, "complete", "digital", "clean", "fine", _CLEAN, _FIELDS, _NONE),
    (PRESCRIBER_2015, "complete", "typed", "office", "fine", _CLEAN, _T, _NONE),
    (PRESCRIBER_2015, "superseded", "typed", "copied", "standard", _CLEAN, _T, _NONE),
    (PHARMACY, "complete", "typed", "clean", "standard", _CLEAN, _T, _NONE),
    (PHARMACY, "complete", "mixed", "office", "standard", _LIGHT, _T, _NONE),
    (PHARMACY, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.REVERSED),
    (PHARMACY, "complete", "digital", "clean", "fine", _CLEAN, _TEXT, _NONE),
    (ACKNOWLEDGMENT, "complete", "typed", "clean", "fine", _CLEAN, _T, _NONE),
    (ACKNOWLEDGMENT, "complete", "hand", "office", "standard", _CLEAN, _T, Oddity.COVER),
    (ACKNOWLEDGMENT, "prescriber pending", "typed", "office", "standard", _CLEAN, _P, _NONE),
    (ACKNOWLEDGMENT, "diagnosis not ticked", "mixed", "office", "standard", _CLEAN, _T, _NONE),
    (ACKNOWLEDGMENT, "complete", "typed", "office", "standard", _HEAVY, _T, _NONE),
    (ACKNOWLEDGMENT, "complete", "typed", "office", "standard", _CUT, _T, _NONE),
    (ACKNOWLEDGMENT, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.UPSIDE_DOWN),
    (AUTHORIZATION, "complete", "typed", "clean", "fine", _CLEAN, _T, _NONE),
    (AUTHORIZATION, "complete", "typed", "office", "standard", _CLEAN, _P, Oddity.BLANK_PAGE),
    (AUTHORIZATION, "complete", "hand", "copied", "fine", _LIGHT, _T, _NONE),
    (AUTHORIZATION, "refills blank", "typed", "office", "standard", _CLEAN, _T, _NONE),
    (AUTHORIZATION, "patient not enrolled", "typed", "clean", "standard", _CLEAN, _T, _NONE),
    (AUTHORIZATION, "high alt", "typed", "clean", "standard", _CLEAN, _T, _NONE),
    (AUTHORIZATION, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.TWO_PATIENTS),
    (AUTHORIZATION, "complete", "typed", "clean", "standard", _CLEAN, _T, Oddity.LAB_REPORT),
    (PRESCRIBER, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.OTHER_PROGRAM),
    (PRESCRIBER, "complete", "typed", "clean", "standard", _CLEAN, _T, Oddity.BLANK_FORM),
    (PRESCRIBER, "complete", "typed", "office", "standard", _CLEAN, _T, Oddity.JUNK),
    (AUTHORIZATION, "complete", "typed", "clean", "standard", _CLEAN, _T, Oddity.ADVERSE_EVENT),
)
_RESENT = 10
_SCANNED_AGAIN = 14
"""Places in the list, counted from 1, of what is sent a second time."""


def fixed_batch_plan() -> tuple[SamplePlan, ...]:
    """The plans of `samples/batch`: every form and edition, every way of filling in, every trouble."""
    plans = [_plan(number, line) for number, line in enumerate(_LINES, start=1)]
    for first, oddity in ((_RESENT, Oddity.RESENT), (_SCANNED_AGAIN, Oddity.SCANNED_AGAIN)):
        number = len(plans) + 1
        plans.append(resend(plans[first - 1], number, oddity, random.Random(f"{FIXED_SEED}:{number}")))
    return tuple(plans)


def _plan(number: int, line: _Line) -> SamplePlan:
    form, story, mode, preset, resolution, damage, wrap, oddity = line
    rng = random.Random(f"{FIXED_SEED}:{number}")
    return SamplePlan(
        name=sample_name(number, form, story if oddity is _NONE else oddity.value),
        seed=rng.getrandbits(48),
        form=form,
        scenario=story,
        mode=mode,
        preset=preset,
        resolution=resolution,
        damage=damage,
        wrap=wrap,
        oddity=oddity,
        received_at=received_at(form, scenario(form, story), rng),
    )
