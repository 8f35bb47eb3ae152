"""Chronicles on disk: the samples of a plot, its tables day by day, and the end that the plot comes to."""

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path

from documents import Outcome, ReadState, SampleTruth, Standing
from documents.chronicle import CHRONICLE_FILE, Chronicle, Happening, ProgramEnd, called
from forms.library import FormLibrary
from samples.batch import Progress, make_planned
from samples.cast import Patient
from samples.plan import Oddity, SamplePlan, Wrap, resend, sample_name
from samples.plot import BEGINS_ON, DELAY_DAYS, LASTS_DAYS, Scene, Size, Tables, draw_casts, plot
from samples.registry_csv import write_registry

_LETTERS = {
    Outcome.CERTIFY: "certification",
    Outcome.ENROLL: "enrollment",
    Outcome.AUTHORIZE: "authorization",
    Outcome.PENDING: "pending",
    Outcome.DEFICIENT: "deficiency",
    Outcome.REJECT: "refusal",
}
_NOBODY_IS_NAMED = frozenset(Oddity) - {Oddity.NONE}


def make_chronicle(out: Path, size: Size, seed: int, library: FormLibrary, progress: Progress) -> Chronicle:
    """Make the faxes of a small program into an empty or new folder, with tables and chronicle.json.

    Every fax is one document. Same seed and size, same bytes. BadInput when the folder holds something.
    """
    rng = random.Random(f"chronicle:{seed}")
    casts = draw_casts(size, rng)
    played = sorted(plot(size, casts, rng), key=lambda one: (one.day, isinstance(one, Scene)))
    scenes = [one for one in played if isinstance(one, Scene)]
    plans = _plans(scenes, rng, faxed=size.faxed)
    make_planned(out, tuple(plans), seed, library, progress)
    arriving = iter(plans)
    chronicle = Chronicle(
        seed=seed,
        ends_at=_at(LASTS_DAYS, 16),
        delay_days=DELAY_DAYS,
        happenings=tuple(
            _arrives(one, next(arriving)) if isinstance(one, Scene) else _imports(one, number, out)
            for number, one in enumerate(played)
        ),
        end=_end(played, dict(zip([plan.name for plan in plans], scenes, strict=True)), out),
    )
    text = chronicle.model_dump_json(indent=1, exclude_defaults=True)
    (out / CHRONICLE_FILE).write_text(text + "\n", encoding="utf-8")
    return chronicle


def _plans(scenes: list[Scene], rng: random.Random, *, faxed: bool) -> list[SamplePlan]:
    plans: list[SamplePlan] = []
    for number, scene in enumerate(scenes, start=1):
        if scene.again:
            of = (scene.cast, scene.form, scene.scenario)
            first = next(plan for plan in plans if (plan.cast, plan.form, plan.scenario) == of)
            sent = resend(first, number, Oddity.RESENT, rng)
            plans.append(sent.model_copy(update={"received_at": _at(scene.day, 15)}))
        else:
            plans.append(_plan(scene, number, rng.getrandbits(48), faxed=faxed or scene.faxed))
    return plans


def _plan(scene: Scene, number: int, seed: int, *, faxed: bool) -> SamplePlan:
    about = scene.scenario if scene.oddity is Oddity.NONE else scene.oddity.value
    return SamplePlan(
        name=sample_name(number, scene.form, about),
        seed=seed,
        form=scene.form,
        scenario=scene.scenario,
        mode="typed" if faxed else "digital",
        preset="clean",
        wrap=Wrap.TIFF if faxed else Wrap.DIGITAL_FIELDS,
        oddity=scene.oddity,
        received_at=_at(scene.day, 15),
        cast=scene.cast,
    )


def _arrives(scene: Scene, plan: SamplePlan) -> Happening:
    return Happening(at=plan.received_at, thread=scene.thread, sample=plan.name)


def _imports(one: Tables, number: int, out: Path) -> Happening:
    folder = f"tables/{number:04d}"
    write_registry(one.on_file, out / folder)
    return Happening(at=_at(one.day, 13), thread=one.thread, tables=folder)


def _at(day: int, hour: int) -> dt.datetime:
    on = BEGINS_ON + dt.timedelta(days=day)
    return dt.datetime(on.year, on.month, on.day, hour, tzinfo=dt.UTC)


def _end(played: Iterable[Scene | Tables], scenes: dict[str, Scene], out: Path) -> ProgramEnd:
    decided = {name: scene for name, scene in scenes.items() if scene.decisions}
    return ProgramEnd(
        standings=_standings(played),
        decisions={
            name: " ".join((one.decisions[-1][0], *one.decisions[-1][1])) for name, one in decided.items()
        },
        authorizations={name: one.authorization for name, one in decided.items() if one.authorization},
        letters={name: found for name, one in decided.items() if (found := _letters(one, out / name))},
    )


def _standings(played: Iterable[Scene | Tables]) -> dict[str, str]:
    """The standing of everybody by the last thing that was said or granted."""
    ends: dict[str, str] = {}
    for one in played:
        if isinstance(one, Tables):
            ends |= {known.npi: known.standing for known in one.on_file.prescribers}
            ends |= {known.npi: known.standing for known in one.on_file.pharmacies}
            continue
        outcome = one.decisions[-1][0] if one.decisions else None
        if outcome is Outcome.CERTIFY:
            who = one.cast.prescriber if one.form.form == "prescriber_enrollment" else one.cast.pharmacy
            ends[who.npi] = Standing.CERTIFIED
        elif outcome is Outcome.ENROLL:
            ends[_named(one.cast.patient)] = Standing.ENROLLED
        elif outcome is Outcome.PENDING and one.form.form == "patient_acknowledgment":
            ends[_named(one.cast.patient)] = Standing.PENDING
    return ends


def _named(who: Patient) -> str:
    return called(who.first_name, who.last_name, who.birth_date)


def _letters(scene: Scene, sample: Path) -> tuple[str, ...]:
    """A letter for each decision to who signed; of an authorization one to the pharmacy named, too."""
    if scene.oddity in _NOBODY_IS_NAMED:
        return ()
    signer = "pharmacy" if scene.form.form == "pharmacy_enrollment" else "prescriber"
    letters = [f"{_LETTERS[outcome]} to {signer}" for outcome, _ in scene.decisions]
    told = ["prescriber"]
    if scene.authorization and _names_pharmacy(sample):
        letters.append("authorization to pharmacy")
        told.append("pharmacy")
    if scene.authorization == "void":
        letters += [f"withdrawal to {role}" for role in told]
    return tuple(sorted(letters))


def _names_pharmacy(sample: Path) -> bool:
    truth = SampleTruth.model_validate_json((sample / "truth.json").read_bytes())
    return any(
        field.name == "pharmacy_npi" and field.state is ReadState.READ
        for document in truth.documents
        for field in document.fields
    )
