"""Normal forms, problems and grammars of the written kinds."""

import datetime as dt

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from documents import Box
from documents.dates import YearSense
from documents.formats import npi_check_digit
from extractors.kinds import KINDS, Purpose, purpose_of
from forms.definition import FieldDefinition, FieldKind, Need

RECEIVED = dt.date(2018, 3, 12)
RECENT = Purpose(RECEIVED)
BIRTH = Purpose(RECEIVED, YearSense.BIRTH)
UNWRITTEN = {FieldKind.TICK, FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.SIGNATURE}
WRITTEN = [kind for kind in FieldKind if kind not in UNWRITTEN]

FORMS = [
    ("phone", "(312) 555-0142", "3125550142"),
    ("phone", "312.555.0142", "3125550142"),
    ("phone", "1-312-555-0142", "3125550142"),
    ("phone", "312 555 0142", "3125550142"),
    ("phone", "555-0142", "5550142"),
    ("date", "3/7/2018", "2018-03-07"),
    ("date", "07-MAR-2018", "2018-03-07"),
    ("date", "March 7, 2018", "2018-03-07"),
    ("date", "2/30/1980", "02/30/1980"),
    ("npi", "1234567893", "1234567893"),
    ("npi", "123 456 7890", "1234567890"),
    ("npi", "12345O7893", None),
    ("zip", "02134-1234", "02134-1234"),
    ("zip", "021341234", "02134-1234"),
    ("zip", "2134", "2134"),
    ("state", "ma", "MA"),
    ("state", "N.Y.", "NY"),
    ("state", "Illinois", "IL"),
    ("state", "Elsewhere", None),
    ("dea", "ab 1234563", "AB1234563"),
    ("ncpdp", "0999017", "0999017"),
    ("email", "Jane.Doe@Example.ORG", "jane.doe@example.org"),
    ("email", "jane at example", None),
    ("license", "md-12345", "MD-12345"),
    ("icd10", "e78.01", "E78.01"),
    ("icd10", "E7801", "E78.01"),
    ("icd10", "E78,01", "E78.01"),
    ("integer", "004", "4"),
    ("integer", "4 syringes", "4"),
    ("integer", "0", "0"),
    ("integer", "four", None),
    ("decimal", "12.5", "12.5"),
    ("decimal", ".8 mg/dL", "0.8"),
    ("decimal", "32 U/L", "32"),
    ("decimal", "-", None),
    ("decimal", "03", None),
    ("decimal", "0.3", "0.3"),
    ("decimal", "0", "0"),
    ("extension", "ext. 123", "123"),
    ("initial", "k.", "K"),
    ("initial", "Kim", None),
    ("name", "  Mary  Ann ", "Mary Ann"),
    ("name", "|", None),
    ("text", "...", None),
    ("city", "St. Louis", "St. Louis"),
]


@pytest.mark.parametrize(("kind", "text", "value"), FORMS)
def test_a_text_has_its_normal_form(kind: str, text: str, value: str | None) -> None:
    assert KINDS[FieldKind(kind)].normal_form(text, RECENT) == value


def test_every_field_kind_has_its_line() -> None:
    assert set(KINDS) == set(FieldKind)


def test_two_digit_years_of_births_and_signatures_differ() -> None:
    date = KINDS[FieldKind.DATE]
    assert date.normal_form("6/1/52", BIRTH) == "1952-06-01"
    assert date.normal_form("3/13/18", BIRTH) == "1918-03-13"
    assert date.normal_form("3/13/18", RECENT) == "2018-03-13"


def test_only_birth_dates_have_the_purpose_of_births() -> None:
    field = FieldDefinition(
        name="patient_birth_date", label="Born", kind=FieldKind.DATE, need=Need.REQUIRED, section="Patient",
        page=1, box=Box(left=0, top=0, right=1, bottom=1),
    )  # fmt: skip
    assert purpose_of(field, RECEIVED).sense is YearSense.BIRTH
    signed = field.model_copy(update={"name": "patient_signature_date"})
    assert purpose_of(signed, RECEIVED).sense is YearSense.RECENT


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("npi", "1234567810", "1234567890"),
        ("phone", "3125550142", "2349115678"),
        ("date", "2018-03-07", "02/30/1980"),
        ("state", "PR", "ZZ"),
        ("zip", "02134", "2134"),
        ("dea", "F91234563", "AB4523767"),
        ("ncpdp", "0999043", "0999018"),
        ("icd10", "E78.01", "E7801"),
        ("name", "Ann", "123"),
    ],
)
def test_a_wrong_value_has_a_problem_and_a_right_one_none(kind: str, good: str, bad: str) -> None:
    assert KINDS[FieldKind(kind)].problems(good) == ()
    assert KINDS[FieldKind(kind)].problems(bad)


VARIANTS = [
    (
        "phone",
        ["(312) 555-0142", "(312)555-0142", "312-555-0142", "312.555.0142", "1-312-555-0142", "3125550142"],
    ),
    (
        "date",
        [
            "3/7/2018",
            "03-07-18",
            "3.7.2018",
            "07-MAR-2018",
            "7 MAR 18",
            "MARCH 7, 2018",
            "SEPT 7 2018",
            "02/30/1980",
        ],
    ),
    ("zip", ["02134", "02134-1234"]),
    ("npi", ["1234567893"]),
    ("dea", ["AB1234563", "F91234563"]),
    ("email", ["a@b.com", "front_desk@mail.example.org", "x.y+z@a-b.us"]),
    ("license", ["MD-12345", "036.112233", "A12345"]),
    ("decimal", ["0.8", "12.5", "128"]),
    ("integer", ["4", "28"]),
    ("initial", ["K", "K."]),
    ("icd10", ["E78.01", "E7801", "E78,01"]),
]


@pytest.mark.parametrize(("kind", "texts"), VARIANTS)
def test_a_grammar_allows_what_people_write(kind: str, texts: list[str]) -> None:
    grammar = KINDS[FieldKind(kind)].grammar()
    assert grammar is not None
    for text in texts:
        assert grammar.allows(text), text
        assert all(regex.fullmatch(grammar.pattern, text[:end], partial=True) for end in range(len(text)))
        assert KINDS[FieldKind(kind)].normal_form(text, RECENT)


def test_the_grammar_of_an_npi_refuses_a_wrong_check_digit() -> None:
    grammar = KINDS[FieldKind.NPI].grammar()
    assert grammar is not None
    assert grammar.allows("1234567893")
    assert not grammar.allows("1234567890")


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True))
def test_a_valid_npi_has_no_problem_and_any_other_last_digit_has(nine: str) -> None:
    kind = KINDS[FieldKind.NPI]
    good = [digit for digit in "0123456789" if not kind.problems(nine + digit)]
    assert good == [npi_check_digit(nine)]


@pytest.mark.parametrize("kind", WRITTEN)
@given(text=st.text(max_size=24))
def test_no_text_makes_a_kind_fail_and_normal_forms_stay_themselves(kind: FieldKind, text: str) -> None:
    value = KINDS[kind].normal_form(text, RECENT)
    if value is not None:
        assert value
        KINDS[kind].problems(value)
        assert KINDS[kind].normal_form(value, RECENT) == value or kind is FieldKind.DATE


@given(
    st.from_regex(r"[2-9][0-8][0-9]5550[1][0-9]{2}", fullmatch=True),
    st.sampled_from(["({0}) {1}-{2}", "{0}.{1}.{2}", "1 {0} {1} {2}"]),
)
def test_a_phone_written_any_way_is_the_same_phone(digits: str, form: str) -> None:
    written = form.format(digits[:3], digits[3:6], digits[6:])
    assert KINDS[FieldKind.PHONE].normal_form(written, RECENT) == digits
