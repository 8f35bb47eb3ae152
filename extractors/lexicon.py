"""Words that fields hold, as a source of doubt: a typed word that is in no list may be a misread one."""

import gzip
import re
from functools import cache
from importlib.resources import files

from forms.definition import FieldDefinition, FieldKind

_NUMBER = re.compile(r"\d+|\d+(ST|ND|RD|TH)")
_PARTS = re.compile(r"[^A-Z0-9']+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])|(?<=[0-9])(?=[A-Z][a-z])")
_PARTICLES = frozenset(
    {"AL", "BIN", "DA", "DE", "DEL", "DI", "DU", "EL", "LA", "LE", "MC", "ST", "VAN", "VON"}
)
_TITLES = frozenset({"DR", "JR", "SR", "II", "III", "IV", "MD", "DO", "NP", "PA", "RN", "RPH", "PHARMD"})
_MIXED = re.compile(r"\bl[a-z]|(?<!\bMc)(?<!\bMac)(?<=[a-z])I|[A-Za-z][01]|[01][A-Za-z]")
_ORDINAL = re.compile(r"\b\d*1st\b|\b\d*[01]th\b", re.IGNORECASE)
_MAILBOX_RUN = re.compile(r"[a-z]+|\d+")
_PIECE_END = re.compile(r"[._+-]")
_LABEL_END = re.compile(r"[.-]")
_TALL = frozenset("il")

FREE_WORDS = frozenset({FieldKind.NAME, FieldKind.CITY, FieldKind.ADDRESS, FieldKind.TEXT})
"""Kinds whose words the lists cover."""
WORDED = FREE_WORDS | {FieldKind.EMAIL}
"""Kinds of which `reads_well` can judge."""


@cache
def _words(name: str) -> frozenset[str]:
    raw = files("extractors").joinpath("words", name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    return frozenset(text.decode("ascii").split())


@cache
def _known_in(kind: FieldKind, *, critical: bool) -> frozenset[str]:
    names = _words("names.txt.gz") | _words("given_names.txt")
    places = _words("places.txt.gz")
    if kind is FieldKind.NAME:
        return names | _PARTICLES | _TITLES
    if kind is FieldKind.CITY:
        return places
    if kind is FieldKind.ADDRESS:
        return names | places | _words("streets.txt")
    if critical:
        return _words("orders.txt")
    return names | places | _words("practice.txt") | _words("orders.txt")


def letters_alone(text: str) -> str:
    """The letters and digits of a text, in small letters: what free text is compared by."""
    return "".join(character for character in text.casefold() if character.isalnum())


def known_words(field: FieldDefinition) -> frozenset[str]:
    """The words, in capitals, that the lists hold for a field."""
    return _known_in(field.kind, critical=field.critical)


def everyday_words(field: FieldDefinition) -> frozenset[str]:
    """English words, in capitals, that somebody may have written in a field; none where lists say it all."""
    return _words("english.txt.gz") if field.kind is FieldKind.TEXT and not field.critical else frozenset()


def unknown_words(field: FieldDefinition, text: str) -> tuple[str, ...]:
    """The words of a text, in capitals, that no list for the field knows.

    Words part at spaces, hyphens, punctuation, and where print run together changes case. Numbers count as
    known, and so do single letters except in critical fields, and what follows a particle where the lists
    have the two as one: `Van Buren`.
    """
    known = _known_in(field.kind, critical=field.critical)
    split = _RUN_TOGETHER.sub(" ", text).upper().replace("\u2019", "'")
    words = [part for part in _PARTS.split(split) if part.strip("'")]
    return tuple(
        word
        for before, word in zip(("", *words), words, strict=False)
        if not (before in _PARTICLES and before + word in known)
        and not _is_known(word, known, lone_letters=not field.critical)
    )


def _is_known(word: str, known: frozenset[str], *, lone_letters: bool) -> bool:
    if _NUMBER.fullmatch(word) or word.replace("'", "") in known:
        return True
    if len(word) == 1:
        return lone_letters
    if word.startswith("MC"):
        return word[2:] in known
    head, mark, tail = word.partition("'")
    return bool(mark) and len(head) == 1 and tail in known


def is_look_alike(text: str) -> bool:
    """Whether a word mixes cases or digits as only a misread l, I, 1, O or 0 does: `lowa`, `Kof1`, `20C`."""
    return bool(_MIXED.search(_ORDINAL.sub("", text)))


def is_doubtful_mailbox(address: str) -> bool:
    """Whether a part of an e-mail address is no known word, nor an initial before one.

    An initial `i` or `l`, and any single letter beside a digit, is a doubt: they are `l`, `i` or 1 alike.
    """
    known = _known_in(FieldKind.TEXT, critical=False)
    mailbox, _, host = address.partition("@")
    if any(label.upper() not in known for label in _LABEL_END.split(host)):
        return True
    return any(not _is_mailbox_piece(piece, known) for piece in _PIECE_END.split(mailbox))


def reads_well(field: FieldDefinition, text: str) -> bool:
    """Whether nothing in a text of a WORDED kind speaks of a misreading: its words known, none mixed up."""
    if field.kind is FieldKind.EMAIL:
        return not is_doubtful_mailbox(text)
    return not unknown_words(field, text) and not is_look_alike(text)


def _is_mailbox_piece(piece: str, known: frozenset[str]) -> bool:
    runs = _MAILBOX_RUN.findall(piece)
    letters = [run for run in runs if run.isalpha()]
    if len(runs) > 1 and any(len(run) == 1 for run in letters):
        return False
    return all(_is_mailbox_word(run, known) for run in letters)


def _is_mailbox_word(run: str, known: frozenset[str]) -> bool:
    word = run.upper()
    if word in known:
        return True
    if run[0] in _TALL:
        return False
    return len(word) == 1 or word[1:] in known
