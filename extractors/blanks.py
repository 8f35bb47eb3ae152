"""The blank pages of all form editions, with what laying them over a page needs, made once per library."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from weakref import WeakKeyDictionary

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import FormRef
from extractors.features import Features, Pixels, features_of
from extractors.tiles import Reduced, print_of, reduced
from forms.comb import cells_of, place_boxes
from forms.definition import FieldDefinition
from forms.library import FormLibrary

_DARK = 160
_SHADE = 200
"""What is lighter is shading, which a fax does not show."""
_KNOWN: "WeakKeyDictionary[FormLibrary, tuple[BlankPage, ...]]" = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class BlankPage:
    """One printed page: `pixels` uint8 grey at 204 dpi.

    `uprights` are the printed lines between the cells of combs: column, first row and row after the last.
    What follows from the pixels at little cost is made anew each time, but for what is small itself, so that
    many editions stay small in memory.
    """

    ref: FormRef
    page: int
    pixels: Pixels
    features: Features
    uprights: tuple[tuple[int, int, int], ...] = ()

    @property
    def printed(self) -> NDArray[np.bool_]:
        """True where something is printed."""
        return self.pixels < _DARK

    def printed_within(self, area: tuple[slice, slice]) -> NDArray[np.bool_]:
        """The same within rows and columns."""
        return self.pixels[area] < _DARK

    @property
    def reduced(self) -> Reduced:
        """The page at half resolution, as `extractors.tiles.compare` takes it."""
        return reduced(self.pixels)

    @cached_property
    def has_print(self) -> NDArray[np.bool_]:
        """For each tile of `extractors.tiles`, whether it has print that a fax shows: any but shading."""
        shown = np.where(self.pixels < _SHADE, self.pixels, 255).astype(np.uint8)
        return print_of(reduced(shown)) > 0

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])


def blank_pages(library: FormLibrary) -> tuple[BlankPage, ...]:
    """Every page of every edition, in the order of the library."""
    if library not in _KNOWN:
        _KNOWN[library] = tuple(
            make_blank_page(form.ref, page, library.blank(form.ref, page), form.on_page(page))
            for form in library
            for page in range(1, form.page_count + 1)
        )
    return _KNOWN[library]


def blank_page(library: FormLibrary, ref: FormRef, page: int) -> BlankPage:
    """One printed page; KeyError when the library has no such form or page."""
    for blank in blank_pages(library):
        if blank.ref == ref and blank.page == page:
            return blank
    raise KeyError(f"{ref} page {page}")


def make_blank_page(
    ref: FormRef, page: int, pixels: Pixels, fields: tuple[FieldDefinition, ...] = ()
) -> BlankPage:
    """The blank with its features, from its picture and the fields on it."""
    uprights = tuple(upright for field in fields if field.comb for upright in _uprights(field, pixels.shape))
    return BlankPage(ref, page, pixels, features_of(pixels), uprights)


def _uprights(field: FieldDefinition, shape: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """The lines left and right of every cell of a comb."""
    height, width = shape
    places = place_boxes(field)
    cells = [places[cell] for cell in cells_of(field.comb)]
    top, bottom = round(field.box.top * height), round(field.box.bottom * height)
    for edge in sorted({round(x * width) for cell in cells for x in (cell.left, cell.right)}):
        yield edge, top, bottom


@cache
def disc(radius: int) -> NDArray[np.uint8]:
    """A round brush of that radius in pixels."""
    return np.asarray(
        cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8
    )
