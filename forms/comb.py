"""Combs: zones of equal cells, one for each character, with separators printed between them.

A comb is written as a pattern: `#` is a cell to write in, any other character is printed in its place, as in
`##/##/####`. All places, cells and separators alike, are equally wide and fill the zone.
"""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from documents import Box
from forms.definition import FieldDefinition, FieldKind

CELL = "#"
COMB_PATTERN = r"^(#[#/.-]*#|#)?$"
LEAST_CELL = 0.16
"""Narrowest cell in inches: digits by hand are 2 to 3 mm wide, and 1 mm goes with the printed lines."""

COMB_CELLS: Mapping[FieldKind, tuple[int, ...]] = MappingProxyType(
    {
        FieldKind.INITIAL: (1,),
        FieldKind.STATE: (2,),
        FieldKind.ZIP: (5, 9),
        FieldKind.PHONE: (10,),
        FieldKind.EXTENSION: (3, 4, 5, 6),
        FieldKind.DATE: (6, 8),
        FieldKind.INTEGER: (1, 2, 3, 4),
        FieldKind.NPI: (10,),
        FieldKind.DEA: (9,),
        FieldKind.NCPDP: (7,),
        FieldKind.ICD10: (5, 6, 7),
    }
)
"""How many cells the comb of a kind may have; kinds of free length have no comb."""


def cells_of(comb: str) -> tuple[int, ...]:
    """Which places of a comb are cells to write in, counted from 0."""
    return tuple(place for place, printed in enumerate(comb) if printed == CELL)


def place_boxes(field: FieldDefinition) -> tuple[Box, ...]:
    """The equal places of a comb field from left to right, separators too, in page fractions."""
    count, box = len(field.comb), field.box
    edges = [box.left + box.width * place / count for place in range(count)] + [box.right]
    return tuple(
        Box(left=left, top=box.top, right=right, bottom=box.bottom) for left, right in pairwise(edges)
    )


def without_separators(comb: str, text: str) -> str:
    """What of a text is written into the cells of a comb, the printed separators and spaces left out."""
    printed = set(comb) - {CELL}
    return "".join(character for character in text if character not in printed and not character.isspace())


def with_separators(comb: str, characters: str, cells: tuple[int, ...] = ()) -> str:
    """The text that characters in the cells of a comb make with the separators printed between them.

    `cells` are the places the characters stand in; without them they fill the comb from the left. Separators
    after the last character are left out. ValueError when there are more characters than cells.
    """
    at = dict(zip(cells or cells_of(comb), characters, strict=False))
    if len(at) < len(characters):
        raise ValueError(f"{len(characters)} characters do not go into {comb}")
    last = max(at, default=-1)
    return "".join(
        at.get(place, "" if printed == CELL else printed) for place, printed in enumerate(comb[: last + 1])
    )
