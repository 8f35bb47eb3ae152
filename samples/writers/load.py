"""Brings the writers of one part together from the folder of pen strokes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samples.writers.person import Person, tidied
from samples.writers.split import Part, Split, read_split
from samples.writers.strokes import STROKE_FILES, Piece, StrokeFile

_CHARACTERS = frozenset({"digit", "upper", "lower", "symbol"})


@dataclass(frozen=True, eq=False)
class Company:
    """All writers of one part, in the order of their names."""

    part: Part
    people: tuple[Person, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Person]:
        """Each person by name."""
        return {person.name: person for person in self.people}

    @cached_property
    def clerks(self) -> tuple[Person, ...]:
        """Those who left all ten digits and can be asked to fill in a form."""
        return tuple(person for person in self.people if person.writes_numbers)

    @cached_property
    def signers(self) -> tuple[Person, ...]:
        """Those who left words enough to sign."""
        return tuple(person for person in self.people if person.can_sign)


def load_company(folder: Path, part: Part, split: Split | None = None) -> Company:
    """The writers of a part with all their strokes; about three seconds for the real folder.

    `split` is the committed one unless another is given. UnusableFile when the folder or one of its files is
    missing or no stroke file; BadSplit when the split does not name every writer of the folder once.
    """
    files = [StrokeFile(folder / name) for name in STROKE_FILES]
    split = split or read_split()
    split.check_all({writer for file in files for writer in file.writers})
    wanted = frozenset(split.writers(part))
    left: dict[str, dict[str, dict[str, list[Piece]]]] = {name: _shelves() for name in sorted(wanted)}
    for file in files:
        for recorded in file.recorded(wanted):
            shelf = "character" if recorded.kind in _CHARACTERS else recorded.kind
            left[recorded.writer][shelf][recorded.piece.label].append(recorded.piece)
    return Company(part, tuple(_person(name, shelves) for name, shelves in left.items()))


def _shelves() -> dict[str, dict[str, list[Piece]]]:
    return {shelf: defaultdict(list) for shelf in ("character", "word", "text")}


def _person(name: str, shelves: dict[str, dict[str, list[Piece]]]) -> Person:
    characters = {label: tidied(pieces, label) for label, pieces in sorted(shelves["character"].items())}
    return Person(
        name=name,
        characters={label: pieces for label, pieces in characters.items() if pieces},
        words={label: tuple(pieces) for label, pieces in sorted(shelves["word"].items())},
        lines=tuple(piece for pieces in shelves["text"].values() for piece in pieces),
    )
