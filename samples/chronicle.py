"""Chronicles on disk: the samples of a plot, its tables day by day, and the end that the plot comes to."""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from documents import DocumentTruth, Outcome, SampleTruth, Standing
from documents.chronicle import CHRONICLE_FILE, Chronicle, Happening, ProgramEnd, called
from forms.library import FormLibrary
from forms.participant import is_pharmacys
from samples.batch import Progress, make_planned
from samples.cast import Cast, Patient
from samples.plan import Oddity, SamplePlan, Wrap, sample_name
from samples.plot import Size, draw_casts, plot
from samples.registry_csv import write_registry
from samples.scene import BEGINS_ON, DELAY_DAYS, LASTS_DAYS, Scene, Tables
from samples.tellers import SAMPLE_KEY

_LETTERS = {
    Outcome.CERTIFY: "certification",
    Outcome.ENROLL: "enrollment",
    Outcome.AUTHORIZE: "authorization",
    Outcome.PENDING: "pending",
    Outcome.DEFICIENT: "deficiency",
    Outcome.REJECT: "refusal",
    Outcome.RECORD: "record",
    Outcome.DUPLICATE: "certification",
}
"""Only an enrollment of a participant is sent again."""

_OF_PATIENTS = {
    ("patient_acknowledgment", Outcome.ENROLL): Standing.ENROLLED,
    ("patient_acknowledgment", Outcome.PENDING): Standing.PENDING,
    ("patient_discontinuation", Outcome.RECORD): Standing.DISCONTINUED,
}


def make_chronicle(out: Path, size: Size, seed: int, library: FormLibrary, progress: Progress) -> Chronicle:
    """Make the faxes of a small program into an empty or new folder, with tables and chronicle.json.

    Same seed and size, same bytes. BadInput when the folder holds something.
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
        answer_key=SAMPLE_KEY,
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
    for number, one in enumerate(scenes, start=1):
        plan = _plan(one, number, rng.getrandbits(48), faxed=faxed or one.faxed)
        if one.of is not None:
            first = plans[scenes.index(one.of)]
            plan = plan.model_copy(update={"of": first, "seed": first.seed, "cast": first.cast})
        plans.append(plan)
    return plans


def _plan(scene: Scene, number: int, drawn: int, *, faxed: bool) -> SamplePlan:
    seed = drawn if scene.seed is None else scene.seed
    about = scene.story.name if scene.oddity is Oddity.NONE else scene.oddity.value
    return SamplePlan(
        name=sample_name(number, scene.story.form, about),
        seed=seed,
        form=scene.story.form,
        scenario=scene.story.name,
        mode="typed" if faxed else "digital",
        preset="clean",
        wrap=Wrap.TIFF if faxed else Wrap.DIGITAL_FIELDS,
        oddity=scene.oddity,
        received_at=_at(scene.day - scene.waited_days, 15),
        cast=_signing_anew(scene.cast, seed),
        other_cast=_signing_anew(scene.beside.cast, -seed) if scene.beside else None,
        tells=scene.story,
    )


def _signing_anew(cast: Cast, seed: int) -> Cast:
    """The people with other pens: one pen's signatures are as like each other as copies, a hand's are not."""
    rng = random.Random(f"pens:{seed}")
    representative = cast.pharmacy.representative.model_copy(update={"pen": rng.getrandbits(32)})
    return Cast(
        prescriber=cast.prescriber.model_copy(update={"pen": rng.getrandbits(32)}),
        pharmacy=cast.pharmacy.model_copy(update={"representative": representative}),
        patient=cast.patient.model_copy(update={"pen": rng.getrandbits(32)}),
    )


def _arrives(scene: Scene, plan: SamplePlan) -> Happening:
    waited = dt.timedelta(days=scene.waited_days)
    return Happening(at=plan.received_at + waited, thread=scene.thread, sample=plan.name, waited=waited)


def _imports(one: Tables, number: int, out: Path) -> Happening:
    folder = f"tables/{number:04d}"
    write_registry(one.on_file, out / folder)
    return Happening(at=_at(one.day, 13), thread=one.thread, tables=folder)


def _at(day: int, hour: int) -> dt.datetime:
    on = BEGINS_ON + dt.timedelta(days=day)
    return dt.datetime(on.year, on.month, on.day, hour, tzinfo=dt.UTC)


def _end(played: Iterable[Scene | Tables], scenes: dict[str, Scene], out: Path) -> ProgramEnd:
    decided = {name: scene.papers for name, scene in scenes.items() if scene.decisions}
    granted = {
        name: [one.authorization for one in papers if one.authorization] for name, papers in decided.items()
    }
    return ProgramEnd(
        standings=_standings(played),
        decisions={name: "; ".join(map(_last, papers)) for name, papers in decided.items()},
        authorizations={name: "; ".join(stand) for name, stand in granted.items() if stand},
        letters={name: found for name, papers in decided.items() if (found := _letters(papers, out / name))},
    )


def _last(scene: Scene) -> str:
    outcome, reasons = scene.decisions[-1]
    return " ".join((outcome, *reasons))


def _standings(played: Iterable[Scene | Tables]) -> dict[str, str]:
    """The standing of everybody by the last thing that was said or granted."""
    ends: dict[str, str] = {}
    for one in played:
        if isinstance(one, Tables):
            ends |= {known.npi: known.standing for known in one.on_file.prescribers}
            ends |= {known.npi: known.standing for known in one.on_file.pharmacies}
            continue
        for paper in one.papers:
            ends |= _stands(paper)
    return ends


def _stands(scene: Scene) -> dict[str, str]:
    """Who has which standing by the last decision on a document."""
    form, cast = scene.story.form.form, scene.cast
    if not scene.decisions:
        return {}
    outcome, _ = scene.decisions[-1]
    if outcome is Outcome.CERTIFY:
        who = cast.prescriber if form == "prescriber_enrollment" else cast.pharmacy
        return {who.npi: Standing.CERTIFIED}
    said = _OF_PATIENTS.get((form, outcome))
    return {_named(cast.patient): said} if said else {}


def _named(who: Patient) -> str:
    return called(who.first_name, who.last_name, who.birth_date)


def _letters(papers: tuple[Scene, ...], sample: Path) -> tuple[str, ...]:
    """The letters about all documents of a fax."""
    truth = SampleTruth.model_validate_json((sample / "truth.json").read_bytes())
    told = zip(papers, truth.documents, strict=False)
    return tuple(sorted(letter for scene, document in told for letter in _written(scene, document)))


def _written(scene: Scene, truth: DocumentTruth) -> Iterator[str]:
    """A letter for each decision to who signed; of an authorization one to the pharmacy named, too.

    A new fax number is confirmed at the one before as well.
    """
    said = {field.name: field.value for field in truth.fields}
    signer = "pharmacy" if is_pharmacys(truth.form.form, said.get("participant_kind", "")) else "prescriber"
    for outcome, reasons in scene.decisions:
        if outcome in _LETTERS and "NOT_A_FORM" not in reasons:
            yield f"{_LETTERS[outcome]} to {signer}"
    if said.get("new_fax") and scene.decisions[-1][0] is Outcome.RECORD:
        yield f"record to {signer}"
    if scene.authorization:
        told = ("prescriber", "pharmacy") if said.get("pharmacy_npi") else ("prescriber",)
        yield from (f"authorization to {role}" for role in told[1:])
        yield from (f"withdrawal to {role}" for role in told if scene.authorization == "void")
