"""Hard cases that rest on what is on file, or on what came before or comes between."""

import datetime as dt
import random

from documents import KnowledgeResult, KnownPatient, Outcome, Standing
from samples.hard_case import (
    HARD_CASES_SEED,
    KNOWN_SINCE,
    RECEIVED,
    HardCase,
    cast_of,
    fax_of,
    known_before,
    one_fax,
    sample_name,
    told_as,
)
from samples.plan import Oddity, resend
from samples.registry_csv import OnFile, known_as
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER, Dated
from samples.scenarios import scenario
from samples.story import Given

_TAKEN_FOR = {"1209345671": "1290345671"}
"""An NPI and the one it turns into when two digits change places; both pass the check digit."""


def passed_later(number: int) -> HardCase:
    """The assessment is passed after the form came."""
    case = one_fax(
        number, "assessment passed three days after the form", scenario(PRESCRIBER, "knowledge missing")
    )
    cast = cast_of(number)
    passed = KnowledgeResult(
        npi=cast.prescriber.npi,
        taken_on=RECEIVED.date() + dt.timedelta(days=3),
        correct=6,
        questions=6,
        attempt=1,
    )
    return case.model_copy(update={"later": OnFile(knowledge=(passed,)), "ends": ("certify",)})


def order_first(number: int) -> HardCase:
    """In one fax the authorization lies before the acknowledgment it rests on."""
    story = scenario(AUTHORIZATION, "complete").model_copy(update={"patient": None})
    case = one_fax(number, "authorization before its acknowledgment", story, oddity=Oddity.ORDER_FIRST)
    both = ("authorize", "enroll")
    return case.model_copy(update={"decided": both, "ends": both})


def twin(number: int) -> HardCase:
    """Somebody of the same last name and birth date is enrolled."""
    cast = cast_of(number)
    story = told_as(
        scenario(ACKNOWLEDGMENT, "complete"), "twin", Outcome.REVIEW, "CONFLICT_PATIENT_FIRST_NAME"
    )
    case = one_fax(number, "twin", story)
    twin = KnownPatient(
        number="PT500001",
        first_name=cast_of(number, 1).patient.first_name,
        last_name=cast.patient.last_name,
        birth_date=cast.patient.birth_date,
        standing=Standing.ENROLLED,
        enrolled_on=KNOWN_SINCE,
        prescribers=(cast.prescriber.npi,),
    )
    return case.model_copy(update={"on_file": case.on_file + OnFile(patients=(twin,))})


def another_npi(number: int) -> HardCase:
    """The number on the form is another doctor's, two digits changed."""
    (own, other), cast = next(iter(_TAKEN_FOR.items())), cast_of(number)
    signer = cast.prescriber.model_copy(update={"npi": own})
    cast = cast.model_copy(update={"prescriber": signer})
    story = told_as(
        scenario(PRESCRIBER, "complete"),
        "npi of another",
        Outcome.REVIEW,
        "CONFLICT_NPI",
        given=(Given(name="request_type", value="new"), Given(name="npi", value=other)),
    )
    case = one_fax(number, "NPI misread into another valid one", story, cast)
    owner = cast_of(number, 1).prescriber.model_copy(update={"npi": other})
    passed = KnowledgeResult(npi=other, taken_on=KNOWN_SINCE, correct=6, questions=6, attempt=1)
    beside = OnFile(prescribers=(known_as(owner, Standing.PENDING),), knowledge=(passed,))
    return case.model_copy(update={"on_file": case.on_file + beside})


def photocopied(number: int) -> HardCase:
    """The signed sheet is copied and sent with a new date when the supply is used up."""
    cast, story = cast_of(number), scenario(AUTHORIZATION, "no refills")
    first = fax_of(number, story, cast)
    copied = told_as(
        story,
        "photocopied with a new date",
        Outcome.REVIEW,
        "REUSED_IMAGE",
        dated=(Dated(field="prescriber_signature_date", days_before=-35),),
    )
    later = {"seed": first.seed, "of": first, "received_at": RECEIVED + dt.timedelta(days=36)}
    second = fax_of(number, copied, cast, 1, later)
    said = ("authorize", "review REUSED_IMAGE")
    return HardCase(
        number=number,
        title="photocopied attestation, new date",
        faxes=(first, second),
        on_file=known_before(number, story, cast),
        decided=said,
        ends=said,
    )


def old_representative(number: int) -> HardCase:
    """The printed name is that of the representative before."""
    cast, old = cast_of(number), cast_of(number, 1).pharmacy.representative
    name = f"{old.first_name} {old.last_name}"
    complete = scenario(PHARMACY, "complete")
    story = told_as(
        complete,
        "old representative signs",
        Outcome.REVIEW,
        "SIG_WRONG_PERSON",
        given=(*complete.given, Given(name="representative_printed_name", value=name)),
    )
    return one_fax(number, "the old representative signs", story, cast)


def overtaken(number: int) -> HardCase:
    """The prescriber is decertified after receipt and before the decision."""
    cast, story = cast_of(number), scenario(AUTHORIZATION, "complete")
    case = one_fax(number, "decertified between receipt and decision", story, cast)
    since = case.on_file.prescribers[0].certified_on
    gone = known_as(cast.prescriber, Standing.DECERTIFIED, since, RECEIVED.date())
    said = ("reject PRESCRIBER_NOT_CERTIFIED",)
    return case.model_copy(
        update={"later": OnFile(prescribers=(gone,)), "overtaken": True, "decided": said, "ends": said}
    )


def sent_again(number: int) -> HardCase:
    """The same bytes arrive again, then the same paper scanned anew."""
    cast, story = cast_of(number), scenario(PRESCRIBER, "complete")
    rng = random.Random(f"{HARD_CASES_SEED}:{number}")
    first = fax_of(number, story, cast)
    again = [
        resend(first, place, oddity, rng)
        for place, oddity in enumerate((Oddity.RESENT, Oddity.SCANNED_AGAIN))
    ]
    names = [sample_name(number, place, plan.oddity) for place, plan in enumerate(again, start=1)]
    said = ("certify", "duplicate DUPLICATE")
    return HardCase(
        number=number,
        title="fax sent again, or scanned again",
        faxes=(
            first,
            *(plan.model_copy(update={"name": name}) for plan, name in zip(again, names, strict=True)),
        ),
        on_file=known_before(number, story, cast),
        decided=said,
        ends=said,
    )
