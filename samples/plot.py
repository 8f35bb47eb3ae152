"""The plot of a chronicle: who joins a small program, what is sent when, and what must come of it."""

import random
from collections.abc import Iterator

from documents import KnownPharmacy, Outcome, Record, Standing
from samples.cast import Cast
from samples.people import make_cast
from samples.plan import Oddity
from samples.registry_csv import OnFile, known_as
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER
from samples.scenarios import scenario
from samples.scene import BEGINS_ON, DELAY_DAYS, LASTS_DAYS, Scene, Tables, day_of, result, scene
from samples.told import called
from samples.twists import recast, twisted

_JOINING_DAYS = 20
_PATIENTS_FROM = 44
_MONTH = 31
_DECERTIFIED_ON = 162
_FAILS, _WAITS, _FORGETS = 3, 1, 2
"""Prescribers who fail the assessment, pass it after their form, forget to sign."""


class Size(Record):
    """How many take part, how many orders each patient gets, a month apart, and the odd papers.

    `faxed`: every form comes typed, by fax; otherwise most are filled in on a computer.
    """

    prescribers: int = 12
    pharmacies: int = 3
    patients: int = 20
    orders: int = 4
    odd: tuple[Oddity, ...] = (Oddity.JUNK, Oddity.ADVERSE_EVENT, Oddity.BLANK_FORM, Oddity.COVER_ALONE)
    faxed: bool = False


SMALL = Size(prescribers=2, pharmacies=1, patients=2, orders=2, odd=())
"""A dozen faxes."""


def draw_casts(size: Size, rng: random.Random) -> tuple[Cast, ...]:
    """A cast for each patient and for somebody never enrolled; prescribers and pharmacies in turn."""
    people = recast([make_cast(rng, BEGINS_ON) for _ in range(max(size.prescribers, size.patients) + 1)])
    return tuple(
        Cast(
            prescriber=people[number % size.prescribers].prescriber,
            pharmacy=people[number % size.pharmacies].pharmacy,
            patient=one.patient,
        )
        for number, one in enumerate(people)
    )


def plot(size: Size, casts: tuple[Cast, ...], rng: random.Random) -> tuple[Scene | Tables, ...]:
    """Everything that happens, thread after thread."""
    return twisted(tuple(_told(size, casts, rng)))


def _told(size: Size, casts: tuple[Cast, ...], rng: random.Random) -> Iterator[Scene | Tables]:
    for number in range(size.prescribers):
        yield from _prescriber(number, size, casts[number], rng.randint(0, _JOINING_DAYS))
    for number in range(size.pharmacies):
        yield from _pharmacy(f"pharmacy {number}", casts[number], rng.randint(0, _JOINING_DAYS))
    for number in range(size.patients):
        yield from _patient(number, size, casts[number], _PATIENTS_FROM + rng.randint(0, 8))
    stranger = scenario(AUTHORIZATION, "patient not enrolled")
    yield scene(_PATIENTS_FROM, "stranger", stranger, casts[size.patients])
    for number, oddity in enumerate(size.odd):
        yield _odd(rng.randint(0, LASTS_DAYS - DELAY_DAYS - 1), oddity, casts[number])


def _prescriber(number: int, size: Size, cast: Cast, day: int) -> Iterator[Scene | Tables]:
    thread, fails = f"prescriber {number}", number == _FAILS and size.prescribers > _FAILS + 1
    yield Tables(
        day=day, thread=thread, on_file=OnFile(prescribers=(known_as(cast.prescriber, Standing.PENDING),))
    )
    passes_on = day + 6 if number == _WAITS else day
    yield Tables(day=passes_on, thread=thread, on_file=result(cast, passes_on, 5 if fails else 6))
    if number == _FORGETS:
        yield scene(day + 1, thread, scenario(PRESCRIBER, "not signed"), cast, faxed=True)
    if fails:
        yield scene(day + 3, thread, scenario(PRESCRIBER, "knowledge failed"), cast)
        return
    story = scenario(PRESCRIBER, "knowledge missing" if number == _WAITS else "complete")
    enrolls = scene(day + 3, thread, story, cast, faxed=number == 0)
    certified = (Outcome.CERTIFY, ())
    yield enrolls.but(decisions=tuple(dict.fromkeys((*enrolls.decisions, certified))))
    if number == 0:
        yield enrolls.but(of=enrolls, oddity=Oddity.RESENT, day=day + 4, decisions=())
    if number == size.prescribers - 1:
        gone = known_as(cast.prescriber, Standing.DECERTIFIED, day_of(day + 3), day_of(_DECERTIFIED_ON))
        yield Tables(day=_DECERTIFIED_ON, thread=thread, on_file=OnFile(prescribers=(gone,)))


def _pharmacy(thread: str, cast: Cast, day: int) -> Iterator[Scene | Tables]:
    where = cast.pharmacy
    known = KnownPharmacy(
        npi=where.npi,
        ncpdp=where.ncpdp,
        name=where.name,
        standing=Standing.PENDING,
        representative=called(where.representative),
        fax=where.fax,
    )
    yield Tables(day=day, thread=thread, on_file=OnFile(pharmacies=(known,)))
    yield scene(day + 2, thread, scenario(PHARMACY, "complete"), cast)


def _patient(number: int, size: Size, cast: Cast, day: int) -> Iterator[Scene]:
    thread, doctor = f"patient {number}", number % size.prescribers
    if doctor == _FAILS and size.prescribers > _FAILS + 1:
        yield scene(day, thread, scenario(ACKNOWLEDGMENT, "prescriber pending"), cast)
        return
    if number % 10 == 5:  # one of ten
        yield scene(day - 1, thread, scenario(ACKNOWLEDGMENT, "diagnosis not ticked"), cast)
    yield scene(day, thread, scenario(ACKNOWLEDGMENT, "complete"), cast)
    for order in range(size.orders):
        on = day + 4 + order * _MONTH
        if order == 1 and number % 3 == 1:  # one of three
            wrong = ("refills blank", "liver tests not ticked")[number % 2]
            yield scene(on - 1, thread, scenario(AUTHORIZATION, wrong), cast)
        last = order == size.orders - 1
        stands = "ended" if not last else "void" if doctor == size.prescribers - 1 else "open"
        granted = scenario(AUTHORIZATION, "complete" if last else "no refills")
        yield scene(on, thread, granted, cast, authorization=stands)


def _odd(day: int, oddity: Oddity, cast: Cast) -> Scene:
    decided = {
        Oddity.JUNK: (Outcome.ROUTE, ("NOT_A_FORM",)),
        Oddity.ADVERSE_EVENT: (Outcome.REVIEW, ("AE_SUSPECTED",)),
        Oddity.BLANK_FORM: (Outcome.REJECT, ("NOT_A_FORM",)),
        Oddity.COVER_ALONE: (Outcome.ROUTE, ("NOT_A_FORM",)),
    }
    story = scenario(PRESCRIBER, "complete")
    return scene(day, str(oddity), story, cast, oddity=oddity, faxed=True, decisions=(decided[oddity],))
