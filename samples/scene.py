"""One thing that happens in a plot: tables that become known, or a fax with what it must come to."""

import datetime as dt
from typing import Literal, Self

from documents import KnowledgeResult, Outcome, Record
from samples.cast import Cast
from samples.hard_cases import hard_cases
from samples.plan import Oddity, SamplePlan
from samples.registry_csv import OnFile
from samples.scenario import Scenario

BEGINS_ON = dt.date(2017, 11, 6)
LASTS_DAYS = 181
DELAY_DAYS = 10
"""How late a thread may come: what rests on another thread lies further behind it than this."""


class Tables(Record):
    """What becomes known to the registry on a day, counted from the first."""

    day: int
    thread: str
    on_file: OnFile


class Scene(Record):
    """A fax taken up on a day, counted from the first, and the decisions it comes to, the last standing.

    A form that is not `faxed` is e-mailed, filled in on a computer. `authorization` is how the one it leads
    to stands in the end. `beside` is the second document of the same fax. A fax `of` an earlier one is its
    bytes or its paper sent again, or a copy with another story. The fax came `waited_days` before that day.
    A `seed` of its own fixes the paper.
    """

    day: int
    thread: str
    story: Scenario
    cast: Cast
    decisions: tuple[tuple[Outcome, tuple[str, ...]], ...]
    authorization: Literal["", "open", "void", "ended"] = ""
    oddity: Oddity = Oddity.NONE
    faxed: bool = False
    beside: "Scene | None" = None
    of: "Scene | None" = None
    waited_days: int = 0
    seed: int | None = None

    @property
    def papers(self) -> tuple["Scene", ...]:
        """The documents of the fax in order."""
        return (self,) if self.beside is None else (self, self.beside)

    def but(self, **changed: object) -> Self:
        """The same scene with something changed."""
        return self.model_copy(update=changed)


def scene(day: int, thread: str, story: Scenario, cast: Cast, **told: object) -> Scene:
    """A scene that is decided once, as its story says, unless told otherwise."""
    decided: dict[str, object] = {"decisions": ((story.outcome, story.reasons),)}
    said = {"day": day, "thread": thread, "story": story, "cast": cast}
    return Scene.model_validate(said | decided | told)


def hard_scene(which: tuple[int, int], day: int, thread: str, cast: Cast, **told: object) -> Scene:
    """A fax of a hard case, by the case's number and its place in it, told of these people on its paper."""
    plan = _fax(*which)
    as_there = {"faxed": True, "oddity": plan.oddity, "seed": plan.seed}
    return scene(day, thread, hard_story(*which), cast, **as_there | told)


def hard_story(number: int, place: int = 0) -> Scenario:
    """What the fax in that place of a hard case is about."""
    return _fax(number, place).told().model_copy(update={"cast": None})


def hard_cast(number: int) -> Cast:
    """The people of a hard case."""
    cast = _fax(number, 0).cast
    if cast is None:
        raise ValueError(f"hard case {number} has no people of its own")
    return cast


def _fax(number: int, place: int) -> SamplePlan:
    return hard_cases()[number - 1].faxes[place]


def result(cast: Cast, day: int, correct: int) -> OnFile:
    """An assessment that the prescriber took on a day."""
    taken = KnowledgeResult(
        npi=cast.prescriber.npi, taken_on=day_of(day), correct=correct, questions=6, attempt=1
    )
    return OnFile(knowledge=(taken,))


def day_of(day: int) -> dt.date:
    """The date of a day of the plot."""
    return BEGINS_ON + dt.timedelta(days=day)
