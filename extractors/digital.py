"""Values that a born-digital page states itself, in fillable fields or as text inside the zones."""

from documents import Box, DigitalContent, Word
from forms.comb import cells_of, with_separators, without_separators
from forms.definition import FieldDefinition

ENGINE = "document"
_INSIDE = 0.5
_OFF = frozenset({"", "off", "no", "false", "0"})


class StatedPage:
    """What one born-digital page says of its fields."""

    def __init__(self, content: DigitalContent) -> None:
        self._values = {value.name: value.value for value in content.values}
        self._words = content.words

    def text(self, field: FieldDefinition) -> str:
        """The text stated for a written field; empty when the page states none."""
        if field.name in self._values:
            return _in_comb(field, " ".join(self._values[field.name].split()))
        inside = [word for word in self._words if _is_inside(word.box, field.box)]
        return _in_comb(field, " ".join(word.text for word in _in_reading_order(inside)))

    def marked(self, field: FieldDefinition, option: str) -> bool | None:
        """Whether a box is said to be set; None when the page has no fillable box for it."""
        for name in (f"{field.name}.{option}", field.name):
            if name in self._values:
                value = self._values[name].strip().lower().removeprefix("/")
                return value == option or (
                    (name != field.name or len(field.options) == 1) and value not in _OFF
                )
        return None


def _in_comb(field: FieldDefinition, text: str) -> str:
    """The text; of a comb, the characters in its cells with the printed separators between them."""
    if not field.comb:
        return text
    characters = without_separators(field.comb, text)
    fits = len(characters) <= len(cells_of(field.comb))
    return with_separators(field.comb, characters) if fits else text


def _is_inside(word: Box, zone: Box) -> bool:
    return word.overlap(zone) >= _INSIDE * word.area


def _in_reading_order(words: list[Word]) -> list[Word]:
    """Left to right within lines, lines from the top; a line is what overlaps its first word in height."""
    left = sorted(words, key=lambda word: word.box.top)
    ordered: list[Word] = []
    while left:
        middle = (left[0].box.top + left[0].box.bottom) / 2
        line = [word for word in left if word.box.top < middle < word.box.bottom]
        ordered += sorted(line, key=lambda word: word.box.left)
        left = [word for word in left if word not in line]
    return ordered
