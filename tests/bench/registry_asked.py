"""What a big registry is asked: documents to decide and people to find, some of them misread."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from documents import FormReading, ReceivedFax
from pipeline.judge import Matter
from tests.bench.registry_people import Crowd, Shop, Sick, misread
from tests.bench.registry_rows import SIGNATURES, Who, form_for, key_of, reading_texts, values_of
from tests.canaries import matter_of
from tests.registry.people import digest_of, fax_of

NOW = dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC)
ORDER = "Prescription Authorization"
MISREAD = 0.5
"""Every other name that is asked for has a wrong letter."""


@dataclass(frozen=True)
class Questions:
    """People to decide on, by the form that is about them; NPIs and numbers, and names, to find."""

    people: Mapping[str, Sequence[Who]]
    keys: Sequence[str]
    names: Sequence[str] = field(repr=False)

    @property
    def subjects(self) -> frozenset[str]:
        """The NPIs and birth dates by which earlier documents of these people are found."""
        everyone = (who for each in self.people.values() for who in each)
        return frozenset(str(who.born) if isinstance(who, Sick) else who.npi for who in everyone)


def questions(crowd: Crowd, times: int, seed: int) -> Questions:
    """So many documents of each form, and about them as many questions, always the same for a seed."""
    chance = random.Random(seed)
    people: dict[str, Sequence[Who]] = {
        "Prescriber Enrollment": chance.sample(crowd.doctors, times),
        "Pharmacy Enrollment": chance.sample(crowd.shops, times),
        "Patient-Prescriber Acknowledgment": chance.sample(crowd.sick, times),
        ORDER: chance.sample(crowd.sick, times),
    }
    everyone = [who for each in people.values() for who in each]
    return Questions(
        people, [key_of(who) for who in everyone], [full_name(as_read(who, chance)) for who in everyone]
    )


def as_read(who: Who, chance: random.Random) -> Who:
    """The person, every other time with a name misread."""
    if chance.random() >= MISREAD:
        return who
    if isinstance(who, Shop):
        return replace(who, name=misread(who.name, chance))
    return replace(who, last=misread(who.last, chance))


def matters(people: Sequence[Who], *, orders: bool, seed: int) -> list[Matter]:
    """For each a new fax with their form."""
    chance = random.Random(seed)
    return [_matter(as_read(who, chance), orders=orders) for who in people]


def _matter(who: Who, *, orders: bool) -> Matter:
    name = f"new {key_of(who)} {orders}"
    signature = SIGNATURES + int(key_of(who)[-8:]) % SIGNATURES
    text, _ = reading_texts(form_for(who, orders=orders), values_of(who), digest_of(name), signature)
    fax = ReceivedFax.model_validate({**dict(fax_of(name)), "received_at": NOW, "caller": "6170001234"})
    return matter_of(fax, FormReading.model_validate_json(text))


def full_name(who: Who) -> str:
    """The name as one types it into a search."""
    return who.name if isinstance(who, Shop) else f"{who.first} {who.last}"
