"""Signature lines of the real forms, filled in, faxed on one sheet and cut out as production does."""

import argparse
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import Box
from extractors.crop import WrittenPage
from extractors.printed import Mask
from forms.definition import FieldDefinition, FieldKind
from forms.library import FormLibrary, load_forms
from ocr.raster import DPI
from samples.draw import above_rule, blank_page
from samples.ink import PaperSheet
from samples.ink.signature import Place
from samples.paper import FAX_WIDTH, Resolution
from samples.training.laid import blank_of, flat_alignment
from samples.training.sheet import PAPER_DPI, laid_page
from samples.training.signature_kinds import SHARES, LineKind, Signers
from samples.writers.load import load_company

_WIDTH = round(FAX_WIDTH * PAPER_DPI / DPI)
_MM = PAPER_DPI / 25.4
_ABOVE, _BELOW = 9.0, 7.0
"""What of a form goes on the sheet around a signature line, in millimetres."""
_ON_A_SHEET = 12
_STANDARD = 0.45
_NEIGHBOURS, _LINE_ABOVE = 0.75, 0.12


@dataclass(frozen=True, eq=False)
class SignedLine:
    """One signature line as production cuts it: the mask of its ink in the blank's frame at 204 dpi.

    `writer` is empty for hands that are nobody's.
    """

    mask: Mask
    kind: LineKind
    writer: str
    resolution: Resolution


@dataclass(frozen=True, eq=False)
class _Strip:
    """What is printed around a signature field, and the fields within by their place in the strip."""

    pixels: NDArray[np.uint8]
    fields: tuple[tuple[FieldDefinition, Place], ...]


def signed_lines(library: FormLibrary, signers: Signers, rng: random.Random) -> list[SignedLine]:
    """A dozen signature lines of forms of the library, faxed on one sheet."""
    strips = [_strip(library, rng) for _ in range(_ON_A_SHEET)]
    printed = np.concatenate([strip.pixels for strip in strips])
    paper = PaperSheet(printed.copy(), PAPER_DPI)
    fields: list[FieldDefinition] = []
    put: dict[str, tuple[LineKind, str]] = {}
    top = 0
    for strip in strips:
        for field, (left, upper, right, lower) in strip.fields:
            place = (left, top + upper, right, top + lower)
            moved = _moved(field, f"field_{len(fields)}", place, printed.shape)
            put[moved.name] = _fill(paper, moved, place, signers, rng)
            fields.append(moved)
        top += len(strip.pixels)
    resolution: Resolution = "standard" if rng.random() < _STANDARD else "fine"
    laid = laid_page(paper.pixels, resolution, rng)
    small = cv2.resize(printed, (laid.shape[1], laid.shape[0]), interpolation=cv2.INTER_AREA)
    blank = blank_of(np.asarray(small, np.uint8))
    page = WrittenPage(flat_alignment(laid, rng.choice((0.4, 0.4, 1.0))), blank, tuple(fields))
    signed = (field for field in fields if field.kind is FieldKind.SIGNATURE)
    return [SignedLine(page.crop(field).mask, *put[field.name], resolution) for field in signed]


def _strip(library: FormLibrary, rng: random.Random) -> _Strip:
    """The printed strip around one of the signature fields of the library."""
    form, signature = rng.choice(
        [(form, field) for form in library for field in form.fields if field.kind is FieldKind.SIGNATURE]
    )
    page = blank_page(library.blank_path(form.ref), signature.page, PAPER_DPI)
    height, width = page.shape
    edge = (width - _WIDTH) // 2
    first = max(round(signature.box.top * height - _ABOVE * _MM), 0)
    last = min(round(signature.box.bottom * height + _BELOW * _MM), height)
    found: list[tuple[FieldDefinition, Place]] = []
    for field in form.fields:
        box = field.box
        top, bottom = box.top * height - first, min(box.bottom * height, last) - first
        place = (box.left * width - edge, top, box.right * width - edge, bottom)
        whole = top >= 0 and bottom - top > _MM
        if field.page == signature.page and not field.options and whole:
            found.append((field, place))
    return _Strip(page[first:last, edge : edge + _WIDTH], tuple(found))


def _fill(
    paper: PaperSheet, field: FieldDefinition, place: Place, signers: Signers, rng: random.Random
) -> tuple[LineKind, str]:
    """Put something down in the field; what it is, and whose."""
    above = above_rule(paper, place)
    if field.kind is not FieldKind.SIGNATURE:
        if rng.random() < _NEIGHBOURS:
            signers.neighbour(paper, above, field.kind, rng)
        return LineKind.EMPTY, ""
    if rng.random() < _LINE_ABOVE:
        left, top, right, _ = place
        high = paper.mm(7)
        signers.neighbour(paper, (left, top - high, right, top + paper.mm(rng.uniform(-2.0, 0.3))), None, rng)
    kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
    return kind, signers.put(paper, above, kind, rng)


def _moved(field: FieldDefinition, name: str, place: Place, size: tuple[int, ...]) -> FieldDefinition:
    height, width = size
    left, top, right, bottom = place
    box = Box(left=left / width, top=top / height, right=min(right / width, 1.0), bottom=bottom / height)
    return field.model_copy(update={"name": name, "box": box})


def write_lines(path: Path, made: Iterable[SignedLine]) -> None:
    """Store signature lines in one file."""
    made = list(made)
    np.savez_compressed(
        path,
        bits=np.concatenate([np.packbits(line.mask) for line in made]),
        shapes=np.array([line.mask.shape for line in made], np.int32),
        told=np.array([(line.kind.value, line.writer, line.resolution) for line in made]),
    )


def read_lines(path: Path) -> list[SignedLine]:
    """The signature lines of one file."""
    made, at = [], 0
    with np.load(path) as stored:
        bits, shapes, told = stored["bits"], stored["shapes"], stored["told"]
    for (rows, columns), (kind, writer, resolution) in zip(shapes.tolist(), told.tolist(), strict=True):
        size = -(-rows * columns // 8)
        mask = np.unpackbits(bits[at : at + size], count=rows * columns).reshape(rows, columns) > 0
        made.append(SignedLine(mask, LineKind(kind), writer, resolution))
        at += size
    return made


def main() -> None:
    """Write files of signature lines one after the other; what is there already stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the stroke data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", choices=("training", "calibration"), default="training")
    parser.add_argument("--sheets", type=int, default=10, help="sheets in a file")
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--seed", type=int, required=True)
    options = parser.parse_args()
    library = load_forms()
    signers = Signers(load_company(options.data, options.part))
    options.out.mkdir(parents=True, exist_ok=True)
    for number in range(options.files):
        path = options.out / f"{options.part}-{options.seed:04d}-{number:04d}.npz"
        if path.exists():
            continue
        rng = random.Random(f"{options.part} {options.seed} {number} signatures")
        sheets = (signed_lines(library, signers, rng) for _ in range(options.sheets))
        write_lines(path, [line for sheet in sheets for line in sheet])


if __name__ == "__main__":
    main()
