"""How a hard case is put together: its people, its faxes, what is on file, and how it must end."""

import datetime as dt
import random

from documents import Outcome, Record
from samples.cast import Cast
from samples.filled import Defect, DefectKind
from samples.people import make_cast
from samples.plan import SamplePlan
from samples.registry_csv import OnFile
from samples.scenario import Scenario
from samples.stage import on_file_of

HARD_CASES_SEED = 20261205
RECEIVED = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
KNOWN_SINCE = RECEIVED.date() - dt.timedelta(days=10)
"""The day by which everything on file had come about."""

_READ_PLAINLY = {1: 1, 2: 1, 4: 1, 10: 1, 11: 2, 15: 1, 19: 4}
"""For a case the number of the people and papers whose typed fields are all read without a doubt; else 0."""


class HardCase(Record):
    """One hard case: its faxes in order of arrival, typed and clean unless the case says otherwise.

    `later` becomes known before the last fax is decided where that is `overtaken`, otherwise after all are.
    `decided` are the decisions, outcome and reasons, of the documents as they arrive, by fax and place in it;
    `ends` those that stand when nothing is left to do. What a person is asked stays open.
    """

    number: int
    title: str
    faxes: tuple[SamplePlan, ...]
    on_file: OnFile = OnFile()
    later: OnFile = OnFile()
    overtaken: bool = False
    decided: tuple[str, ...]
    ends: tuple[str, ...]


def cast_of(number: int, place: int = 0) -> Cast:
    """The people of a case; those in another place are other people."""
    return make_cast(_drawn(number, place, "cast"), RECEIVED.date())


def fax_of(
    number: int, story: Scenario, cast: Cast, place: int = 0, changed: dict[str, object] | None = None
) -> SamplePlan:
    """The fax in that place of a case; what is `changed` is so in its plan."""
    told: dict[str, object] = {
        "name": sample_name(number, place, story.name),
        "seed": _drawn(number, place, "paper").getrandbits(48),
        "form": story.form,
        "scenario": story.name,
        "mode": "typed",
        "preset": "clean",
        "received_at": RECEIVED,
        "cast": cast,
        "tells": story,
    }
    return SamplePlan.model_validate(told | (changed or {}))


def sample_name(number: int, place: int, about: str) -> str:
    """The name of a fax: case, place in it, what it is about."""
    return f"{number:02d}-{place + 1}-{about.replace(' ', '-').replace('_', '-')}"


def known_before(number: int, story: Scenario, cast: Cast, place: int = 0) -> OnFile:
    """What a story has on file of these people before its fax."""
    return on_file_of(story, cast, KNOWN_SINCE, _drawn(number, place, "file"))


def one_fax(
    number: int, title: str, story: Scenario, cast: Cast | None = None, **changed: object
) -> HardCase:
    """A case of one fax with one document, decided as its story says and left so."""
    people = cast or cast_of(number)
    said = (as_said(story),)
    return HardCase(
        number=number,
        title=title,
        faxes=(fax_of(number, story, people, changed=changed),),
        on_file=known_before(number, story, people),
        decided=said,
        ends=said,
    )


def several_faxes(number: int, title: str, stories: tuple[Scenario, ...]) -> HardCase:
    """A case of several faxes of one document, each of other people."""
    told = [(story, cast_of(number, place), place) for place, story in enumerate(stories)]
    said = tuple(map(as_said, stories))
    return HardCase(
        number=number,
        title=title,
        faxes=tuple(fax_of(number, *one) for one in told),
        on_file=sum((known_before(number, *one) for one in told), OnFile()),
        decided=said,
        ends=said,
    )


def as_said(story: Scenario) -> str:
    """The decision that a story comes to, with its reasons."""
    return " ".join((story.outcome, *story.reasons))


def told_as(story: Scenario, name: str, outcome: Outcome, *reasons: str, **changed: object) -> Scenario:
    """The story with another name, course and end."""
    return story.model_copy(update={"name": name, "outcome": outcome, "reasons": reasons, **changed})


def with_defect(kind: DefectKind, field: str) -> dict[str, tuple[Defect, ...]]:
    """What changes in a story when this is wrong with a field."""
    return {"defects": (Defect(kind=kind, field=field),)}


def _drawn(number: int, place: int, what: str) -> random.Random:
    return random.Random(f"{HARD_CASES_SEED}:{number}:{place}:{_READ_PLAINLY.get(number, 0)}:{what}")
