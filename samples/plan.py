"""What a batch of samples is made of: one plan a sample, drawn from fixed proportions."""

import datetime as dt
import random
from enum import StrEnum

from pydantic import Field

from documents import FormRef, Record
from samples.cast import Cast
from samples.fonts import FontUse
from samples.paper import Preset, Resolution
from samples.scenario import (
    ACKNOWLEDGMENT,
    AUTHORIZATION,
    PHARMACY,
    PRESCRIBER,
    PRESCRIBER_2015,
    Scenario,
)
from samples.scenarios import SCENARIOS, scenario
from samples.style import Mode
from samples.writers.split import Part


class Oddity(StrEnum):
    """What is unusual about the pages of a fax."""

    NONE = "none"
    COVER = "cover"
    COVER_LAST = "cover_last"
    TWO_DOCUMENTS = "two_documents"
    TWO_PATIENTS = "two_patients"
    REVERSED = "reversed"
    UPSIDE_DOWN = "upside_down"
    MISSING_PAGE = "missing_page"
    BLANK_PAGE = "blank_page"
    OTHER_PROGRAM = "other_program"
    LAB_REPORT = "lab_report"
    JUNK = "junk"
    ADVERSE_EVENT = "adverse_event"
    BLANK_FORM = "blank_form"
    RESENT = "resent"
    SCANNED_AGAIN = "scanned_again"
    ORDER_FIRST = "order_first"
    REVERSED_UPSIDE_DOWN = "reversed_upside_down"
    COVER_ALONE = "cover_alone"


class Damage(StrEnum):
    """How a call spoils its worst page: no bad rows, 1 to 15, more; or it breaks off between pages."""

    CLEAN = "clean"
    LIGHT = "light"
    HEAVY = "heavy"
    CUT = "cut"


class Wrap(StrEnum):
    """What file arrives: the received TIFF, the same in a PDF, or a PDF that was never faxed."""

    TIFF = "tiff"
    PDF = "pdf"
    DIGITAL_TEXT = "digital_text"
    DIGITAL_FIELDS = "digital_fields"


class SamplePlan(Record):
    """All that decides one sample; the same plan gives the same bytes.

    `scenario` names a story of `form`, or what `tells` is about, a story of the plan's own. A sample with
    `of` is a resend of that other plan: the same bytes, or the same paper scanned again at another time.
    With `writers` handwriting is in the strokes of that part's real writers instead of fonts. A `cast` takes
    part instead of people made up, and is on file already; of two patients the second is of `other_cast`.
    """

    name: str
    seed: int
    form: FormRef
    scenario: str
    mode: Mode
    preset: Preset = "office"
    resolution: Resolution = "fine"
    damage: Damage = Damage.CLEAN
    wrap: Wrap = Wrap.TIFF
    oddity: Oddity = Oddity.NONE
    received_at: dt.datetime
    fonts: FontUse = "maker"
    writers: Part | None = None
    of: "SamplePlan | None" = Field(default=None, repr=False)
    cast: Cast | None = Field(default=None, repr=False)
    other_cast: Cast | None = Field(default=None, repr=False)
    tells: Scenario | None = Field(default=None, repr=False)

    def told(self) -> Scenario:
        """Its story, with its cast."""
        story = self.tells or scenario(self.form, self.scenario)
        return story.model_copy(update={"cast": self.cast})

    def story(self) -> str:
        """The plan in one line for people."""
        parts = (self.form, self.scenario, self.mode, self.preset, self.resolution, self.damage, self.wrap)
        return ", ".join(str(part) for part in (*parts, self.oddity) if str(part) != "none")


_FORMS = (PRESCRIBER, PRESCRIBER_2015, PHARMACY, ACKNOWLEDGMENT, AUTHORIZATION)
_FORM_WEIGHTS = (26, 10, 20, 22, 22)
_MODES: tuple[Mode, ...] = ("typed", "hand", "mixed")
_MODE_WEIGHTS = (55, 25, 20)
_PRESETS: tuple[Preset, ...] = ("clean", "office", "copied", "worn")
_PRESET_WEIGHTS = (25, 45, 20, 10)
_RESOLUTIONS: tuple[Resolution, ...] = ("fine", "standard")
_DAMAGES = (Damage.CLEAN, Damage.LIGHT, Damage.HEAVY)
_DAMAGE_WEIGHTS = (70, 20, 10)
_WRAPS = tuple(Wrap)
_WRAP_WEIGHTS = (78, 12, 5, 5)
_ODD_SHARE = 0.1
_COVER_SHARE = 0.12
_TWO_PAGES = (PRESCRIBER, PHARMACY, ACKNOWLEDGMENT)
_ODD_FORMS = {
    Oddity.TWO_DOCUMENTS: (AUTHORIZATION,),
    Oddity.TWO_PATIENTS: (AUTHORIZATION,),
    Oddity.REVERSED: _TWO_PAGES,
    Oddity.MISSING_PAGE: _TWO_PAGES,
}
_NO_FORM_OF_OURS = frozenset({Oddity.OTHER_PROGRAM, Oddity.JUNK, Oddity.ADVERSE_EVENT})
TOLD_ALONE = (Oddity.ORDER_FIRST, Oddity.REVERSED_UPSIDE_DOWN, Oddity.COVER_ALONE)
"""In plans made for a case, never drawn."""
_DRAWN = tuple(odd for odd in Oddity if odd not in (Oddity.NONE, Oddity.COVER, *TOLD_ALONE))
_FAXED = (Wrap.TIFF, Wrap.PDF)


def plan_batch(count: int, seed: int) -> tuple[SamplePlan, ...]:
    """Plans for `count` samples; the first plans of a longer batch with the same seed are the same.

    A resend follows the sample it repeats and arrives later.
    """
    plans: list[SamplePlan] = []
    for number in range(1, count + 1):
        rng = random.Random(f"{seed}:{number}")
        plan = _plan(number, rng)
        faxed = [
            old for old in plans if old.wrap is Wrap.TIFF and old.of is None and old.scenario == "complete"
        ]
        if plan.oddity in (Oddity.RESENT, Oddity.SCANNED_AGAIN):
            plan = resend(rng.choice(faxed), number, plan.oddity, rng) if faxed else _plain(plan)
        plans.append(plan)
    return tuple(plans)


def received_at(form: FormRef, story: Scenario, rng: random.Random) -> dt.datetime:
    """A moment in office hours while the edition was current, or after its end for a superseded form."""
    first, last = dt.date(2017, 11, 6), dt.date(2018, 5, 25)
    if form == PRESCRIBER_2015 and not story.superseded:
        first, last = dt.date(2016, 11, 1), dt.date(2017, 10, 12)
    day = first + dt.timedelta(days=rng.randint(0, (last - first).days))
    return dt.datetime(
        day.year, day.month, day.day, rng.randint(14, 21), rng.randint(0, 59), 7, tzinfo=dt.UTC
    )


def resend(first: SamplePlan, number: int, oddity: Oddity, rng: random.Random) -> SamplePlan:
    """The same fax again, some minutes later: its very bytes, or its paper scanned and sent anew."""
    later = first.received_at + dt.timedelta(minutes=rng.randint(4, 50))
    changed = {
        "name": sample_name(number, first.form, oddity.value),
        "oddity": oddity,
        "received_at": later,
        "of": first,
    }
    return first.model_copy(update=changed)


def sample_name(number: int, form: FormRef, what: str) -> str:
    """The name of a sample and its folder: number, form where it has one of ours, what it is about."""
    about = "" if what in _NO_FORM_OF_OURS else f"{form.form} "
    words = f"{about}{what}".replace("_", "-").replace(" ", "-")
    return f"{number:04d}-{words}"


def _plan(number: int, rng: random.Random) -> SamplePlan:
    oddity = _oddity(rng)
    form = rng.choice(_ODD_FORMS[oddity]) if oddity in _ODD_FORMS else rng.choices(_FORMS, _FORM_WEIGHTS)[0]
    stories = [story for story in SCENARIOS if story.form == form]
    story = rng.choices(stories, [story.weight for story in stories])[0]
    if oddity not in (Oddity.NONE, Oddity.COVER):
        story = next(story for story in stories if story.name == "complete")
    mode = rng.choices(_MODES, _MODE_WEIGHTS)[0]
    plain = oddity is Oddity.NONE and not story.defects and not story.note
    wrap = rng.choices(_WRAPS, _WRAP_WEIGHTS)[0] if plain else rng.choices(_FAXED, (85, 15))[0]
    digital = wrap in (Wrap.DIGITAL_TEXT, Wrap.DIGITAL_FIELDS)
    preset = rng.choices(_PRESETS, _PRESET_WEIGHTS)[0]
    return SamplePlan(
        name=sample_name(number, form, story.name if oddity is Oddity.NONE else oddity.value),
        seed=rng.getrandbits(48),
        form=form,
        scenario=story.name,
        mode="digital" if digital else mode,
        preset=preset,
        resolution=rng.choices(_RESOLUTIONS, (60, 40))[0],
        damage=Damage.CLEAN if digital else _damage(form, rng),
        wrap=wrap,
        oddity=oddity,
        received_at=received_at(form, story, rng),
    )


def _oddity(rng: random.Random) -> Oddity:
    if rng.random() < _ODD_SHARE:
        return rng.choice(_DRAWN)
    return Oddity.COVER if rng.random() < _COVER_SHARE else Oddity.NONE


def _damage(form: FormRef, rng: random.Random) -> Damage:
    damage = rng.choices(_DAMAGES, _DAMAGE_WEIGHTS)[0]
    return Damage.CUT if form in _TWO_PAGES and rng.random() < 0.01 else damage


def _can_be_resent(plan: SamplePlan) -> bool:
    """An order sent twice is another matter: its first authorization is still open."""
    faxed_whole = plan.wrap is Wrap.TIFF and plan.damage is not Damage.CUT
    granted = plan.scenario == "complete" and plan.form != AUTHORIZATION
    return faxed_whole and granted and plan.of is None and plan.oddity is Oddity.NONE


def _plain(plan: SamplePlan) -> SamplePlan:
    return plan.model_copy(update={"oddity": Oddity.NONE})
