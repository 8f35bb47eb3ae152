"""Readings whose truth is known: what curves are fitted on and credit is earned with."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from documents import FormRef, Writing
from extractors.chance import ChanceTable, features_of
from forms.definition import FieldKind
from pipeline.families import FAMILIES
from pipeline.replay import Replay
from pipeline.scores import FieldScore
from validators.auto import WEIGHED


class Known(NamedTuple):
    """One reading with its truth: who wrote it, its form, its features and its chance, if any.

    `source` is the writer where one is known, otherwise the fax: readings of one source are not independent.
    """

    source: str
    kind: FieldKind
    form: FormRef
    writing: Writing
    features: tuple[float, ...]
    chance: float | None
    clear_of_doubt: bool
    right: bool


def scores_of(replays: Iterable[Replay]) -> Iterable[tuple[str, FieldScore]]:
    """The scored fields of replays, each with its source: a writer is one source in all of them."""
    for number, found in enumerate(replays):
        for score in found.scores.fields:
            yield score.writer or f"{number}:{score.sample}", score


def known_readings(scores: Iterable[tuple[str, FieldScore]], table: ChanceTable) -> tuple[Known, ...]:
    """The written readings among scored fields that have signs, with their chances by the table."""
    found = (_known(source, score, table) for source, score in scores)
    return tuple(known for known in found if known is not None)


def _known(source: str, score: FieldScore, table: ChanceTable) -> Known | None:
    read = score.read_as
    if read is None or read.signs is None or score.ambiguous:
        return None
    form, _, edition = score.form.partition("/")
    kind, writing = FieldKind(score.kind), Writing(read.writing)
    features = features_of(read.signs, read.bad_rows, read.residual, len(read.value))
    return Known(
        source=source,
        kind=kind,
        form=FormRef(form=form, edition=edition),
        writing=writing,
        features=features,
        chance=table.of_features(kind, writing, features),
        clear_of_doubt=set(read.doubts) <= WEIGHED,
        right=score.right,
    )


def family_of(readings: Sequence[Known], family: str, writing: Writing) -> tuple[Known, ...]:
    """The readings of one family and writing."""
    kinds = FAMILIES[family]
    return tuple(known for known in readings if known.kind in kinds and known.writing is writing)
