"""What prescribers and pharmacies put on forms that change what is on file of them, in normal form."""

import datetime as dt
import random

from samples import numbers, places
from samples.cast import Cast
from samples.told import address_of, called, signed_by


def change_of_prescriber(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    """A prescriber moves."""
    who = cast.prescriber
    named = {"participant_kind": "prescriber", "first_name": who.first_name, "last_name": who.last_name}
    return named | {"npi": who.npi} | _moved(called(who), who.email, signed_on, rng)


def change_of_pharmacy(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    """A pharmacy moves."""
    where, who = cast.pharmacy, cast.pharmacy.representative
    named = {"participant_kind": "pharmacy", "pharmacy_name": where.name, "npi": where.npi}
    return named | _moved(called(who), who.email, signed_on, rng)


def representative_change(cast: Cast, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    """The pharmacy's representative takes the place of somebody else."""
    where, who = cast.pharmacy, cast.pharmacy.representative
    told = {f"rep_{key}": getattr(who, key) for key in ("first_name", "last_name", "phone", "fax", "email")}
    return (
        told
        | signed_by("representative", called(who), signed_on)
        | {
            "pharmacy_name": where.name,
            "npi": where.npi,
            "previous_first_name": rng.choice(places.lines("first_names.txt")),
            "previous_last_name": rng.choice(places.lines("last_names.txt")),
            "rep_title": (who.position_other or who.position).replace("_", " ").capitalize(),
        }
    )


def _moved(signer: str, email: str, signed_on: dt.date, rng: random.Random) -> dict[str, str]:
    place = places.pick(rng)
    return (
        address_of("new_", places.street_address(rng, place))
        | signed_by("participant", signer, signed_on)
        | {
            "new_phone": numbers.phone(rng, place.area),
            "new_fax": numbers.phone(rng, place.area),
            "new_email": email,
            "effective_date": (signed_on + dt.timedelta(days=rng.choice((0, 0, 14)))).isoformat(),
        }
    )
