"""Well-formedness of numbers and codes, against the program's published vectors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats import (
    STATES,
    dea_check_digit,
    dea_is_valid,
    email_is_valid,
    icd10_is_valid,
    license_is_valid,
    ncpdp_is_valid,
    npi_check_digit,
    npi_is_valid,
    phone_is_valid,
    state_is_valid,
    zip_is_valid,
)

DIGIT = "0123456789"
NINE = st.from_regex(r"[12][0-9]{8}", fullmatch=True)


@pytest.mark.parametrize("npi", ["1234567893", "1234567810", "1234567950", "1209345671", "1290345671"])
def test_a_well_formed_npi_is_valid(npi: str) -> None:
    assert npi_is_valid(npi)


@pytest.mark.parametrize(
    "npi",
    [
        "1234567890",
        "0000000000",
        "3234567891",
        "123456789",
        "12345O7893",
        "",
        "12345678931",
        "١٢٣٤٥٦٧٨٩٣",
        "1234567893\n",
    ],
)
def test_a_malformed_npi_is_not_valid(npi: str) -> None:
    assert not npi_is_valid(npi)


@given(NINE)
def test_exactly_one_last_digit_makes_an_npi_valid(first_nine: str) -> None:
    assert [d for d in DIGIT if npi_is_valid(first_nine + d)] == [npi_check_digit(first_nine)]


@given(NINE, st.integers(1, 9), st.integers(1, 9))
def test_one_misread_digit_never_leaves_an_npi_valid(first_nine: str, place: int, step: int) -> None:
    npi = first_nine + npi_check_digit(first_nine)
    misread = npi[:place] + str((int(npi[place]) + step) % 10) + npi[place + 1 :]
    assert not npi_is_valid(misread)


@given(NINE, st.integers(0, 8))
def test_swapped_neighbours_leave_an_npi_valid_only_for_zero_and_nine(first_nine: str, place: int) -> None:
    npi = first_nine + npi_check_digit(first_nine)
    swapped = npi[:place] + npi[place + 1] + npi[place] + npi[place + 2 :]
    same = npi[place] == npi[place + 1] or {npi[place], npi[place + 1]} == {"0", "9"}
    assert npi_is_valid(swapped) == (same and swapped[0] in "12")


@pytest.mark.parametrize("dea", ["AP5836727", "F91234563", "AB1234563", "AB4523761"])
def test_a_well_formed_dea_number_is_valid(dea: str) -> None:
    assert dea_is_valid(dea)


@pytest.mark.parametrize(
    "dea",
    ["AB4523767", "AB4523763", "A81234563", "ab1234563", "ZB1234563", "AB123456", "AB12345633", "AB12345٦3"],
)
def test_a_malformed_dea_number_is_not_valid(dea: str) -> None:
    assert not dea_is_valid(dea)


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.integers(0, 5).filter(lambda place: place % 2 == 0),
    st.integers(1, 9),
)
def test_one_misread_odd_digit_never_leaves_a_dea_number_valid(six: str, place: int, step: int) -> None:
    misread = six[:place] + str((int(six[place]) + step) % 10) + six[place + 1 :]
    assert not dea_is_valid("AB" + misread + dea_check_digit(six))


@pytest.mark.parametrize("ncpdp", ["0999017", "0999029", "0999031", "0999043"])
def test_the_published_ncpdp_examples_are_valid(ncpdp: str) -> None:
    assert ncpdp_is_valid(ncpdp)


@pytest.mark.parametrize("ncpdp", ["0999010", "0999018", "099901", "09990170", "O999017", ""])
def test_other_ncpdp_ids_are_not_valid(ncpdp: str) -> None:
    assert not ncpdp_is_valid(ncpdp)


@pytest.mark.parametrize("phone", ["2342355678", "8777789008", "3125550142"])
def test_a_number_of_the_north_american_plan_is_valid(phone: str) -> None:
    assert phone_is_valid(phone)


@pytest.mark.parametrize(
    "phone", ["2349115678", "1232345678", "2912345678", "234235567", "23423556789", "2341355678", ""]
)
def test_other_phone_numbers_are_not_valid(phone: str) -> None:
    assert not phone_is_valid(phone)


@given(st.text(max_size=14))
def test_no_text_but_ten_ascii_digits_is_a_valid_phone(text: str) -> None:
    assert not phone_is_valid(text) or (len(text) == 10 and set(text) <= set(DIGIT))


def test_zip_codes_have_five_digits_or_nine() -> None:
    assert zip_is_valid("02134")
    assert zip_is_valid("02134-1234")
    assert not any(map(zip_is_valid, ["2134", "021341234", "02134-", "02134-12", "0213A", ""]))


def test_there_are_59_state_codes() -> None:
    assert len(STATES) == 50 + 1 + 5 + 3
    assert state_is_valid("DC")
    assert not state_is_valid("ZZ")
    assert not state_is_valid("ma")


def test_icd10_codes_have_their_shape() -> None:
    assert all(map(icd10_is_valid, ["E78.01", "E78.0", "E78.00", "E78.2", "E78.5", "I10", "Z83.42"]))
    assert not any(map(icd10_is_valid, ["E7801", "E78,01", "E78.O1 ", "272.0", "78.01", "E78.", ""]))


def test_license_numbers_keep_to_the_characters_such_numbers_use() -> None:
    assert all(map(license_is_valid, ["MD-12345", "036.112233", "A/123"]))
    assert not any(map(license_is_valid, ["AB", "A" * 16, "md123", "A 123"]))


def test_email_addresses_have_a_local_part_and_a_dotted_domain() -> None:
    assert all(map(email_is_valid, ["a.b+c@clinic.example.org", "x@y-z.com", "front_desk@heart.us"]))
    assert not any(
        map(email_is_valid, ["a@b", "@b.com", "a b@c.com", "a..b@c.com", "A@c.com", "a@b@c.com", "a@b.c", ""])
    )
