"""Readings whose truth is known, gathered from replays, in the families that share a curve and a credit."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from pydantic import ValidationError

from documents import FormRef, UnusableFile, Writing
from extractors.chance import ChanceTable, features_of
from forms.definition import FieldKind
from pipeline.replay import Replay
from pipeline.scores import FieldScore

FAMILIES: Mapping[str, tuple[FieldKind, ...]] = MappingProxyType(
    {
        "checked numbers": (FieldKind.NPI, FieldKind.DEA, FieldKind.NCPDP),
        "numbers": (
            FieldKind.PHONE,
            FieldKind.ZIP,
            FieldKind.DATE,
            FieldKind.INTEGER,
            FieldKind.DECIMAL,
            FieldKind.EXTENSION,
        ),
        "codes": (FieldKind.STATE, FieldKind.LICENSE, FieldKind.ICD10, FieldKind.INITIAL),
        "names": (FieldKind.NAME, FieldKind.CITY),
        "text": (FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.EMAIL),
    }
)
"""Kinds misread alike and audited together: each alone would need 2,139 readings without an error."""
WRITTEN = (Writing.TYPED, Writing.HANDWRITTEN)


class Known(NamedTuple):
    """One reading with its truth: the document it is of, its form, its features and its chance, if any."""

    document: str
    kind: FieldKind
    form: FormRef
    writing: Writing
    features: tuple[float, ...]
    chance: float | None
    clear_of_doubt: bool
    right: bool


def load_replay(folder: Path) -> Replay:
    """The replay written into a folder; UnusableFile when there is none."""
    path = folder / "replay.json"
    try:
        return Replay.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as broken:
        raise UnusableFile(f"{path}: not the replay.json of a run") from broken


def known_readings(
    replays: Iterable[Replay], weighed: frozenset[str], table: ChanceTable
) -> tuple[Known, ...]:
    """The written readings of replays that have signs, with their chances by the table.

    `weighed` are the doubts that a chance has weighed.
    """
    return tuple(
        known
        for number, found in enumerate(replays)
        for score in found.scores.fields
        if (known := _known(f"{number}:{score.sample}", score, weighed, table)) is not None
    )


def _known(document: str, score: FieldScore, weighed: frozenset[str], table: ChanceTable) -> Known | None:
    read = score.read_as
    if read is None or read.signs is None or score.ambiguous:
        return None
    form, _, edition = score.form.partition("/")
    kind, writing = FieldKind(score.kind), Writing(read.writing)
    features = features_of(read.signs, read.bad_rows, read.residual, len(read.value))
    return Known(
        document=document,
        kind=kind,
        form=FormRef(form=form, edition=edition),
        writing=writing,
        features=features,
        chance=table.of_features(kind, writing, features),
        clear_of_doubt=not set(read.doubts) - weighed,
        right=score.right,
    )


def family_of(readings: Sequence[Known], family: str, writing: Writing) -> tuple[Known, ...]:
    """The readings of one family and writing."""
    kinds = FAMILIES[family]
    return tuple(known for known in readings if known.kind in kinds and known.writing is writing)
