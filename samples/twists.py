"""What befalls single threads of a plot: the program's hard cases, notices, answer sheets and changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from documents import Outcome
from samples.cast import Cast
from samples.plan import Oddity
from samples.scenario import ASSESSMENT, AUTHORIZATION, CHANGE, DISCONTINUATION, REPRESENTATIVE, Dated
from samples.scenarios import scenario
from samples.scene import DELAY_DAYS, Scene, Tables, hard_cast, hard_scene, hard_story, scene
from samples.story import Given

Thread = Sequence[Scene | Tables]
_Twist = Callable[[Thread], Iterator[Scene | Tables]]

_NPI_OF_ANOTHER_ON = 34
_CHANGES_ON = 158
_OVERTAKEN_ON = 163
_SHARE_A_FAX = ("patient 1", "patient 13")
"""Two patients of one prescriber."""


def recast(people: list[Cast]) -> list[Cast]:
    """The same people, three prescribers with the NPIs that hard cases are about."""
    npis = {4: hard_cast(6).prescriber.npi, 5: _given(6, "npi"), 6: hard_cast(7).prescriber.npi}
    return [_renumbered(one, npis.get(number, "")) for number, one in enumerate(people)]


def twisted(told: Thread) -> tuple[Scene | Tables, ...]:
    """What was told, and what befalls some besides, who go on as told; by name of their thread.

    In a program of the default size every hard case is among it.
    """
    one, other = _SHARE_A_FAX
    threads: dict[str, list[Scene | Tables]] = {}
    for each in told:
        threads.setdefault(one if each.thread == other else each.thread, []).append(each)
    return tuple(
        each.model_copy(update={"thread": name})
        for name, thread in threads.items()
        for each in _TWISTS.get(name, iter)(thread)
    )


def _renumbered(cast: Cast, npi: str) -> Cast:
    changed = {"npi": npi} if npi else {}
    return cast.model_copy(update={"prescriber": cast.prescriber.model_copy(update=changed)})


def _given(number: int, field: str) -> str:
    return next(one.value for one in hard_story(number).given if one.name == field)


def _sent(thread: Thread, form: str) -> list[Scene]:
    return [one for one in thread if isinstance(one, Scene) and one.story.form.form == form]


def _orders(thread: Thread) -> list[Scene]:
    return _sent(thread, AUTHORIZATION.form)


def _instead(thread: Thread, *changed: tuple[Scene, Scene | None]) -> Iterator[Scene | Tables]:
    """The thread with scenes changed into others, or left out."""
    others = {id(was): now for was, now in changed}
    return (now for one in thread if (now := others.get(id(one), one)) is not None)


def _a_day_before(number: int, place: int = 0, nth: int = 0, **told: object) -> _Twist:
    """That fax of a hard case comes a day before the nth of its form."""

    def twist(thread: Thread) -> Iterator[Scene | Tables]:
        yield from thread
        then = _sent(thread, hard_story(number, place).form.form)[nth]
        yield hard_scene((number, place), then.day - 1, then.thread, then.cast, **told)

    return twist


def _in_place_of(nth: int, number: int, place: int = 0, **told: object) -> _Twist:
    """That fax of a hard case comes instead of the nth of its form."""

    def twist(thread: Thread) -> Iterator[Scene | Tables]:
        was = _sent(thread, hard_story(number, place).form.form)[nth]
        now = hard_scene((number, place), was.day, was.thread, was.cast, **told)
        return _instead(thread, (was, now))

    return twist


def _dated_ahead(thread: Thread) -> Iterator[Scene | Tables]:
    """So far that the day is still to come when the thread is late."""
    for one in _a_day_before(14)(thread):
        if isinstance(one, Scene) and one.story.dated:
            (date,) = one.story.dated
            ahead = date.model_copy(update={"days_before": date.days_before - DELAY_DAYS})
            yield one.but(story=one.story.model_copy(update={"dated": (ahead,)}))
        else:
            yield one


def _scanned_again(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    first = _sent(thread, "prescriber_enrollment")[0]
    decisions = ((Outcome.DUPLICATE, ("DUPLICATE",)),)
    yield first.but(of=first, oddity=Oddity.SCANNED_AGAIN, day=first.day + 2, decisions=decisions)


def _passes_by_sheet(thread: Thread) -> Iterator[Scene | Tables]:
    form = _sent(thread, "prescriber_enrollment")[0]
    yield from (one for one in thread if isinstance(one, Scene) or not one.on_file.knowledge)
    yield scene(form.day + 1, form.thread, scenario(ASSESSMENT, "complete"), form.cast)


def _fails_again(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    form = _sent(thread, "prescriber_enrollment")[0]
    yield scene(form.day + 2, form.thread, scenario(ASSESSMENT, "one answer wrong"), form.cast)


def _npi_of_another(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    form = _sent(thread, "prescriber_enrollment")[0]
    decisions = ((Outcome.REVIEW, ("CONFLICT_NPI", "CONFLICT_OFFICE_FAX")),)
    yield hard_scene((6, 0), _NPI_OF_ANOTHER_ON, form.thread, form.cast, decisions=decisions)


def _overtaken(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    decisions = ((Outcome.REJECT, ("PRESCRIBER_NOT_CERTIFIED",)),)
    cast = _sent(thread, "prescriber_enrollment")[0].cast
    last = {"decisions": decisions, "waited_days": 2}
    yield hard_scene((16, 0), _OVERTAKEN_ON, thread[0].thread, cast, **last)


def _moves(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    form = next(one for one in thread if isinstance(one, Scene))
    story = "pharmacy complete" if form.story.form.form == "pharmacy_enrollment" else "complete"
    yield scene(_CHANGES_ON, form.thread, scenario(CHANGE, story), form.cast)


def _old_representative(thread: Thread) -> Iterator[Scene | Tables]:
    return _moves(tuple(_a_day_before(15)(thread)))


def _new_representative(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    form = _sent(thread, "pharmacy_enrollment")[0]
    old, new = form.cast.pharmacy.representative, hard_cast(15).pharmacy.representative
    previous = (
        Given(name="previous_first_name", value=old.first_name),
        Given(name="previous_last_name", value=old.last_name),
    )
    pharmacy = form.cast.pharmacy.model_copy(update={"representative": new})
    cast = form.cast.model_copy(update={"pharmacy": pharmacy})
    story = scenario(REPRESENTATIVE, "complete").model_copy(update={"given": previous})
    yield scene(_CHANGES_ON, form.thread, story, cast)
    refused = scenario(CHANGE, "signed by an earlier representative")
    yield scene(_CHANGES_ON + 4, form.thread, refused, form.cast)


def _order_first(thread: Thread) -> Iterator[Scene | Tables]:
    enrolls, first = _sent(thread, "patient_acknowledgment")[0], _orders(thread)[0]
    both = first.but(day=enrolls.day, oddity=Oddity.ORDER_FIRST, faxed=True, beside=enrolls)
    return _instead(thread, (enrolls, None), (first, both))


def _two_patients(thread: Thread) -> Iterator[Scene | Tables]:
    last = {order.thread: order for order in _orders(thread)}
    if len(last) < len(_SHARE_A_FAX):
        return iter(thread)
    one, other = (last[name] for name in _SHARE_A_FAX)
    both = one.but(oddity=Oddity.TWO_PATIENTS, faxed=True, beside=other)
    return _instead(thread, (one, both), (other, None))


def _twin(thread: Thread) -> Iterator[Scene | Tables]:
    yield from thread
    enrolls = _sent(thread, "patient_acknowledgment")[0]
    same = enrolls.cast.patient.model_dump(include={"last_name", "birth_date"})
    twin = hard_cast(5).patient.model_copy(update=same)
    cast = enrolls.cast.model_copy(update={"patient": twin})
    yield hard_scene((5, 0), enrolls.day + 20, enrolls.thread, cast)


def _photocopied(thread: Thread) -> Iterator[Scene | Tables]:
    first, second, *_ = _orders(thread)
    faxed = first.but(faxed=True)
    copied = hard_scene((11, 1), first.day + 36, first.thread, first.cast, of=faxed)
    return _instead(thread, (first, faxed), (second, copied))


def _discontinued(thread: Thread) -> Iterator[Scene | Tables]:
    *_, earlier, last = _orders(thread)
    runs_on = scene(
        earlier.day, earlier.thread, scenario(AUTHORIZATION, "complete"), last.cast, authorization="void"
    )
    too_late = scene(last.day, last.thread, scenario(AUTHORIZATION, "patient not enrolled"), last.cast)
    yield from _instead(thread, (earlier, runs_on), (last, too_late))
    story = scenario(DISCONTINUATION, "complete").model_copy(
        update={"dated": (Dated(field="effective_date", days_before=0),)}
    )
    yield scene(earlier.day + 12, earlier.thread, story, last.cast)


_READ_BY_A_PERSON = (
    (Outcome.REVIEW, ("ILLEGIBLE_PRESCRIBER_PRINTED_NAME",)),
    (Outcome.AUTHORIZE, ()),
)
_NO_NUMBER = ((Outcome.REVIEW, ("ILLEGIBLE_REFILLS",)), (Outcome.REVIEW, ("INVALID_REFILLS",)))

_TWISTS: Mapping[str, _Twist] = {
    "prescriber 0": _scanned_again,
    "prescriber 2": _passes_by_sheet,
    "prescriber 3": _fails_again,
    "prescriber 4": _npi_of_another,
    "prescriber 6": _moves,
    "prescriber 7": _a_day_before(8),
    "prescriber 8": _a_day_before(9),
    "prescriber 9": _a_day_before(12),
    "prescriber 10": _dated_ahead,
    "prescriber 11": _overtaken,
    "pharmacy 0": _a_day_before(8, 3),
    "pharmacy 1": _old_representative,
    "pharmacy 2": _new_representative,
    "patient 0": _order_first,
    "patient 1": _two_patients,
    "patient 2": _in_place_of(0, 4),
    "patient 4": _twin,
    "patient 6": _a_day_before(8, 1),
    "patient 7": _a_day_before(8, 2),
    "patient 8": _in_place_of(-1, 8, 4, decisions=_READ_BY_A_PERSON, authorization="open"),
    "patient 9": _a_day_before(10, 2, -1, decisions=_NO_NUMBER),
    "patient 12": _a_day_before(13),
    "patient 14": _a_day_before(17),
    "patient 16": _a_day_before(18, 0, -1),
    "patient 17": _discontinued,
    "patient 18": _photocopied,
}
