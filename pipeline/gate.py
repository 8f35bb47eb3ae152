"""The gate: known fields read with the present and with new weights, compared kind by kind."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from documents import Digest, FieldReading, FormRef, ReadState
from forms.definition import FieldKind
from forms.same_value import same_value
from ocr.approval import APPROVAL_FILE, Approval, KindFigures, weights_in_use
from ocr.credit import paired_change
from pipeline.material import ReviewedField
from pipeline.process import read_document
from pipeline.readers import Readers
from pipeline.replay import Replay
from pipeline.scores import FieldScore
from pipeline.station import Station, desk_plan
from registry import faxes, papers
from registry.database import reading
from validators.auto import is_auto

LEAST_SOURCES = 30
"""Fewer writers and faxes than these show nothing of weights."""
_Place = tuple[str, int, str]


class Twice(NamedTuple):
    """One field of a source (a writer or a fax) read with both weights: right or not, used unseen or not."""

    source: str
    kind: str
    right: tuple[bool, bool]
    used: tuple[bool, bool]

    @property
    def wrongly_used(self) -> tuple[bool, bool]:
        """Whether a wrong value was used unseen, before and now."""
        return (self.used[0] and not self.right[0], self.used[1] and not self.right[1])


def of_replays(present: Replay, new: Replay) -> Iterator[Twice]:
    """The fields of one batch, read twice."""
    later = {_place(score): score for score in new.scores.fields}
    for before in present.scores.fields:
        now = later[_place(before)]
        right, used = (before.right, now.right), (before.auto, now.auto)
        yield Twice(f"{present.batch}:{before.sample}", before.kind, right, used)


def of_material(station: Station, new: Path, fields: Sequence[ReviewedField]) -> Iterator[Twice]:
    """Reviewed fields whose value is known, their documents read again with both weights."""
    known = [one for one in fields if one.value_known]
    papers_of = sorted({(one.score.sample, one.score.document) for one in known})
    before = _read_again(station, station.settings.weights, papers_of)
    now = _read_again(station, new, papers_of)
    for one in known:
        place = _place(one.score)
        outcomes = [_outcome(station, one.score, readings.get(place)) for readings in (before, now)]
        (was_right, was_used), (is_right, is_used) = outcomes
        yield Twice(one.writer, one.score.kind, (was_right, is_right), (was_used, is_used))


def _read_again(
    station: Station, weights: Path | None, papers_of: Sequence[tuple[Digest, int]]
) -> dict[_Place, FieldReading]:
    settings = station.settings
    plan = desk_plan(settings.model_copy(update={"weights": weights}))
    found: dict[_Place, FieldReading] = {}
    with Readers(plan, 1, settings.read_seconds) as readers:
        tools = replace(station.tools, readers=readers)
        for fax, number in papers_of:
            with reading(station.engine) as session:
                document, pages = papers.document(session, fax, number), papers.pages(session, fax)
                received = faxes.received(session, fax)
            read = read_document(document, pages, received, tools).reading
            found |= {(fax, number, one.field): one for one in (read.readings if read else ())}
    return found


def _outcome(station: Station, score: FieldScore, found: FieldReading | None) -> tuple[bool, bool]:
    """Whether a reading is right, and whether it would be used unseen if no brake were pulled."""
    if found is None:
        return False, False
    name, _, edition = score.form.partition("/")
    form = station.library.get(FormRef(form=name, edition=edition))
    state = ReadState.READ if score.filled else ReadState.BLANK
    right = found.state is state and same_value(FieldKind(score.kind), score.truth, found.value)
    return right, is_auto(found, form.field(score.field), form.ref, station.settings.limits)


def _place(score: FieldScore) -> _Place:
    return score.sample, score.document, score.field


def figures(fields: Sequence[Twice]) -> tuple[KindFigures, ...]:
    """Each kind with how it changed, by a paired bootstrap over the sources."""
    return tuple(
        _figures(kind, [one for one in fields if one.kind == kind])
        for kind in sorted({one.kind for one in fields})
    )


def _figures(kind: str, fields: Sequence[Twice]) -> KindFigures:
    groups: dict[str, tuple[int, int]] = {}
    for one in fields:
        more, read = groups.get(one.source, (0, 0))
        groups[one.source] = (more + one.right[0] - one.right[1], read + 1)
    change = paired_change(groups)
    return KindFigures(
        kind=kind,
        fields=len(fields),
        wrong_before=sum(not one.right[0] for one in fields),
        wrong_after=sum(not one.right[1] for one in fields),
        points=change.points,
        low=change.low,
        high=change.high,
        newly_used=sum(one.wrongly_used == (False, True) for one in fields),
    )


def refusal(fields: Sequence[Twice], kinds: Sequence[KindFigures]) -> str:
    """Why weights that read the fields so are not approved; empty when they are."""
    if len({one.source for one in fields}) < LEAST_SOURCES:
        return f"it takes {LEAST_SOURCES} writers or faxes"
    worse = [kind.kind for kind in kinds if not kind.passes]
    return f"worse in {', '.join(worse)}" if worse else ""


def approve(
    new: Path,
    present: Path | None,
    kinds: tuple[KindFigures, ...],
    sources: tuple[str, ...],
    now: dt.datetime,
) -> Path:
    """Write the approval of the weights in a folder beside them; its path."""
    given = Approval(
        weights=weights_in_use(new),
        present=weights_in_use(present),
        given_at=now,
        sources=sources,
        kinds=kinds,
    )
    path = new / APPROVAL_FILE
    path.write_text(given.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return path
