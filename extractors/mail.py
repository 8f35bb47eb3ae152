"""Handwritten e-mail addresses: mailboxes made of names on the form, common hosts, points and signs lost."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from rapidfuzz.distance import Levenshtein

from documents.formats import email_is_valid
from extractors.hand_field import HandField
from extractors.two_readers import Line
from extractors.weighed import Choice, weighed
from forms.definition import FieldKind

NAMED = 8.0
"""By how many units of log probability a mailbox made of a name on the form is preferred to any other."""
COMMON_HOST = 4.0
"""The same of a host that many people have their mail at."""
POINT = 2.0
"""The same of a point between two names; points are the first to be lost in a fax."""

_FOREIGN = re.compile(r"[^a-z0-9._+@-]")
_LETTERS = re.compile(r"[a-z]+")
_ENDS = ("com", "org", "net", "edu", "gov", "us")
_DIGITS_ALIKE = str.maketrans("oilzasgbq", "011245689")
_LONGEST_NUMBER = 4
_SHORTEST_HOST = 4
_SPLITS = 3
_MOST = 48

Preferred = dict[str, float]
"""Texts with their preference."""


def known_mailboxes(fields: Sequence[HandField]) -> dict[str, Choice]:
    """The address chosen for each e-mail field, by the name of the field.

    What was read competes with addresses whose mailbox is made of a name on the same form or whose host many
    have, and with repairs of a lost point or `@`.
    """
    people = _people(fields)
    found = {}
    for field in fields:
        if field.kind is FieldKind.EMAIL and field.line is not None:
            addresses = _addresses(field, field.line, people)
            if addresses:
                choices = weighed(field.line, tuple(addresses))
                found[field.name] = choices.choice(np.array(list(addresses.values())))
    return found


def _people(fields: Sequence[HandField]) -> list[tuple[str, ...]]:
    """The names on the form as words in small letters, those of one person together."""
    words: dict[str, list[str]] = {}
    for field in fields:
        if field.kind is FieldKind.NAME:
            plain = field.first.text.lower().replace("'", "").replace("-", "")
            words.setdefault(field.whose, []).extend(_LETTERS.findall(plain))
    return [tuple(name) for name in words.values() if name]


def _addresses(field: HandField, line: Line, people: Sequence[tuple[str, ...]]) -> Preferred:
    """What was read and what it may be, each with its preference."""
    read = field.texts
    found = dict.fromkeys(read, 0.0)
    seen = (field.first.seen, field.other.seen, field.first.text, field.other.text)
    for text in dict.fromkeys(_FOREIGN.sub("", text.lower()) for text in seen):
        for mailbox, host in _parted(text, line):
            hosts = _hosts_like(host)
            for local, of_name in _mailboxes_like(mailbox, people).items():
                for known, of_host in hosts.items():
                    address = f"{local}@{known}"
                    found[address] = max(found.get(address, 0.0), of_name + of_host)
    valid = {text: preference for text, preference in found.items() if email_is_valid(text)}
    return dict(sorted(valid.items(), key=lambda one: _distance(one[0], read or [*seen]))[:_MOST])


def _distance(text: str, read: Sequence[str]) -> int:
    return min(Levenshtein.distance(text, other.lower()) for other in read)


def _parted(text: str, line: Line) -> list[tuple[str, str]]:
    """Mailbox and host; where no `@` was seen, the likeliest places for one that was lost or misread."""
    if "@" in text:
        mailbox, _, host = text.rpartition("@")
        return [(mailbox.replace("@", ""), host)]
    places = range(2, len(text) - _SHORTEST_HOST)
    parted = [(text[:place], text[place + wide :]) for wide in (1, 0) for place in places]
    if not parted:
        return []
    scores = line.scores([f"{mailbox}@{host}".upper() for mailbox, host in parted])
    return [parted[place] for place in np.argsort(-scores)[:_SPLITS]]


def _mailboxes_like(mailbox: str, people: Sequence[tuple[str, ...]]) -> Preferred:
    """The mailbox as read, and those of the people named that are written like it."""
    found = {mailbox: 0.0} if mailbox else {}
    for person in people:
        for made in _mailboxes_of(person):
            for tail in _numbers_at_end(mailbox):
                text = made + tail
                if Levenshtein.distance(text, mailbox) <= max(2, len(text) // 3):
                    found[text] = NAMED + (POINT if "." in made else 0.0)
    return found


def _mailboxes_of(person: tuple[str, ...]) -> Iterator[str]:
    given, family = person[0], person[-1]
    yield from (given, family)
    if len(person) > 1:
        yield from (given + family, given[0] + family, given + family[0])
        yield from (family + given, family + given[0])
        yield from (mark.join((given, family)) for mark in "._-")
        yield from (f"{family}.{given}", f"{given[0]}.{family}", f"{given[0]}_{family}")


def _numbers_at_end(mailbox: str) -> Iterator[str]:
    """No number, and what the last characters are when they are digits that were taken for letters."""
    yield ""
    for count in range(1, min(_LONGEST_NUMBER, len(mailbox)) + 1):
        tail = mailbox[-count:].translate(_DIGITS_ALIKE)
        if tail.isdigit():
            yield tail


def _hosts_like(host: str) -> Preferred:
    """The host as read, common hosts that are written like it, and the host with its ending restored."""
    found = {host: 0.0} if host.rpartition(".")[2] in _ENDS else {}
    for end in _ENDS:
        for length in range(len(end) - 1, len(end) + 2):
            rest, tail = host[:-length].rstrip("."), host[-length:].lstrip(".")
            if len(rest) > 1 and Levenshtein.distance(tail, end) <= 1:
                found.setdefault(f"{rest}.{end}", 0.0)
    for common in _common_hosts():
        if Levenshtein.distance(common, host) <= max(2, len(common) // 4):
            found[common] = COMMON_HOST
    return found


@cache
def _common_hosts() -> tuple[str, ...]:
    text = files("extractors").joinpath("words", "mail_hosts.txt").read_text("ascii")
    return tuple(text.split())
