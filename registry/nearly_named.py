"""Who of the registry a form may name, misread as it may be."""

from sqlmodel import Session

from documents import FormReading
from documents.facts import Known
from registry.as_of import View, circle_of, known_patients, known_pharmacies, known_prescribers
from registry.facts import born_on, names_read
from registry.known_names import known_names

NEARNESS = 60.0
"""Nearness of names, 0 to 100, from which a look at the writing is worth its time."""
CHANGES = 3
"""So many characters of an NPI may have been misread."""
MOST = 16
"""How many of each kind are looked at for their name, and as many for their NPI or birth date."""
_NPI_FIELDS = {
    "prescriber": ("npi", "prescriber_npi"),
    "pharmacy": ("npi", "pharmacy_npi"),
}


def nearly_named(session: Session, reading: FormReading, view: View) -> tuple[Known, ...]:
    """Prescribers, pharmacies and patients near to a name, an NPI or the birth date that a reading has.

    They come as they stand by the view.
    """
    names, read = known_names(session), names_read(reading)
    keys = {kind: [key for key, _ in many.near(read[kind], NEARNESS, MOST)] for kind, many in names.items()}
    for kind, fields in _NPI_FIELDS.items():
        for npi in filter(None, map(reading.value, fields)):
            keys[kind] += names[kind].keys_near(npi, CHANGES, MOST)
    keys["patient"] += born_on(session, reading)[:MOST]
    each = {kind: tuple(dict.fromkeys(found)) for kind, found in keys.items()}
    circle = circle_of(session, ((kind, key) for kind, found in each.items() for key in found), view)
    return (
        *known_prescribers(session, each["prescriber"], circle),
        *known_pharmacies(session, each["pharmacy"], circle),
        *known_patients(session, each["patient"], circle),
    )
