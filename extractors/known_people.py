"""People and pharmacies of the registry set against the pixels of their fields, offered where nearly read."""

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import Alternative, FieldReading, FormReading, KnownPatient, KnownPharmacy, KnownPrescriber
from documents.dates import MONTHS
from documents.facts import Known
from extractors.hand_field import HandField
from extractors.lexicon import letters_alone
from extractors.text_request import NamingLine
from extractors.weighed import weighed

MARGIN = 20.0
"""How many units of log probability, over all fields, the registry's values may lie below those read."""
TWINS = 3.0
"""Who lies within so many units of the one that fits best may be meant as well."""
_FIELDS: dict[type[Known], re.Pattern[str]] = {
    KnownPrescriber: re.compile(r"(?:prescriber_|office_)?(npi|first_name|last_name|fax)"),
    KnownPharmacy: re.compile(r"(?:pharmacy_)?(npi|fax)|(ncpdp)|pharmacy_(name)"),
    KnownPatient: re.compile(r"patient_(first_name|last_name|birth_date)"),
}
_NAMES = frozenset({"first_name", "last_name", "name"})
_LEAST_FIELDS = 2
_MARKS = ("/", "-", ".", " ", "")


@dataclass(frozen=True)
class _Compared:
    """A value of the registry beside what was read: how far less likely, as a logarithm, and its share."""

    value: str
    shortfall: float
    share: float


def naming_lines(fields: Sequence[HandField]) -> tuple[NamingLine, ...]:
    """Those of the fields that a prescriber, pharmacy or patient of the registry may be set against."""
    return tuple(
        NamingLine(field.name, field.first.text or field.first.seen, field.line)
        for field in fields
        if field.line is not None and any(names.fullmatch(field.name) for names in _FIELDS.values())
    )


def with_offers(reading: FormReading, lines: Sequence[NamingLine], known: Sequence[Known]) -> FormReading:
    """The reading with what the registry says otherwise as first alternatives; nothing else changes."""
    offers = offered_values(lines, known)
    readings = tuple(_offering(one, offers.get(one.field)) for one in reading.readings)
    return reading.model_copy(update={"readings": readings})


def offered_values(lines: Sequence[NamingLine], known: Sequence[Known]) -> dict[str, Alternative]:
    """For each kind the values of the one whom the lines fit best, where they differ from what was read.

    Keys are names of fields; the confidence is the value's share against the one read, by the pixels alone.
    Nothing is offered of a kind unless two fields or more, a name among them, together come within MARGIN of
    what was read, nor where others who fit nearly as well (TWINS) have another value. Nobody is told apart by
    the registry alone: a value is offered to a person and never taken.
    """
    found = dict[str, Alternative]()
    for kind in _FIELDS:
        parts = {part: line for line in lines if (part := _part(kind, line.field))}
        if len(parts) >= _LEAST_FIELDS and _NAMES & set(parts):
            found |= _offered(parts, [vars(one) for one in known if isinstance(one, kind)])
    return found


def _offering(reading: FieldReading, offer: Alternative | None) -> FieldReading:
    if offer is None or letters_alone(offer.value) == letters_alone(reading.value):
        return reading
    others = (other for other in reading.alternatives if other.value != offer.value)
    return reading.model_copy(update={"alternatives": (offer, *others)})


def _part(kind: type[Known], field: str) -> str:
    named = _FIELDS[kind].fullmatch(field)
    return next(filter(None, named.groups())) if named else ""


def _offered(
    parts: Mapping[str, NamingLine], people: Sequence[Mapping[str, object]]
) -> dict[str, Alternative]:
    compared = {part: _set_against(line, [person[part] for person in people]) for part, line in parts.items()}
    fitting = []
    for person in people:
        against = {part: compared[part][person[part]] for part in parts if person[part] in compared[part]}
        shortfall = sum(one.shortfall for one in against.values())
        if len(against) >= _LEAST_FIELDS and shortfall < MARGIN:
            fitting.append((shortfall, against))
    best = min((shortfall for shortfall, _ in fitting), default=math.inf)
    meant = [against for shortfall, against in fitting if shortfall <= best + TWINS]
    found = {}
    for part, line in parts.items():
        values = {against[part].value if part in against else "" for against in meant}
        agreed = values.pop() if len(values) == 1 else ""
        if agreed and letters_alone(agreed) != letters_alone(line.read):
            share = next(against[part].share for against in meant)
            found[line.field] = Alternative(value=agreed, confidence=share, on_file=True)
    return found


def _set_against(line: NamingLine, values: Sequence[object]) -> dict[object, _Compared]:
    """Each value that can be written beside what was read, each written in the way that fits best."""
    ways = {value: _ways(line.read, value) for value in dict.fromkeys(values) if value}
    texts = tuple(dict.fromkeys(text for way in ways.values() for text in way))
    if not texts:
        return {}
    both = weighed(line.line, (line.read, *texts))
    scores = dict(zip(texts, both.together.tolist()[1:], strict=True))
    read, found = float(both.together[0]), {}
    for value, way in ways.items():
        known = max((scores[text] for text in way), default=-math.inf)
        if math.isfinite(known) and math.isfinite(read):
            found[value] = _Compared(
                _as_value(value), read - known, 1 / (1 + math.exp(min(read - known, 700)))
            )
    return found


def _as_value(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _ways(read: str, value: object) -> tuple[str, ...]:
    """How a value may be written where this was read; none for what is no printable ASCII."""
    if isinstance(value, dt.date):
        return _dates(value)
    text = str(value)
    return (_written_as(read, text),) if text.isascii() and text.isprintable() else ()


def _dates(day: dt.date) -> tuple[str, ...]:
    """A day with month before day in digits, or with the month's name, its year in four digits or two."""
    years, name = (f"{day:%Y}", f"{day:%y}"), MONTHS[day.month - 1]
    digits = ((f"{day:%m}", f"{day:%d}"), (str(day.month), str(day.day)))
    numbers = (mark.join((*one, year)) for one in digits for mark in _MARKS for year in years)
    words = (f"{month} {day.day}{mark}{years[0]}" for month in (name, name[:3]) for mark in (", ", " "))
    return tuple(dict.fromkeys((*numbers, *words)))


def _written_as(read: str, value: str) -> str:
    """A number with the signs between its digits that were read; other values as they are."""
    if not value.isdigit() or sum(map(str.isdigit, read)) != len(value):
        return value
    left = iter(value)
    return "".join(next(left) if sign.isdigit() else sign for sign in read)
