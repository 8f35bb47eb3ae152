"""The approval without which weights other than those that ship are not read with."""

import hashlib
from pathlib import Path

from pydantic import AwareDatetime, Field

from documents import BadSetting, Digest, Record
from ocr.engines import TRAINED
from ocr.hand import trained_weights
from ocr.record_file import read_record

APPROVAL_FILE = "approval.json"


class KindFigures(Record):
    """Fields of one kind read with both weights.

    `points` is how much more of them is wrong than before, in points, `low` to `high` its interval;
    `newly_used` counts wrong values that would be used unseen where none was.
    """

    kind: str
    fields: int = Field(ge=1)
    wrong_before: int = Field(ge=0)
    wrong_after: int = Field(ge=0)
    points: float
    low: float
    high: float
    newly_used: int = Field(ge=0)

    @property
    def passes(self) -> bool:
        """Whether the kind is not worse by more than chance, and no wrong value would be used anew."""
        return self.low <= 0 and self.newly_used == 0


class Approval(Record):
    """That these weights, by file name and digest, passed the gate against the `present` ones."""

    weights: dict[str, Digest]
    present: dict[str, Digest]
    given_at: AwareDatetime
    sources: tuple[str, ...]
    kinds: tuple[KindFigures, ...] = Field(min_length=1)


def weights_in_use(folder: Path | None) -> dict[str, Digest]:
    """The digests of the weights that are read with when a folder is set, by file name."""
    files = [f"{name}.onnx" for name in TRAINED]
    return {name: hashlib.sha256(trained_weights(name, folder)).hexdigest() for name in files}


def check_approved(folder: Path, key: str) -> None:
    """Nothing, when the weights of a folder ship or are approved; BadSetting names the file and the key."""
    found = weights_in_use(folder)
    if found == weights_in_use(None):
        return
    path = folder / APPROVAL_FILE
    approved = read_record(path, Approval).weights
    wrong = [name for name, digest in found.items() if approved.get(name) != digest]
    if wrong:
        raise BadSetting(f"{path} ({key}): {', '.join(wrong)} is not what was approved; run the gate again")
