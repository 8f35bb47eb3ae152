"""Formats, places and names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import FormRef, Outcome, Severity
from documents.places import ncpdp_state_of, zip_states_of
from tests.validators.builders import (
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY_ENROLLMENT,
    PRESCRIBER_ENROLLMENT,
    PRESCRIPTION_AUTHORIZATION,
    perfect,
    with_values,
)
from tests.validators.verdicts import outcome, severities, verdict
from validators.names import bare, fold, given_similarity, person_similarity, printed_similarity, similarity

DEFICIENT = Outcome.DEFICIENT


@pytest.mark.parametrize("npi", ["1234567890", "0000000000", "3234567891", "123456789", "12345O7893"])
def test_a_malformed_npi_is_a_deficiency(npi: str) -> None:
    assert verdict(with_values(perfect(PRESCRIBER_ENROLLMENT), npi=npi)) == (DEFICIENT, ("INVALID_NPI",))


@pytest.mark.parametrize("npi", ["1234567893", "1234567810", "1234567950", "1209345671", "1290345671"])
def test_a_well_formed_npi_is_not_invalid(npi: str) -> None:
    assert severities(with_values(perfect(PRESCRIBER_ENROLLMENT), npi=npi), "INVALID_NPI") == set()


@pytest.mark.parametrize(
    ("ref", "field", "value", "code"),
    [
        (PRESCRIBER_ENROLLMENT, "office_phone", "2349115678", "INVALID_OFFICE_PHONE"),
        (PRESCRIBER_ENROLLMENT, "office_fax", "1232345678", "INVALID_OFFICE_FAX"),
        (PRESCRIBER_ENROLLMENT, "office_fax", "2912345678", "INVALID_OFFICE_FAX"),
        (PRESCRIBER_ENROLLMENT, "office_fax", "8777789008", "INVALID_OFFICE_FAX"),
        (PRESCRIBER_ENROLLMENT, "zip", "0211", "INVALID_ZIP"),
        (PRESCRIBER_ENROLLMENT, "state", "XX", "INVALID_STATE"),
        (PHARMACY_ENROLLMENT, "rep_email", "desk at example", "INVALID_REP_EMAIL"),
        (PHARMACY_ENROLLMENT, "fax", "8777789008", "INVALID_FAX"),
        (PHARMACY_ENROLLMENT, "rep_fax", "8777789008", "INVALID_REP_FAX"),
        (PRESCRIPTION_AUTHORIZATION, "prescriber_fax", "8777789008", "INVALID_PRESCRIBER_FAX"),
    ],
)
def test_a_malformed_required_value_is_a_deficiency(ref: FormRef, field: str, value: str, code: str) -> None:
    assert verdict(with_values(perfect(ref), **{field: value})) == (DEFICIENT, (code,))


def test_a_valid_phone_raises_nothing() -> None:
    assert outcome(with_values(perfect(PRESCRIBER_ENROLLMENT), office_phone="2342355678")) is Outcome.CERTIFY


@pytest.mark.parametrize(
    ("ref", "field", "value"),
    [
        (PRESCRIBER_ENROLLMENT, "email", "desk@example"),
        (PRESCRIBER_ENROLLMENT, "contact_1_fax", "8777789008"),
        (PATIENT_ACKNOWLEDGMENT, "patient_phone", "1115550142"),
        (PATIENT_ACKNOWLEDGMENT, "prescriber_fax", "8777789008"),
    ],
)
def test_a_malformed_optional_value_is_a_note(ref: FormRef, field: str, value: str) -> None:
    case = with_values(perfect(ref), **{field: value})
    assert severities(case, f"INVALID_{field.upper()}") == {Severity.NOTE}


@pytest.mark.parametrize("dea", ["AB4523767", "AB4523763", "A81234563"])
def test_a_malformed_dea_number_is_for_a_person(dea: str) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), dea=dea)
    assert verdict(case) == (Outcome.REVIEW, ("INVALID_DEA",))


@pytest.mark.parametrize("dea", ["AP5836727", "AB1234563", "AB4523761"])
def test_a_dea_number_without_the_initial_of_the_name_is_a_note(dea: str) -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), dea=dea)
    assert outcome(case) is Outcome.CERTIFY
    assert severities(case, "CONFLICT_DEA") == {Severity.NOTE}


def test_the_business_form_of_a_dea_number_has_no_initial() -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), dea="F91234563")
    assert severities(case, "CONFLICT_DEA") == set()


def test_a_zip_code_of_another_state_is_a_note() -> None:
    case = with_values(perfect(PRESCRIBER_ENROLLMENT), zip="90210")
    assert outcome(case) is Outcome.CERTIFY
    assert severities(case, "CONFLICT_ZIP") == {Severity.NOTE}


@pytest.mark.parametrize(
    ("code", "states"),
    [("02114", {"MA"}), ("00501", {"NY"}), ("06390", {"CT", "NY"}), ("20101", {"VA"}), ("00000", set())],
)
def test_the_first_three_digits_of_a_zip_code_tell_its_state(code: str, states: set[str]) -> None:
    assert zip_states_of(code) == states


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("0199999", "AL"),
        ("3399999", "NY"),
        ("4599999", "TX"),
        ("5699999", "CA"),
        ("0999017", "DC"),
        ("99", ""),
    ],
)
def test_the_first_two_digits_of_an_ncpdp_number_tell_its_state(number: str, state: str) -> None:
    assert ncpdp_state_of(number) == state


def test_names_fold_case_diacritics_punctuation_and_hyphens() -> None:
    assert fold("O'Brien-Núñez, M.D.") == ("obrien", "nunez", "md")
    assert fold("O\N{RIGHT SINGLE QUOTATION MARK}Brien Groß") == ("obrien", "gross")
    assert similarity("Okafor-Lind", "OKAFOR LIND") == 100


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Dr. Wen Castellanos, PharmD, BCPS", ("wen", "castellanos")),
        ("Linh Do, MD", ("linh", "do")),
        ("Dr. Linh Do", ("linh", "do")),
        ("Linh Do", ("linh", "do")),
        ("John Smith Jr.", ("john", "smith")),
    ],
)
def test_titles_credentials_and_suffixes_do_not_belong_to_a_name(
    written: str, words: tuple[str, ...]
) -> None:
    assert bare(written) == words


@pytest.mark.parametrize(
    "printed",
    ["Marisol Okafor-Lind", "MARISOL J. OKAFOR LIND MD", "Okafor-Lind, Marisol", "Dr Marisol Okafor-Lind"],
)
def test_a_printed_name_holds_first_and_last_name(printed: str) -> None:
    assert printed_similarity("Marisol", "Okafor-Lind", printed) == 100


@pytest.mark.parametrize("printed", ["Okafor-Lind", "M. Okafor-Lind", "Hollis Okafor-Lind", "Marisol Vance"])
def test_half_a_name_is_not_the_person(printed: str) -> None:
    assert printed_similarity("Marisol", "Okafor-Lind", printed) < 85


def test_a_suffix_is_no_part_of_a_surname_of_several_words() -> None:
    assert person_similarity("Lou", "Van Brandt, Jr.", "Lou", "Van Brandt") == 100


def test_an_initial_behind_a_first_name_does_not_count_and_a_second_name_does() -> None:
    assert given_similarity("Wen L.", "Wen") == 100
    assert given_similarity("Wen Li", "Wen") < 85


def test_nicknames_are_not_the_name() -> None:
    assert person_similarity("William", "Vance", "Bill", "Vance") < 85


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_of_names_is_the_same_both_ways(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 100


@settings(deadline=None)
@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing(text: str) -> None:
    assert fold(" ".join(fold(text))) == fold(text)
