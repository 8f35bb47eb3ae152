"""Material: fields whose truth people keyed, in folders of training, calibration and holdout."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from documents import Document, NotAllowed, Record, UnusableFile
from extractors.kinds import purpose_of
from forms.definition import FieldDefinition
from ocr.crop_shards import Crop, write_shard
from ocr.engine import Pixels
from ocr.grammar import PRINTABLE
from ocr.line_image import line_image
from pipeline.as_written import as_written
from pipeline.scores import FieldScore
from registry.learning_tables import Part

MATERIAL_FILE = "material.json"
_SHARD = 1000
_WIDTHS = range(12, 901)
_KNOWN = frozenset(PRINTABLE)
_KEYED = {1: "once", 2: "twice"}

LinesOf = Callable[[Document, dt.date], dict[str, Pixels]]
"""The crops of a document's written fields of one line, as engines are given them, by field."""


class ReviewedField(Record):
    """One field whose truth people know; `writer` is a keyed hash, `score.sample` the digest of the fax.

    `keyed` counts who keyed it without seeing what the other keyed; 1 is also a person who saw the reading. A
    reading that an audit found wrong has no truth unless somebody corrected it: `value_known` is false.
    """

    writer: str
    keyed: int = Field(ge=1, le=2)
    value_known: bool
    score: FieldScore


class Material(Record):
    """Reviewed fields of one part."""

    part: Part
    fields: tuple[ReviewedField, ...]


class Keyed(NamedTuple):
    """A reviewed field, its part, and what is needed to make a crop of it: `seen` is the free reading."""

    part: Part
    reviewed: ReviewedField
    field: FieldDefinition
    document: Document
    received_on: dt.date
    seen: str


class Written(NamedTuple):
    """How many fields went into each part, and how many crops for training were made of them."""

    fields: dict[Part, int]
    crops: int


def read_material(folder: Path) -> Material:
    """The material in a folder; UnusableFile when there is none."""
    path = folder / MATERIAL_FILE
    try:
        return Material.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as broken:
        raise UnusableFile(f"{path}: not the {MATERIAL_FILE} of a part") from broken


def reviewed_of(folder: Path, part: Part | None) -> tuple[ReviewedField, ...]:
    """The reviewed fields in a folder; NotAllowed when they are of another part than the one asked for."""
    found = read_material(folder)
    if part is not None and found.part is not part:
        raise NotAllowed(f"{folder} is {found.part} material; this takes {part} alone")
    return found.fields


def check_place(out: Path, data_folder: Path) -> None:
    """Nothing, when `out` is a new or empty folder below the data folder; NotAllowed otherwise."""
    if not out.resolve().is_relative_to(data_folder.resolve()) or out.resolve() == data_folder.resolve():
        raise NotAllowed(f"{out}: material holds what people wrote and stays below {data_folder}")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise NotAllowed(f"{out}: not an empty folder")


def write_material(keyed: Sequence[Keyed], out: Path, lines_of: LinesOf) -> Written:
    """Write `training` (crops), `calibration` and `holdout` (readings), for their owner's eyes alone."""
    _own_folder(out)
    for part in (Part.CALIBRATION, Part.HOLDOUT):
        fields = tuple(one.reviewed for one in keyed if one.part is part)
        path = _own_folder(out / part) / MATERIAL_FILE
        path.touch(mode=0o600)
        path.write_text(Material(part=part, fields=fields).model_dump_json(), encoding="utf-8")
    folder = _own_folder(out / Part.TRAINING)
    training = [one for one in keyed if one.part is Part.TRAINING and one.reviewed.value_known]
    crops = list(_crops(training, lines_of))
    for times, name in _KEYED.items():
        mine = [crop for count, crop in crops if count == times]
        for number, start in enumerate(range(0, len(mine), _SHARD)):
            path = folder / f"{name}-{number:04d}.npz"
            write_shard(path, mine[start : start + _SHARD])
            path.chmod(0o600)
    return Written({part: sum(one.part is part for one in keyed) for part in Part}, len(crops))


def _own_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _crops(training: Sequence[Keyed], lines_of: LinesOf) -> Iterator[tuple[int, Crop]]:
    """How often each field was keyed, and its crop; without those that may say something else."""
    papers = {(one.document.fax, one.document.number): one for one in training}
    lines = {key: lines_of(one.document, one.received_on) for key, one in papers.items()}
    for one in training:
        crop = lines[one.document.fax, one.document.number].get(one.field.name)
        image = None if crop is None else line_image(crop)
        purpose = purpose_of(one.field, one.received_on)
        text = as_written(one.field, one.seen, one.reviewed.score.truth, purpose)
        if image is not None and text and image.shape[1] in _WIDTHS and _KNOWN.issuperset(text):
            yield one.reviewed.keyed, Crop(text, image, one.field.kind.value, one.reviewed.writer)
