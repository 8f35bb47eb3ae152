"""Reads combs: which cells are written in, the crop with its gaps closed up, and what the cells can hold."""

import string

import numpy as np

from extractors.features import Pixels
from extractors.kinds import KINDS
from extractors.printed import Mask
from forms.comb import CELL, cells_of, with_separators, without_separators
from forms.definition import FieldDefinition, FieldKind
from ocr import Grammar, Recognition

GAP = 12
"""Most white columns that are left between two characters, in pixels of 204 dpi."""
TYPE_GAP = 4
"""The same for type, which readers know with its characters close together."""
_LEAST_INK = 12
_INNER = 0.15
_MONTH = {1: "[1-9]", 2: "(0[1-9]|1[0-2])"}
_DAY = {1: "[1-9]", 2: r"(0[1-9]|[12]\d|3[01])"}
_YEAR = {2: r"\d\d", 4: r"(19|20)\d\d"}

_RULES = {
    FieldKind.PHONE: Grammar(string.digits, r"[2-9]\d{2}[2-9]\d{6}"),
    FieldKind.ZIP: Grammar(string.digits, r"\d{5}(\d{4})?"),
    FieldKind.EXTENSION: Grammar(string.digits, r"\d{1,6}"),
    FieldKind.ICD10: Grammar(
        string.ascii_uppercase + string.digits, r"[A-TV-Z]\d[0-9AB]\d{0,4}", fold_case=True
    ),
}


def written_cells(mask: Mask, comb: str) -> tuple[int, ...]:
    """The places of a comb's cells that hold ink; `mask` is the written ink over the zone, all its width."""
    edges = np.linspace(0, mask.shape[1], len(comb) + 1)
    found = []
    for cell in cells_of(comb):
        inset = _INNER * (edges[cell + 1] - edges[cell])
        inner = mask[:, round(edges[cell] + inset) : round(edges[cell + 1] - inset)]
        if int(inner.sum()) >= _LEAST_INK:
            found.append(cell)
    return tuple(found)


def closed_up(crop: Pixels, mask: Mask, most: int = GAP) -> Pixels:
    """The crop with every run of columns without writing cut down to `most` columns; no ink is lost."""
    inked = np.convolve(mask.any(axis=0), np.ones(3), mode="same") > 0
    gap = np.zeros(len(inked), np.intp)
    for column, full in enumerate(inked.tolist()):
        gap[column] = 0 if full else (gap[column - 1] if column else 0) + 1
    return np.ascontiguousarray(crop[:, gap <= most])


def comb_grammar(field: FieldDefinition, cells: tuple[int, ...]) -> Grammar | None:
    """What decoding of a comb keeps to: the grammar of its kind, without the printed separators."""
    if field.kind is FieldKind.DATE:
        return Grammar(string.digits, _date_pattern(field.comb, cells))
    return _RULES.get(field.kind, KINDS[field.kind].grammar())


def _date_pattern(comb: str, cells: tuple[int, ...]) -> str:
    parts: list[list[int]] = [[]]
    for place, printed in enumerate(comb):
        if printed == CELL:
            parts[-1].append(place)
        else:
            parts.append([])
    written = [sum(cell in cells for cell in part) for part in parts]
    tables = (_MONTH, _DAY, _YEAR)
    return "".join(
        table.get(count, table[max(k for k in table if k <= len(part))])
        for table, count, part in zip(tables, written, parts, strict=False)
    )


def as_printed(found: Recognition, comb: str, cells: tuple[int, ...]) -> Recognition:
    """The recognition with the comb's separators put between the characters."""

    def put(text: str) -> str:
        return _put(text, comb, cells)

    changed = {
        "text": put(found.text),
        "seen": put(found.seen),
        "unchecked": put(found.unchecked),
        "alternatives": tuple(one.model_copy(update={"value": put(one.value)}) for one in found.alternatives),
    }
    return found.model_copy(update=changed)


def _put(text: str, comb: str, cells: tuple[int, ...]) -> str:
    """Characters go into the cells that are written in, or fill the comb; anything else stays as it is."""
    characters = without_separators(comb, text)
    if characters and len(characters) == len(cells):
        return with_separators(comb, characters, cells)
    whole = len(characters) == len(cells_of(comb))
    return with_separators(comb, characters) if whole else characters
