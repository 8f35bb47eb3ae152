"""Cast a story: its people, what the registry holds of them, the filled-in form and its true outcome."""

import datetime as dt
import random

from documents import (
    KnowledgeResult,
    KnownPatient,
    KnownPharmacy,
    KnownPrescriber,
    OpenAuthorization,
    Outcome,
    Record,
    Standing,
)
from forms.definition import FieldDefinition, FieldKind, FormDefinition, Need
from forms.library import FormLibrary
from samples.cast import Cast, Patient, Pharmacy, Prescriber
from samples.fill import fill_form
from samples.filled import Defect, DefectKind, FilledForm
from samples.fonts import FontUse
from samples.people import make_cast, make_minor
from samples.registry_csv import OnFile, known_as
from samples.scenario import Scenario
from samples.story import Given, Occasion
from samples.style import Mode, pick_style

_REASONS = {"attest_hofh": "HOFH_ABSENT", "attest_indication": "HOFH_ABSENT", "attest_liver": "LIVER_ABSENT"}
_NEVER_LEFT_OUT = frozenset({FieldKind.SIGNATURE, FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.TICK})


class Hands(Record):
    """How a form is filled in, and from which fonts."""

    mode: Mode
    fonts: FontUse = "maker"


class Staged(Record):
    """A story ready to be printed: form, people, prerequisites and truth."""

    filled: FilledForm
    form: FormDefinition
    cast: Cast
    on_file: OnFile
    outcome: Outcome
    reasons: tuple[str, ...]


def stage(
    scenario: Scenario,
    library: FormLibrary,
    hands: Hands,
    on: dt.date,
    rng: random.Random,
    with_prescriber_of: Cast | None = None,
) -> Staged:
    """Stage a story received on a day; `rng` decides all that the story leaves open.

    With `with_prescriber_of` that cast's prescriber appears again, who is then not put on file anew.
    """
    form = library.get(scenario.form)
    cast = scenario.cast or make_cast(rng, on)
    if scenario.minor:
        cast = cast.model_copy(update={"patient": make_minor(rng, on)})
    if with_prescriber_of is not None:
        cast = cast.model_copy(update={"prescriber": with_prescriber_of.prescriber})
    signed_on = max(on - dt.timedelta(days=rng.randint(0, 9)), form.current_from)
    dated = tuple(
        Given(name=date.field, value=(on - dt.timedelta(days=date.days_before)).isoformat())
        for date in scenario.dated
    )
    defects, reasons = _defects(scenario, form, rng)
    filled = fill_form(
        form,
        cast,
        Occasion(
            signed_on=signed_on,
            given=scenario.given + dated,
            note=scenario.note,
            note_beside=scenario.note_beside,
        ),
        pick_style(hands.mode, rng, hands.fonts),
        rng,
        defects,
    )
    on_file = OnFile() if scenario.cast else on_file_of(scenario, cast, signed_on, rng)
    if with_prescriber_of is not None:
        on_file = on_file.model_copy(update={"prescribers": (), "knowledge": ()})
    return Staged(
        filled=filled,
        form=form,
        cast=cast,
        on_file=on_file,
        outcome=scenario.outcome,
        reasons=reasons,
    )


def _defects(
    scenario: Scenario, form: FormDefinition, rng: random.Random
) -> tuple[tuple[Defect, ...], tuple[str, ...]]:
    if not scenario.leaves_out:
        return scenario.defects, scenario.reasons
    field = rng.choice([field for field in form.fields if _may_be_left_out(field, scenario)])
    reason = _REASONS.get(field.name, f"MISSING_{field.name.upper()}")
    return (Defect(kind=DefectKind.BLANK, field=field.name),), (reason,)


def _may_be_left_out(field: FieldDefinition, scenario: Scenario) -> bool:
    if field.need is not Need.REQUIRED:
        return False
    if scenario.leaves_out == "tick":
        return field.kind is FieldKind.TICK
    return field.kind not in _NEVER_LEFT_OUT


def on_file_of(scenario: Scenario, cast: Cast, signed_on: dt.date, rng: random.Random) -> OnFile:
    """What the story has on file of its people before the form is signed, and nobody else's."""
    about = scenario.form.form
    prescribes = about != "pharmacy_enrollment"
    fills = about in ("pharmacy_enrollment", "prescription_authorization")
    enrolled = _patient(cast, scenario.patient, signed_on, rng) if about.startswith("prescription") else ()
    return OnFile(
        prescribers=_prescriber(cast.prescriber, scenario.prescriber, signed_on, rng) if prescribes else (),
        pharmacies=_pharmacy(cast.pharmacy, scenario.pharmacy, signed_on, rng) if fills else (),
        patients=enrolled,
        knowledge=_knowledge(cast.prescriber, scenario, signed_on, rng) if prescribes else (),
        authorizations=_ended(enrolled, cast, signed_on, rng),
    )


def _prescriber(
    who: Prescriber, standing: Standing | None, signed_on: dt.date, rng: random.Random
) -> tuple[KnownPrescriber, ...]:
    if standing is None:
        return ()
    certified, decertified = _days(standing, signed_on, rng)
    return (known_as(who, standing, certified, decertified),)


def _pharmacy(
    where: Pharmacy, standing: Standing | None, signed_on: dt.date, rng: random.Random
) -> tuple[KnownPharmacy, ...]:
    if standing is None:
        return ()
    certified, decertified = _days(standing, signed_on, rng)
    who = where.representative
    known = KnownPharmacy(
        npi=where.npi,
        ncpdp=where.ncpdp,
        name=where.name,
        standing=standing,
        certified_on=certified,
        decertified_on=decertified,
        representative=f"{who.first_name} {who.last_name}",
        fax=where.fax,
    )
    return (known,)


def _days(
    standing: Standing, signed_on: dt.date, rng: random.Random
) -> tuple[dt.date | None, dt.date | None]:
    since = signed_on - dt.timedelta(days=rng.randint(60, 700))
    ended = signed_on - dt.timedelta(days=rng.randint(5, 50))
    if standing is Standing.CERTIFIED:
        return since, None
    return (since, ended) if standing is Standing.DECERTIFIED else (None, None)


def _patient(
    cast: Cast, standing: Standing | None, signed_on: dt.date, rng: random.Random
) -> tuple[KnownPatient, ...]:
    if standing is None:
        return ()
    who: Patient = cast.patient
    enrolled = signed_on - dt.timedelta(days=rng.randint(1, 10))
    known = KnownPatient(
        number=f"PT{rng.randint(100000, 999999)}",
        first_name=who.first_name,
        last_name=who.last_name,
        birth_date=who.birth_date,
        standing=standing,
        enrolled_on=enrolled if standing is Standing.ENROLLED else None,
        prescribers=(cast.prescriber.npi,),
    )
    return (known,)


def _knowledge(
    who: Prescriber, scenario: Scenario, signed_on: dt.date, rng: random.Random
) -> tuple[KnowledgeResult, ...]:
    if scenario.knowledge is None:
        return ()
    taken = signed_on - dt.timedelta(days=rng.randint(1, 20))
    result = KnowledgeResult(npi=who.npi, taken_on=taken, correct=scenario.knowledge, questions=6, attempt=1)
    return (result,)


def _ended(
    patients: tuple[KnownPatient, ...], cast: Cast, signed_on: dt.date, rng: random.Random
) -> tuple[OpenAuthorization, ...]:
    """Now and then an earlier authorization of the patient that has run out."""
    if not patients or rng.random() > 0.25:
        return ()
    earlier = OpenAuthorization(
        number=f"PA{rng.randint(100000, 999999)}",
        patient=patients[0].number,
        prescriber_npi=cast.prescriber.npi,
        authorized_on=signed_on - dt.timedelta(days=200),
        ends_on=signed_on - dt.timedelta(days=rng.randint(1, 30)),
    )
    return (earlier,)
