"""Who may change what is on file of a prescriber or pharmacy, and to what."""

import datetime as dt

import pytest

from documents import Doubt, Outcome, Standing
from tests.validators import worked_records
from tests.validators.builders import (
    CHANGE_OF_INFORMATION,
    PHARMACY_ENROLLMENT,
    PRESCRIBER,
    RECEIVED,
    REPRESENTATIVE_CHANGE,
    REPRESENTED,
    doubtful,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import outcome, outcome_set_aside, severities, verdict
from validators import Case

TO_A_PERSON = Outcome.REVIEW
NEW_FIELDS = (
    *("new_first_name", "new_last_name", "new_pharmacy_name", "new_address_1", "new_address_2"),
    *("new_city", "new_state", "new_zip", "new_phone", "new_fax", "new_email"),
)


def of_pharmacy(**values: str) -> Case:
    """A change of a pharmacy's information, signed by its representative."""
    return worked_records.of_pharmacy(**values)(perfect(CHANGE_OF_INFORMATION))


class TestChangeOfInformation:
    @pytest.fixture
    def case(self) -> Case:
        return perfect(CHANGE_OF_INFORMATION)

    @pytest.mark.parametrize("standing", [Standing.PENDING, Standing.CERTIFIED, Standing.DECERTIFIED])
    def test_whoever_is_on_file_may_change_their_own(self, case: Case, standing: Standing) -> None:
        known = PRESCRIBER.model_copy(update={"standing": standing})
        assert verdict(with_facts(case, prescribers=(known,))) == (Outcome.RECORD, ())
        assert verdict(of_pharmacy()) == (Outcome.RECORD, ())

    def test_an_npi_nobody_has_on_file_is_for_a_person_who_cannot_set_it_aside(self, case: Case) -> None:
        for strange in (with_facts(case, prescribers=()), with_values(case, participant_kind="pharmacy")):
            assert "PARTICIPANT_UNKNOWN" in verdict(strange)[1]
            assert outcome_set_aside(strange) is TO_A_PERSON

    def test_a_number_on_file_under_another_name_is_for_a_person(self, case: Case) -> None:
        other = PRESCRIBER.model_copy(update={"first_name": "Hollis", "last_name": "Vance"})
        assert verdict(with_facts(case, prescribers=(other,))) == (TO_A_PERSON, ("CONFLICT_NPI",))
        renamed = of_pharmacy(pharmacy_name="Quay Street Apothecary")
        assert verdict(renamed) == (TO_A_PERSON, ("CONFLICT_PHARMACY_NAME",))

    @pytest.mark.parametrize("field", ["participant_kind", "npi"])
    def test_whose_it_is_must_be_read_for_certain(self, case: Case, field: str) -> None:
        assert outcome_set_aside(illegible(case, field)) is TO_A_PERSON
        assert outcome_set_aside(with_values(case, **{field: ""})) is Outcome.DEFICIENT

    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({"participant_printed_name": "Odile Farrow"}, (TO_A_PERSON, ("SIG_WRONG_PERSON",))),
            (
                {"participant_printed_name": "Marisol Brandt", "new_last_name": "Brandt"},
                (Outcome.RECORD, ()),
            ),
            (
                {"participant_printed_name": "Noor Okafor-Lind", "new_first_name": "Noor"},
                (Outcome.RECORD, ()),
            ),
        ],
    )
    def test_a_prescriber_signs_under_the_name_on_file_or_the_new_one(
        self, case: Case, changed: dict[str, str], expected: tuple[Outcome, tuple[str, ...]]
    ) -> None:
        assert verdict(with_values(case, **changed)) == expected

    @pytest.mark.parametrize("on_file", ["Odile Farrow", ""])
    def test_only_the_representative_on_file_signs_for_a_pharmacy(self, on_file: str) -> None:
        other = REPRESENTED.model_copy(update={"representative": on_file})
        assert verdict(with_facts(of_pharmacy(), pharmacies=(other,))) == (TO_A_PERSON, ("SIG_WRONG_PERSON",))

    def test_something_of_the_participant_must_change(self, case: Case) -> None:
        unchanged = with_values(case, **dict.fromkeys(NEW_FIELDS, ""))
        assert verdict(unchanged) == (Outcome.DEFICIENT, ("NOTHING_CHANGES",))
        of_another_kind = with_values(unchanged, new_pharmacy_name="Quay Street Apothecary")
        assert verdict(of_another_kind) == (Outcome.DEFICIENT, ("NOTHING_CHANGES",))
        assert outcome(doubtful(unchanged, "new_phone", confidence=0.5)) is Outcome.RECORD
        of_nobody = with_values(unchanged, participant_kind="")
        assert verdict(of_nobody) == (Outcome.DEFICIENT, ("MISSING_PARTICIPANT_KIND",))

    def test_a_new_address_is_given_in_full(self, case: Case) -> None:
        assert verdict(with_values(case, new_zip="02114"))[1] == ("MISSING_NEW_ADDRESS_1",)
        street = with_values(case, new_address_1="5 Elm Street", new_city="Boston", new_state="MA")
        assert verdict(street) == (Outcome.DEFICIENT, ("MISSING_NEW_ZIP",))

    @pytest.mark.parametrize("number", ["8777789008", "1175550142", "617555014"])
    def test_a_fax_number_nobody_can_dial_is_asked_for_again(self, case: Case, number: str) -> None:
        wrong = with_values(case, new_fax=number)
        assert verdict(wrong) == (Outcome.DEFICIENT, ("INVALID_NEW_FAX",))
        assert outcome_set_aside(wrong) is Outcome.DEFICIENT

    def test_a_doubtful_fax_number_is_never_used_until_a_person_has_read_it(self, case: Case) -> None:
        assert outcome_set_aside(illegible(case, "new_fax")) is TO_A_PERSON
        assert outcome_set_aside(doubtful(case, "new_fax", Doubt.OVERWRITTEN)) is TO_A_PERSON

    @pytest.mark.parametrize(
        ("ahead", "expected"),
        [(90, (Outcome.RECORD, ())), (91, (TO_A_PERSON, ("CONFLICT_EFFECTIVE_DATE",)))],
    )
    def test_a_day_far_ahead_is_for_a_person(
        self, case: Case, ahead: int, expected: tuple[Outcome, tuple[str, ...]]
    ) -> None:
        day = RECEIVED + dt.timedelta(days=ahead)
        assert verdict(with_values(case, effective_date=day.isoformat())) == expected


class TestRepresentativeChange:
    @pytest.fixture
    def case(self) -> Case:
        return perfect(REPRESENTATIVE_CHANGE)

    def test_the_new_representative_takes_the_place_of_the_one_on_file(self, case: Case) -> None:
        assert verdict(case) == (Outcome.RECORD, ())

    def test_a_previous_one_who_is_not_named_or_not_on_file_is_for_a_person(self, case: Case) -> None:
        for name in ("previous_first_name", "previous_last_name"):
            unnamed = with_values(case, **{name: ""})
            assert verdict(unnamed) == (TO_A_PERSON, ("MISSING_PREVIOUS_LAST_NAME",))
            assert outcome(illegible(case, name)) is TO_A_PERSON
        for representative in ("Hollis Vance", ""):
            other = REPRESENTED.model_copy(update={"representative": representative})
            strange = with_facts(case, pharmacies=(other,))
            assert verdict(strange) == (TO_A_PERSON, ("CONFLICT_PREVIOUS_LAST_NAME",))

    def test_a_pharmacy_nobody_knows_is_for_a_person(self, case: Case) -> None:
        assert verdict(with_facts(case, pharmacies=())) == (TO_A_PERSON, ("PARTICIPANT_UNKNOWN",))

    def test_the_previous_one_does_not_sign(self, case: Case) -> None:
        by_previous = with_values(case, representative_printed_name="Odile Farrow")
        assert verdict(by_previous) == (TO_A_PERSON, ("SIG_WRONG_PERSON",))

    def test_the_training_must_be_attested(self, case: Case) -> None:
        assert verdict(with_values(case, attest_training="")) == (
            Outcome.DEFICIENT,
            ("MISSING_ATTEST_TRAINING",),
        )


def test_an_enrollment_form_of_a_certified_pharmacy_by_an_earlier_representative_is_for_a_person() -> None:
    case = with_facts(perfect(PHARMACY_ENROLLMENT), pharmacies=(REPRESENTED,))
    assert verdict(case) == (Outcome.DUPLICATE, ("DUPLICATE",))
    replaced = REPRESENTED.model_copy(update={"representative": "Odile Farrow"})
    by_earlier = with_facts(case, pharmacies=(replaced,))
    assert verdict(by_earlier) == (TO_A_PERSON, ("SIG_WRONG_PERSON",))
    on_the_way = replaced.model_copy(update={"standing": Standing.PENDING, "certified_on": None})
    assert outcome(with_facts(case, pharmacies=(on_the_way,))) is Outcome.CERTIFY
    assert severities(by_earlier, "DUPLICATE") == set()
