"""Brings the writers of one part together from the folder of pen strokes."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samples.writers.person import Person, tidied
from samples.writers.split import Part, Split, read_split
from samples.writers.strokes import STROKE_FILES, Piece, StrokeFile

MISLABELLED_FILE = Path(__file__).parent / "mislabelled.toml"
"""Samples that are something else than their label says."""

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


def mislabelled() -> Mapping[str, Mapping[str, frozenset[int]]]:
    """The samples that are plainly not their label: by writer and label, counted from 0 in file order."""
    table = tomllib.loads(MISLABELLED_FILE.read_text(encoding="utf-8"))
    return {
        writer: {label: frozenset(numbers) for label, numbers in labels.items()}
        for writer, labels in table.items()
    }


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
    wrong = mislabelled()
    people = (_person(name, shelves, wrong.get(name, {})) for name, shelves in left.items())
    return Company(part, tuple(people))


def _shelves() -> dict[str, dict[str, list[Piece]]]:
    return {shelf: defaultdict(list) for shelf in ("character", "word", "text")}


def _person(
    name: str, shelves: dict[str, dict[str, list[Piece]]], wrong: Mapping[str, frozenset[int]]
) -> Person:
    right = {
        label: [piece for number, piece in enumerate(pieces) if number not in wrong.get(label, ())]
        for label, pieces in sorted(shelves["character"].items())
    }
    characters = {label: tidied(pieces, label) for label, pieces in right.items() if pieces}
    return Person(
        name=name,
        characters={label: pieces for label, pieces in characters.items() if pieces},
        words={label: tuple(pieces) for label, pieces in sorted(shelves["word"].items())},
        lines=tuple(piece for pieces in shelves["text"].values() for piece in pieces),
    )
