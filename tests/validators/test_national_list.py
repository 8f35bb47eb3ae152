"""What the national list of NPIs confirms, contradicts and leaves to a person."""

import pytest

from documents import FormRef, NationalNpi, NpiKind, Outcome
from tests.validators.builders import (
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER_ENROLLMENT,
    PRESCRIBER_NPI,
    perfect,
    with_facts,
)
from tests.validators.verdicts import verdict

MARISOL = NationalNpi(npi=PRESCRIBER_NPI, kind=NpiKind.PERSON, first_name="MARISOL", last_name="OKAFOR LIND")
SHOP = NationalNpi(npi=PHARMACY_NPI, kind=NpiKind.ORGANIZATION, last_name="HARBORLIGHT PHARMACY LLC")
REVIEW, DEFICIENT = Outcome.REVIEW, Outcome.DEFICIENT


def test_the_list_confirms_whose_npi_it_is_in_a_persons_place() -> None:
    unknown = with_facts(perfect(PRESCRIBER_ENROLLMENT), prescribers=())
    assert verdict(unknown) == (REVIEW, ("NPI_UNCONFIRMED",))
    assert verdict(with_facts(unknown, nppes=(MARISOL,))) == (Outcome.CERTIFY, ())


@pytest.mark.parametrize(
    ("form", "listed", "update", "expected"),
    [
        (PRESCRIBER_ENROLLMENT, MARISOL, {"last_name": "VAN DER ZEE"}, (REVIEW, ("CONFLICT_NPI",))),
        (PRESCRIBER_ENROLLMENT, MARISOL, {"kind": NpiKind.ORGANIZATION}, (DEFICIENT, ("INVALID_NPI",))),
        (PRESCRIBER_ENROLLMENT, MARISOL, {"active": False}, (REVIEW, ("INVALID_NPI",))),
        (PHARMACY_ENROLLMENT, SHOP, {}, (Outcome.CERTIFY, ())),
        (PHARMACY_ENROLLMENT, SHOP, {"kind": NpiKind.PERSON}, (DEFICIENT, ("INVALID_NPI",))),
        (PHARMACY_ENROLLMENT, SHOP, {"active": False}, (REVIEW, ("INVALID_NPI",))),
    ],
)
def test_what_the_list_contradicts_is_not_certified(
    form: FormRef,
    listed: NationalNpi,
    update: dict[str, object],
    expected: tuple[Outcome, tuple[str, ...]],
) -> None:
    known = listed.model_copy(update=update)
    assert verdict(with_facts(perfect(form), nppes=(known,))) == expected


@pytest.mark.parametrize(
    "update", [{"last_name": "VAN DER ZEE"}, {"active": False}, {"kind": NpiKind.UNKNOWN}]
)
def test_an_entry_of_somebody_else_or_of_nobody_confirms_nothing(update: dict[str, object]) -> None:
    unknown = with_facts(perfect(PRESCRIBER_ENROLLMENT), prescribers=())
    found = verdict(with_facts(unknown, nppes=(MARISOL.model_copy(update=update),)))
    assert (found[0], "NPI_UNCONFIRMED" in found[1]) == (REVIEW, True)
