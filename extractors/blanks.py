"""The blank pages of all form editions, with what laying them over a page needs, made once per library."""

from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

import cv2
import numpy as np
from numpy.typing import NDArray

from documents import FormRef
from extractors.features import Features, Pixels, features_of
from extractors.tiles import Reduced, reduced
from forms.library import FormLibrary

_DARK = 160
_KNOWN: "WeakKeyDictionary[FormLibrary, tuple[BlankPage, ...]]" = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class BlankPage:
    """One printed page: `pixels` uint8 grey at 204 dpi.

    What follows from the pixels at little cost is made anew each time, so that many editions stay small in
    memory.
    """

    ref: FormRef
    page: int
    pixels: Pixels
    features: Features

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
            make_blank_page(form.ref, page, library.blank(form.ref, page))
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


def make_blank_page(ref: FormRef, page: int, pixels: Pixels) -> BlankPage:
    """The blank with its features, from its picture."""
    return BlankPage(ref, page, pixels, features_of(pixels))


@cache
def disc(radius: int) -> NDArray[np.uint8]:
    """A round brush of that radius in pixels."""
    return np.asarray(
        cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), np.uint8
    )
