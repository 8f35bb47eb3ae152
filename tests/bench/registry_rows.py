"""A big registry as rows: everybody, and a million documents with all that was made of them."""

import datetime as dt
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from documents import FieldReading, FormRef, ReadState, Writing
from documents.ink_print import ink_print
from registry.gists import gist_of
from registry.names import compared
from tests.bench.fast_load import Rows
from tests.bench.registry_people import Crowd, Doctor, Shop, Sick
from tests.documents.signatures import signature as drawn
from tests.validators.builders import (
    FAX,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    form_of,
    perfect,
)

Who = Doctor | Shop | Sick

START, DAYS = dt.date(2017, 11, 1), 3000
AT_ONCE = 20_000
MERGED, GRANTED, REFUSED = 0.01, 0.7, ("deficient", "reject")
SENDERS_A_LINE = 3
"""So many people send from one number."""
INK = "@ink@"
SIGNATURES = 100
"""So many signatures are on the papers of everybody; a paper that is decided has another one."""


def rows_of(crowd: Crowd, documents: int, whole: frozenset[str], seed: int) -> Iterator[Rows]:
    """The rows by table, in parts: first everybody, then their enrollment forms, then orders of patients.

    Readings are kept whole for the subjects, NPIs or birth dates, in `whole`; of others name and key alone.
    """
    chance = random.Random(seed)
    yield _people(crowd, chance)
    papers = _Papers(whole, documents)
    everyone: Sequence[Who] = (*crowd.doctors, *crowd.shops, *crowd.sick)
    for start in range(0, documents, AT_ONCE):
        made: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for number in range(start, min(start + AT_ONCE, documents)):
            enrolls = number < len(everyone)
            who = everyone[number] if enrolls else chance.choice(crowd.sick)
            for table, row in papers.of(number, who, chance, orders=not enrolls):
                made[table].append(row)
        yield made


def fax_digest(number: int, documents: int) -> str:
    """The digest of the n-th fax; they rise, so that rows come in the order of their keys."""
    return f"{number * (2**64 // documents):016x}" + hashlib.sha256(str(number).encode()).hexdigest()[:48]


def _people(crowd: Crowd, chance: random.Random) -> Rows:
    made: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for doctor in crowd.doctors:
        name, day = (doctor.first, doctor.last), str(_day(chance))
        made["prescriber"].append((doctor.npi, *name, "certified", day, "", "import"))
        made["entry_name"].append(("prescriber", doctor.npi, compared(" ".join(name))))
        made["detail_change"] += _told(doctor, {"first_name": doctor.first, "last_name": doctor.last})
        made["national_npi"].append((doctor.npi, "person", *name, True))
        for attempt in range(1, chance.choice((2, 2, 3))):
            made["knowledge_result"].append((doctor.npi, "import", attempt, day, 6, 6, _at(day)))
    for shop in crowd.shops:
        made["pharmacy"].append(
            (shop.npi, shop.ncpdp, shop.name, "certified", str(_day(chance)), "", "", "import")
        )
        made["entry_name"].append(("pharmacy", shop.npi, compared(shop.name)))
        made["detail_change"] += _told(shop, {"name": shop.name, "ncpdp": shop.ncpdp})
        made["national_npi"].append((shop.npi, "organization", "", shop.name, True))
    for sick in crowd.sick:
        enrolled = (
            sick.number,
            sick.first,
            sick.last,
            str(sick.born),
            "enrolled",
            str(_day(chance)),
            "import",
        )
        made["patient"].append(enrolled)
        made["entry_name"].append(("patient", sick.number, compared(f"{sick.first} {sick.last}")))
        named = {"first_name": sick.first, "last_name": sick.last, "birth_date": str(sick.born)}
        made["detail_change"] += _told(sick, named | {"prescriber": sick.doctor.npi})
    for kept, other in zip(crowd.sick[::2], crowd.sick[1::2], strict=False):
        if chance.random() < MERGED:
            row = ("patient", kept.number, other.number, _at(START), "ada", "one person", "", "")
            made["merge"].append(row)
    return made


def _told(who: Who, details: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """What a table told of somebody before the first form."""
    known = (str(START), "import", _at(START), "", "")
    return [(kind_of(who), key_of(who), detail, value, *known) for detail, value in details.items()]


class _Papers:
    """The rows of one document after another."""

    def __init__(self, whole: frozenset[str], documents: int) -> None:
        self._whole, self._documents = whole, documents

    def of(
        self, number: int, who: Who, chance: random.Random, *, orders: bool
    ) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The rows of a document that enrolls somebody, or orders for a patient."""
        fax, day = fax_digest(number, self._documents), _day(chance)
        form, at = form_for(who, orders=orders), _at(day)
        subject = who.born.isoformat() if isinstance(who, Sick) else who.npi
        caller = f"617{int(key_of(who)[-8:]) // SENDERS_A_LINE:07d}"
        yield "fax", (fax, "folder", "", at, caller, caller, 60_000, "tiff", "decided", at, "", True, 0, "[]")
        yield "document", (fax, 1, form.form, form.edition, 0, "{}")
        for page in range(1, form_of(form).page_count + 1):
            picture = hashlib.sha256(f"{fax} {page}".encode()).hexdigest()
            yield "page", (fax, page, picture, "{}", False)
            yield "document_page", (fax, 1, page)
        read = reading_texts(form, values_of(who), fax, number % SIGNATURES, whole=subject in self._whole)
        yield "reading", (fax, 1, 0, form.form, subject, at, *read)
        grants = str(form_of(form).grants)
        outcome = grants if not orders or chance.random() < GRANTED else chance.choice(REFUSED)
        given = f"A-{number:010d}" if orders and outcome == grants else ""
        yield "disposition", (fax, 1, 0, 0, outcome, "1", at, "{}", "{}", given, "[]")
        evidence = f"fax {fax} document 1"
        if not orders:
            yield from _standings(who, day, evidence, chance)
        elif given and isinstance(who, Sick):
            ends = day + dt.timedelta(days=84)
            yield "authorization", (given, who.number, who.doctor.npi, str(day), str(ends), evidence, at, "")


def _standings(
    who: Who, day: dt.date, evidence: str, chance: random.Random
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Pending by a table, then what the form gave, which ended for one in twenty."""
    kind = kind_of(who)
    good, ended = ("enrolled", "discontinued") if kind == "patient" else ("certified", "decertified")
    steps = [("pending", day, "import"), (good, day, evidence)]
    if chance.random() < 0.05:
        steps.append((ended, day + dt.timedelta(days=200), "import"))
    for standing, on, source in steps:
        yield "standing_change", (kind, key_of(who), standing, str(on), source, _at(on), "", "")


def kind_of(who: Who) -> str:
    """The kind of their entry."""
    return {Doctor: "prescriber", Shop: "pharmacy", Sick: "patient"}[type(who)]


def key_of(who: Who) -> str:
    """The NPI or number of their entry."""
    return who.number if isinstance(who, Sick) else who.npi


def form_for(who: Who, *, orders: bool) -> FormRef:
    """The form that enrolls them, or that orders for a patient."""
    if isinstance(who, Sick):
        return PRESCRIPTION_AUTHORIZATION if orders else PATIENT_ACKNOWLEDGMENT
    return PHARMACY_ENROLLMENT if isinstance(who, Shop) else PRESCRIBER_ENROLLMENT


def values_of(who: Who) -> Mapping[str, str]:
    """What the forms of this person or pharmacy say of them."""
    if isinstance(who, Shop):
        return {"pharmacy_name": who.name, "npi": who.npi, "ncpdp": who.ncpdp}
    if isinstance(who, Doctor):
        return {"first_name": who.first, "last_name": who.last, "npi": who.npi}
    return {
        "patient_first_name": who.first,
        "patient_last_name": who.last,
        "patient_birth_date": who.born.isoformat(),
        "prescriber_first_name": who.doctor.first,
        "prescriber_last_name": who.doctor.last,
        "prescriber_npi": who.doctor.npi,
    }


def reading_texts(
    form: FormRef, values: Mapping[str, str], fax: str, signature: int, *, whole: bool = True
) -> tuple[str, str]:
    """A reading and its gist as JSON: every field of the form filled in and signed, or these alone."""
    record, gist = _templates(form, frozenset(values), whole=whole)
    for field, value in {FAX: fax, **{f"@{field}@": value for field, value in values.items()}}.items():
        record, gist = record.replace(field, value), gist.replace(field, value)
    ink = _ink(signature)
    return record.replace(INK, ink), gist.replace(INK, ink)


@cache
def _templates(form: FormRef, fields: frozenset[str], *, whole: bool) -> tuple[str, str]:
    reading = perfect(form).reading
    marked = tuple(_marked(one, fields) for one in reading.readings if whole or one.field in fields)
    filled = reading.model_copy(update={"readings": marked})
    return filled.model_dump_json(), gist_of(filled).model_dump_json()


def _marked(one: FieldReading, fields: frozenset[str]) -> FieldReading:
    """A field whose value is put in its place, as is the ink on a signature line."""
    if one.field in fields:
        typed = {"value": f"@{one.field}@", "state": ReadState.READ, "writing": Writing.TYPED}
        return one.model_copy(update=typed)
    if one.field.endswith("_signature"):
        return one.model_copy(update={"evidence": one.evidence.model_copy(update={"strokes": INK})})
    return one


@cache
def _ink(seed: int) -> str:
    return ink_print(drawn(seed))


def _day(chance: random.Random) -> dt.date:
    return START + dt.timedelta(days=chance.randrange(DAYS))


def _at(day: dt.date | str) -> str:
    return f"{day} 15:00:00.000000"
