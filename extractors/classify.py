"""What a received page is: a page of which form and edition, a cover sheet, a blank, or something else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from documents import ClassifiedPage, PageGuess, PageImage, PageKind, Turn
from extractors.align import rough_score, turn_matrix
from extractors.blanks import BlankPage, blank_page, blank_pages
from extractors.corner_marks import corner_marks, marks_found
from extractors.features import Features, Fit, Matrix, Pixels, features_of, fit, likeness
from extractors.odd_page import is_safely_put_aside, names_our_form, topic_of
from extractors.page_code import CodedPage, coded_page, reply_on
from forms.library import FormLibrary
from ocr.parts import parts_of
from ocr.raster import turned

_DARK = 128
_SPECK = 6
_EDGE = 0.03
_BLANK_INK = 0.0006
_CLOSEST = 3
_WEAK_RIVAL = 0.5
_IS_FORM = 0.62
_IS_NO_FORM = 0.42
_CLEAR_LEAD = 0.12
_PLAIN, _BELIED = 0.85, 0.06
_BEYOND_SIBLINGS, _LEAST_MARKS = 0.8, 2
"""No page shows so much of the print of a later edition: at most 0.79 was measured."""
_LEAST_LETTERS = 40
TextOf = Callable[[Pixels], str]


@dataclass(frozen=True)
class Candidate:
    """A blank page found on a page as received: how it lies and how much of its print is there (0 to 1)."""

    blank: BlankPage
    turn: Turn
    matrix: Matrix
    score: float

    def guess(self) -> PageGuess:
        """The candidate as a record."""
        return PageGuess(kind=PageKind.FORM, form=self.blank.ref, form_page=self.blank.page, score=self.score)


def classify_page(page: PageImage, pixels: Pixels, library: FormLibrary, text_of: TextOf) -> ClassifiedPage:
    """Say what a page is.

    `pixels` is the page as `ocr.raster.square` gives it: uint8, 204 dpi, not turned. `text_of` reads the
    text of a whole upright page; it is asked only when the page is no form of ours. A born-digital page is
    read by its words. Where a page carries our code, form, edition, page and turn come from it, and its print
    must agree; otherwise the page is unknown.
    """
    if is_blank(pixels):
        return ClassifiedPage(number=page.number, turn=0, best=PageGuess(kind=PageKind.BLANK, score=0.99))
    code = coded_page(pixels, library)
    candidates = find_forms(pixels, library) if code is None else find_coded(pixels, library, code)
    best = _surely(candidates, library) if code is None else _as_coded(pixels, candidates, code)
    if best is not None:
        rivals = [candidate.guess() for candidate in candidates if candidate is not best]
        runner_up = rivals[0] if rivals else None
        form, form_page = library.get(best.blank.ref), best.blank.page
        return ClassifiedPage(
            number=page.number,
            turn=best.turn,
            best=best.guess(),
            runner_up=runner_up,
            reply_to=reply_on(turned(pixels, best.turn), form, form_page),
        )
    ours = code is not None
    words = _words_of(page)
    if words:
        return _by_text(page, (0, words), candidates, library, ours=ours)
    likely = code.turn if code is not None else (candidates[0].turn if candidates else 0)
    return _by_text(page, _readable(pixels, text_of, likely), candidates, library, ours=ours)


def classify_digital(
    page: PageImage, pixels: Pixels, library: FormLibrary, text_of: TextOf
) -> ClassifiedPage:
    """The same for a born-digital page: its picture decides on forms, its own words on everything else."""
    return classify_page(page, pixels, library, text_of)


def is_blank(pixels: Pixels) -> bool:
    """Whether nothing but specks and the dark rims of a scan is on the page."""
    height, width = pixels.shape
    rim_x, rim_y = int(width * _EDGE), int(height * _EDGE)
    inner = pixels[rim_y : height - rim_y, rim_x : width - rim_x]
    ink = np.asarray(cv2.resize(inner, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) < _DARK)
    if float(ink.mean()) > 0.05:
        return False
    parts = parts_of(ink).stats[1:]
    streaks = (parts[:, cv2.CC_STAT_WIDTH] <= 3) & (parts[:, cv2.CC_STAT_HEIGHT] > ink.shape[0] // 3)
    areas = parts[(parts[:, cv2.CC_STAT_AREA] > _SPECK) & ~streaks, cv2.CC_STAT_AREA]
    return int(areas.sum()) < _BLANK_INK * ink.size


def find_forms(pixels: Pixels, library: FormLibrary) -> tuple[Candidate, ...]:
    """The blank pages that may lie on this page without a readable code, in any turn, best first.

    Editions with codes are looked for only where the page shows their corner marks, and then alone.
    """
    features = features_of(pixels)
    plain = tuple(blank for blank in blank_pages(library) if not library.get(blank.ref).codes)
    found = _closest(pixels, features, plain or blank_pages(library))
    coded = tuple(blank for blank in blank_pages(library) if blank not in plain)
    if not found or not plain or not _has_corner_marks(pixels, found[0], coded):
        return found
    return _closest(pixels, features, coded)


def _has_corner_marks(pixels: Pixels, best: Candidate, coded: tuple[BlankPage, ...]) -> bool:
    """Whether the page that `best` lies on shows the corner marks of editions with codes."""
    marks = {corner_marks(blank) for blank in coded}
    upright = turned(pixels, best.turn)
    return any(marks_found(upright, best.matrix, places) >= _LEAST_MARKS for places in marks)


def find_coded(pixels: Pixels, library: FormLibrary, code: CodedPage) -> tuple[Candidate, ...]:
    """The same for a page with our code: what it names, and its rivals where its print is not plain."""
    features = features_of(pixels)
    if code.ref is None:
        return _closest(pixels, features, blank_pages(library))
    named = _closest(pixels, features, (blank_page(library, code.ref, code.page),))
    if named and named[0].score >= _PLAIN and _has_corner_marks(pixels, named[0], (named[0].blank,)):
        return named
    plain = tuple(blank for blank in blank_pages(library) if not library.get(blank.ref).codes)
    coded = tuple(
        blank for blank in blank_pages(library) if blank not in plain and (blank.ref, blank.page) != code[:2]
    )
    return _sorted(named + _closest(pixels, features, plain) + _closest(pixels, features, coded))


def _surely(candidates: tuple[Candidate, ...], library: FormLibrary) -> Candidate | None:
    """The best candidate when enough of its print is there, more for want of a code it should carry."""
    if not candidates or not _leads(candidates):
        return None
    best = candidates[0]
    least = _BEYOND_SIBLINGS if library.get(best.blank.ref).codes else _IS_FORM
    return best if best.score >= least else None


def _as_coded(pixels: Pixels, candidates: tuple[Candidate, ...], code: CodedPage) -> Candidate | None:
    """The candidate that the code names, unless its print is not there or another's is found better.

    Without its corner marks no other may come near: the code may have been copied onto the page.
    """
    for named in candidates:
        if CodedPage(named.blank.ref, named.blank.page, named.turn) == code:
            rival = max((other.score for other in candidates if other is not named), default=0.0)
            marked = _has_corner_marks(pixels, named, (named.blank,))
            belied = rival >= named.score + (_BELIED if marked else -_BELIED)
            return None if belied or named.score < _IS_FORM else named
    return None


def _closest(pixels: Pixels, features: Features, blanks: tuple[BlankPage, ...]) -> tuple[Candidate, ...]:
    """The likeliest blanks laid on the page; the others too unless one of the first is plainly there."""
    ranked = sorted(blanks, key=lambda blank: -likeness(blank.features, features))
    first = _laid(pixels, features, ranked[:_CLOSEST])
    if first and first[0].score >= _PLAIN:
        return first
    return _laid(pixels, features, ranked)


def _laid(pixels: Pixels, features: Features, blanks: Sequence[BlankPage]) -> tuple[Candidate, ...]:
    fits = [(blank, found) for blank in blanks if (found := fit(blank.features, features)) is not None]
    most = max((found.inliers for _, found in fits), default=0)
    worth = [(blank, found) for blank, found in fits if found.inliers >= _WEAK_RIVAL * most]
    return _sorted(tuple(_candidate(pixels, blank, found) for blank, found in worth))


def _sorted(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: -candidate.score))


def _candidate(pixels: Pixels, blank: BlankPage, found: Fit) -> Candidate:
    turn, matrix = turn_matrix(found, pixels)
    upright = turned(pixels, turn)
    return Candidate(blank, turn, matrix, min(rough_score(upright, blank, matrix), 1.0))


def _leads(candidates: tuple[Candidate, ...]) -> bool:
    return len(candidates) < 2 or candidates[0].score - candidates[1].score >= _CLEAR_LEAD


def _words_of(page: PageImage) -> str:
    return "" if page.digital is None else " ".join(word.text for word in page.digital.words)


def _readable(pixels: Pixels, text_of: TextOf, likely: Turn) -> tuple[Turn, str]:
    """The text of the page in the likely turn, or in the opposite one when that reads better."""
    text = text_of(turned(pixels, likely))
    if _letters(text) >= _LEAST_LETTERS:
        return likely, text
    opposite: Turn = 180 if likely == 0 else 0
    other = text_of(turned(pixels, opposite))
    return (opposite, other) if _letters(other) > _letters(text) else (likely, text)


def _letters(text: str) -> int:
    """Letters in words of at least four letters: upside-down text yields few."""
    return sum(len(word) for word in text.split() if len(word) >= 4 and word.isalpha())


def _by_text(
    page: PageImage,
    read: tuple[Turn, str],
    candidates: tuple[Candidate, ...],
    library: FormLibrary,
    *,
    ours: bool,
) -> ClassifiedPage:
    """What the words of an upright page say it is; `ours` when its code says that it is a page of ours."""
    turn, text = read
    topic, sure = topic_of(text)
    best = candidates[0] if candidates else None
    perhaps_ours = ours or (best is not None and best.score >= _IS_NO_FORM) or names_our_form(text, library)
    perhaps_ours |= topic is not None and not is_safely_put_aside(topic, text)
    if perhaps_ours:
        guess, name = PageGuess(kind=PageKind.UNKNOWN, score=best.score if best is not None else 0.0), ""
    elif topic is None:
        guess, name = PageGuess(kind=PageKind.OTHER, score=0.5), ""
    else:
        guess, name = (
            PageGuess(kind=topic.kind, score=sure),
            topic.name if topic.kind is PageKind.OTHER else "",
        )
    return ClassifiedPage(
        number=page.number,
        turn=best.turn if perhaps_ours and best is not None else turn,
        best=guess,
        runner_up=best.guess() if best is not None else None,
        topic=name,
        text=text,
    )
