"""Typed values on a form: how large they are set, and where each character of a comb stands."""

from forms.comb import cells_of, without_separators
from forms.press.paper import PLAIN, text_width

SIZE, INDENT, RISE = 10.0, 3.0, 5.0
"""Size of text, and where it starts in its zone, in points from the lower left corner."""


def fitting_size(text: str, width: float) -> float:
    """10 points, or less where the text would not fit into a zone of `width` points."""
    return round(min(SIZE, SIZE * (width - 2 * INDENT) / text_width(text, SIZE)), 1)


def comb_places(text: str, comb: str, width: float) -> list[tuple[str, float]]:
    """Each character in its cell of a comb that is `width` points wide, with the point where it starts."""
    place = width / len(comb)
    characters = zip(without_separators(comb, text), cells_of(comb), strict=False)
    return [
        (shown, round((cell + 0.5) * place - text_width(shown, SIZE, PLAIN) / 2, 2))
        for shown, cell in characters
    ]
