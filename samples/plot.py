"""The plot of a chronicle: who joins a small program, what is sent when, and what must come of it."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Literal

from documents import FormRef, KnowledgeResult, KnownPharmacy, Outcome, Record, Standing
from samples.cast import Cast
from samples.people import make_cast
from samples.plan import Oddity
from samples.registry_csv import OnFile, known_as
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER
from samples.scenarios import scenario

BEGINS_ON = dt.date(2017, 11, 6)
LASTS_DAYS = 181
DELAY_DAYS = 10
"""How late a thread may come: what rests on another thread lies further behind it than this."""

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
    odd: tuple[Oddity, ...] = (Oddity.JUNK, Oddity.ADVERSE_EVENT, Oddity.BLANK_FORM)
    faxed: bool = False


SMALL = Size(prescribers=2, pharmacies=1, patients=2, orders=2, odd=())
"""A dozen faxes."""


class Tables(Record):
    """What becomes known to the registry on a day, counted from the first."""

    day: int
    thread: str
    on_file: OnFile


class Scene(Record):
    """A fax that arrives on a day, counted from the first, and the decisions it comes to, the last standing.

    A form that is not `faxed` is e-mailed, filled in on a computer. `authorization` is how the one it leads
    to stands in the end. `again` sends the same bytes once more.
    """

    day: int
    thread: str
    form: FormRef
    scenario: str
    cast: Cast
    oddity: Oddity = Oddity.NONE
    faxed: bool = False
    decisions: tuple[tuple[Outcome, tuple[str, ...]], ...]
    authorization: Literal["", "open", "void", "ended"] = ""
    again: bool = False


def draw_casts(size: Size, rng: random.Random) -> tuple[Cast, ...]:
    """A cast for each patient and for somebody never enrolled; prescribers and pharmacies in turn."""
    people = [make_cast(rng, BEGINS_ON) for _ in range(max(size.prescribers, size.patients) + 1)]
    return tuple(
        Cast(
            prescriber=people[number % size.prescribers].prescriber,
            pharmacy=people[number % size.pharmacies].pharmacy,
            patient=one.patient,
        )
        for number, one in enumerate(people)
    )


def plot(size: Size, casts: tuple[Cast, ...], rng: random.Random) -> Iterator[Scene | Tables]:
    """Everything that happens, thread after thread."""
    for number in range(size.prescribers):
        yield from _prescriber(number, size, casts[number], rng.randint(0, _JOINING_DAYS))
    for number in range(size.pharmacies):
        yield from _pharmacy(f"pharmacy {number}", casts[number], rng.randint(0, _JOINING_DAYS))
    for number in range(size.patients):
        yield from _patient(number, size, casts[number], _PATIENTS_FROM + rng.randint(0, 8))
    yield _scene(_PATIENTS_FROM, "stranger", AUTHORIZATION, "patient not enrolled", casts[size.patients])
    for number, oddity in enumerate(size.odd):
        yield _odd(rng.randint(0, LASTS_DAYS - DELAY_DAYS - 1), oddity, casts[number])


def _prescriber(number: int, size: Size, cast: Cast, day: int) -> Iterator[Scene | Tables]:
    thread, fails = f"prescriber {number}", number == _FAILS and size.prescribers > _FAILS + 1
    yield Tables(
        day=day, thread=thread, on_file=OnFile(prescribers=(known_as(cast.prescriber, Standing.PENDING),))
    )
    passes_on = day + 6 if number == _WAITS else day
    yield Tables(day=passes_on, thread=thread, on_file=_result(cast, passes_on, 5 if fails else 6))
    if number == _FORGETS:
        unsigned = _scene(day + 1, thread, PRESCRIBER, "not signed", cast)
        yield unsigned.model_copy(update={"faxed": True})
    if fails:
        yield _scene(day + 3, thread, PRESCRIBER, "knowledge failed", cast)
        return
    waiting = (_decision("knowledge missing", PRESCRIBER),) if number == _WAITS else ()
    enrolls = _scene(day + 3, thread, PRESCRIBER, "complete", cast)
    yield enrolls.model_copy(update={"decisions": waiting + enrolls.decisions})
    if number == 0:
        yield enrolls.model_copy(update={"again": True, "day": day + 4, "decisions": ()})
    if number == size.prescribers - 1:
        gone = known_as(cast.prescriber, Standing.DECERTIFIED, _on(day + 3), _on(_DECERTIFIED_ON))
        yield Tables(day=_DECERTIFIED_ON, thread=thread, on_file=OnFile(prescribers=(gone,)))


def _pharmacy(thread: str, cast: Cast, day: int) -> Iterator[Scene | Tables]:
    where = cast.pharmacy
    who = f"{where.representative.first_name} {where.representative.last_name}"
    known = KnownPharmacy(
        npi=where.npi, ncpdp=where.ncpdp, name=where.name, standing=Standing.PENDING, representative=who
    )
    yield Tables(day=day, thread=thread, on_file=OnFile(pharmacies=(known,)))
    yield _scene(day + 2, thread, PHARMACY, "complete", cast)


def _patient(number: int, size: Size, cast: Cast, day: int) -> Iterator[Scene]:
    thread, doctor = f"patient {number}", number % size.prescribers
    if doctor == _FAILS and size.prescribers > _FAILS + 1:
        yield _scene(day, thread, ACKNOWLEDGMENT, "prescriber pending", cast)
        return
    if number % 10 == 5:  # one of ten
        yield _scene(day - 1, thread, ACKNOWLEDGMENT, "diagnosis not ticked", cast)
    yield _scene(day, thread, ACKNOWLEDGMENT, "complete", cast)
    for order in range(size.orders):
        on = day + 4 + order * _MONTH
        if order == 1 and number % 3 == 1:  # one of three
            yield _scene(
                on - 1, thread, AUTHORIZATION, ("refills blank", "liver tests not ticked")[number % 2], cast
            )
        last = order == size.orders - 1
        granted = _scene(on, thread, AUTHORIZATION, "complete" if last else "no refills", cast)
        stands = "ended" if not last else "void" if doctor == size.prescribers - 1 else "open"
        yield granted.model_copy(update={"authorization": stands})


def _odd(day: int, oddity: Oddity, cast: Cast) -> Scene:
    decided = {
        Oddity.JUNK: (Outcome.ROUTE, ("NOT_A_FORM",)),
        Oddity.ADVERSE_EVENT: (Outcome.REVIEW, ("AE_SUSPECTED",)),
        Oddity.BLANK_FORM: (Outcome.REJECT, ("NOT_A_FORM",)),
    }
    scene = _scene(day, str(oddity), PRESCRIBER, "complete", cast)
    return scene.model_copy(update={"oddity": oddity, "faxed": True, "decisions": (decided[oddity],)})


def _scene(day: int, thread: str, form: FormRef, name: str, cast: Cast) -> Scene:
    decisions = (_decision(name, form),)
    return Scene(day=day, thread=thread, form=form, scenario=name, cast=cast, decisions=decisions)


def _decision(name: str, form: FormRef) -> tuple[Outcome, tuple[str, ...]]:
    told = scenario(form, name)
    return told.outcome, told.reasons


def _result(cast: Cast, day: int, correct: int) -> OnFile:
    taken = KnowledgeResult(
        npi=cast.prescriber.npi, taken_on=_on(day), correct=correct, questions=6, attempt=1
    )
    return OnFile(knowledge=(taken,))


def _on(day: int) -> dt.date:
    return BEGINS_ON + dt.timedelta(days=day)
