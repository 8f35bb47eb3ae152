"""Letter paper: the words of a letter on pages that stay legible at the resolution of a standard fax."""

from collections.abc import Iterator
from typing import NamedTuple

from forms.press.frame import DRUG, FAX_BACK, PROGRAM
from forms.press.paper import BOLD, HEIGHT, PLAIN, RULE, WIDTH, Paper, text_width, wrapped
from ocr.page_code import matrix_modules

LEFT, RIGHT, TOP, FOOT = 54.0, WIDTH - 54.0, 42.0, HEIGHT - 62.0
_BODY, _SMALL, _LABELS = 12.0, 10.0, 96.0
_LEADING = 1.28
_CODE_SIZE = 72.0
_CONFIDENTIAL = "Confidential: for the addressee only. Received in error? Destroy it and tell us."


class _Line(NamedTuple):
    """One line to print: its text, where it starts, how it is set, and the room above it in points."""

    text: str
    size: float = _BODY
    font: str = PLAIN
    indent: float = 0.0
    above: float = 0.0
    label: str = ""

    @property
    def height(self) -> float:
        return self.above + self.size * _LEADING


def letter_pages(words: str, reference: str, pages_after: int) -> bytes:
    """A letter as PDF, its reference printed and coded on every page.

    `words` are those of `letters.words`; `pages_after` is how many pages follow it in the same fax.
    """
    pages = _paged(tuple(_lines(words)))
    paper = Paper(f"KYNAMRO REMS Program {reference}", "Letter")
    for number, lines in enumerate(pages, start=1):
        if number > 1:
            paper.next_page()
        y = _head(paper, reference)
        for line in lines:
            y += line.height
            if line.label:
                paper.text(LEFT, y, line.label, line.size, BOLD)
            paper.text(LEFT + line.indent, y, line.text, line.size, line.font)
        _foot(paper, reference, f"Page {number} of {len(pages) + pages_after}")
    return paper.finished()


def _head(paper: Paper, reference: str) -> float:
    paper.text(LEFT, TOP + 16, PROGRAM, 16, BOLD)
    paper.text(LEFT, TOP + 33, DRUG, _SMALL)
    paper.text(LEFT, TOP + 50, f"Coordinating Center, fax {FAX_BACK}", _BODY)
    box = (RIGHT - _CODE_SIZE, TOP - 6, RIGHT, TOP - 6 + _CODE_SIZE)
    paper.matrix(box, matrix_modules(reference.replace("-", "")))
    paper.text_ending(RIGHT - _CODE_SIZE - 14, TOP + 16, reference, 14, BOLD)
    paper.rule(LEFT, RIGHT, TOP + 74, RULE)
    return TOP + 78


def _foot(paper: Paper, reference: str, page: str) -> None:
    paper.rule(LEFT, RIGHT, HEIGHT - 54, RULE)
    paper.text(LEFT, HEIGHT - 40, _CONFIDENTIAL, _SMALL)
    paper.text(LEFT, HEIGHT - 26, f"Our reference {reference}", _SMALL, BOLD)
    paper.text_ending(RIGHT, HEIGHT - 26, page, _SMALL, BOLD)


def _lines(words: str) -> Iterator[_Line]:
    for block in _blocks(words):
        sign, _, text = block.partition(" ")
        if sign == "#":
            yield from _set(text, size=17.0, font=BOLD, above=6.0)
            yield _Line("", size=4.0)
        elif sign == "##":
            yield from _set(text, font=BOLD, above=9.0)
        elif sign == "!":
            yield from _set(text, size=13.0, font=BOLD, above=8.0)
        elif sign == "-":
            first, *rest = wrapped(text, _BODY, RIGHT - LEFT - 14)
            yield _Line(first, indent=14.0, above=3.0, label="-")
            yield from (_Line(line, indent=14.0) for line in rest)
        elif sign == "=":
            label, _, says = text.partition(" | ")
            first, *rest = wrapped(says, _BODY, RIGHT - LEFT - _LABELS)
            yield _Line(first, indent=_LABELS, above=1.0, label=label)
            yield from (_Line(line, indent=_LABELS) for line in rest)
        else:
            yield from _set(block, above=7.0)


def _set(text: str, size: float = _BODY, font: str = PLAIN, above: float = 0.0) -> Iterator[_Line]:
    wider = 1.0 if font == PLAIN else text_width(text, size, BOLD) / text_width(text, size)
    for number, line in enumerate(wrapped(text, size, (RIGHT - LEFT) / wider)):
        yield _Line(line, size, font, above=above if number == 0 else 0.0)


def _blocks(words: str) -> Iterator[str]:
    """Lines that are something by themselves, and paragraphs joined to one line."""
    paragraph: list[str] = []
    for line in (*words.splitlines(), ""):
        alone = line.startswith(("# ", "## ", "! ", "- ", "= "))
        if paragraph and (alone or not line.strip()):
            yield " ".join(paragraph)
            paragraph = []
        if alone:
            yield line.strip()
        elif line.strip():
            paragraph.append(line.strip())


def _paged(lines: tuple[_Line, ...]) -> list[list[_Line]]:
    room = FOOT - (TOP + 78)
    pages: list[list[_Line]] = [[]]
    used = 0.0
    for line in lines:
        if used + line.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += line.height
    return pages
