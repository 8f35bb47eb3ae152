"""The decision tables of the prescriber, pharmacy and patient enrollment forms."""

import datetime as dt

import pytest

from documents import KnownPatient, KnownPharmacy, Outcome, Severity, Standing
from tests.validators.builders import (
    APPLICANT,
    PASSED,
    PATIENT,
    PATIENT_ACKNOWLEDGMENT,
    PHARMACY,
    PHARMACY_ENROLLMENT,
    PHARMACY_NPI,
    PRESCRIBER,
    PRESCRIBER_ENROLLMENT,
    PRESCRIBER_NPI,
    RECEIVED,
    doubtful,
    illegible,
    perfect,
    with_facts,
    with_values,
)
from tests.validators.verdicts import outcome, severities, verdict
from validators import Case, Limits

OTHER_NPI = "1209345671"
NAMESAKE = PRESCRIBER.model_copy(update={"npi": OTHER_NPI})
STRANGER = APPLICANT.model_copy(update={"first_name": "Hollis", "last_name": "Vance"})
DECERTIFIED = PRESCRIBER.model_copy(
    update={"standing": Standing.DECERTIFIED, "decertified_on": dt.date(2018, 3, 1)}
)


def patient(**update: object) -> KnownPatient:
    return PATIENT.model_copy(update=update)


def pharmacy(**update: object) -> KnownPharmacy:
    return PHARMACY.model_copy(update=update)


class TestPrescriberEnrollment:
    @pytest.fixture
    def case(self) -> Case:
        return perfect(PRESCRIBER_ENROLLMENT)

    @pytest.mark.parametrize(
        "update",
        [
            {"correct": 5},
            {"npi": OTHER_NPI},
            {"taken_on": RECEIVED + dt.timedelta(days=1)},
            {"correct": 3, "questions": 3},
        ],
    )
    def test_without_six_of_six_for_the_npi_it_waits(self, case: Case, update: dict[str, object]) -> None:
        case = with_facts(case, knowledge=(PASSED.model_copy(update=update),))
        assert verdict(case) == (Outcome.PENDING, ("KA_MISSING",))

    def test_an_assessment_passed_three_days_later_certifies(self, case: Case) -> None:
        later = RECEIVED + dt.timedelta(days=3)
        case = with_facts(case, knowledge=(PASSED.model_copy(update={"taken_on": later}),))
        assert outcome(case) is Outcome.PENDING
        assert outcome(case.model_copy(update={"decided_on": later})) is Outcome.CERTIFY

    def test_an_npi_nothing_on_file_confirms_is_for_a_person(self, case: Case) -> None:
        case = with_facts(case, prescribers=())
        assert verdict(case) == (Outcome.REVIEW, ("NPI_UNCONFIRMED",))
        trusting = case.model_copy(update={"limits": Limits(unconfirmed_npi="note")})
        assert outcome(trusting) is Outcome.CERTIFY

    def test_an_unknown_prescriber_without_assessment_waits(self, case: Case) -> None:
        case = with_facts(case, prescribers=(), knowledge=())
        assert verdict(case) == (Outcome.PENDING, ("KA_MISSING",))

    def test_an_npi_on_file_under_another_name_is_for_a_person(self, case: Case) -> None:
        assert verdict(with_facts(case, prescribers=(STRANGER,))) == (Outcome.REVIEW, ("CONFLICT_NPI",))

    def test_a_namesake_under_another_npi_is_for_a_person(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=(NAMESAKE,)))
        assert found == (Outcome.REVIEW, ("CONFLICT_NPI", "NPI_UNCONFIRMED"))

    def test_a_namesake_beside_the_right_entry_is_a_note(self, case: Case) -> None:
        case = with_facts(case, prescribers=(APPLICANT, NAMESAKE))
        assert outcome(case) is Outcome.CERTIFY
        assert severities(case, "CONFLICT_NPI") == {Severity.NOTE}

    def test_an_npi_misread_into_another_valid_one_is_caught_by_the_name(self, case: Case) -> None:
        misread = with_values(case, npi="1290345671")
        owner = STRANGER.model_copy(update={"npi": "1290345671"})
        passed = PASSED.model_copy(update={"npi": "1290345671"})
        case = with_facts(misread, prescribers=(owner, APPLICANT), knowledge=(passed,))
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_NPI",))

    def test_certified_already_is_a_duplicate(self, case: Case) -> None:
        assert verdict(with_facts(case, prescribers=(PRESCRIBER,))) == (Outcome.DUPLICATE, ("DUPLICATE",))

    def test_certified_with_another_fax_is_a_change_for_a_person(self, case: Case) -> None:
        known = PRESCRIBER.model_copy(update={"fax": "6175550199"})
        found = verdict(with_facts(case, prescribers=(known,)))
        assert found == (Outcome.REVIEW, ("CONFLICT_OFFICE_FAX",))

    @pytest.mark.parametrize("asked", ["change", "recertification"])
    def test_a_change_or_recertification_is_for_a_person(self, case: Case, asked: str) -> None:
        case = with_values(with_facts(case, prescribers=(PRESCRIBER,)), request_type=asked)
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_REQUEST_TYPE",))

    def test_an_unread_request_matters_only_for_somebody_on_file(self, case: Case) -> None:
        unread = illegible(case, "request_type")
        assert verdict(unread) == (Outcome.REVIEW, ("ILLEGIBLE_REQUEST_TYPE",))
        unknown = with_facts(unread, prescribers=(), knowledge=())
        assert verdict(unknown) == (Outcome.PENDING, ("KA_MISSING",))

    def test_somebody_decertified_before_is_for_a_person(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=(DECERTIFIED,)))
        assert found == (Outcome.REVIEW, ("STANDING_ENDED",))

    def test_a_pharmacys_npi_is_a_deficiency(self, case: Case) -> None:
        case = with_facts(case, pharmacies=(pharmacy(npi=PRESCRIBER_NPI),))
        assert verdict(case) == (Outcome.DEFICIENT, ("INVALID_NPI",))


class TestPharmacyEnrollment:
    @pytest.fixture
    def case(self) -> Case:
        return perfect(PHARMACY_ENROLLMENT)

    def test_a_prescribers_npi_is_a_deficiency(self, case: Case) -> None:
        known = PRESCRIBER.model_copy(update={"npi": PHARMACY_NPI})
        assert verdict(with_facts(case, prescribers=(known,))) == (Outcome.DEFICIENT, ("INVALID_NPI",))

    def test_certified_already_is_a_duplicate(self, case: Case) -> None:
        assert verdict(with_facts(case, pharmacies=(PHARMACY,))) == (Outcome.DUPLICATE, ("DUPLICATE",))

    def test_the_same_npi_under_another_name_is_for_a_person(self, case: Case) -> None:
        case = with_facts(case, pharmacies=(pharmacy(name="Quay Street Apothecary"),))
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_PHARMACY_NAME",))

    def test_a_pharmacy_on_the_way_is_certified(self, case: Case) -> None:
        case = with_facts(case, pharmacies=(pharmacy(standing=Standing.PENDING, certified_on=None),))
        assert outcome(case) is Outcome.CERTIFY

    def test_a_pharmacy_decertified_before_is_for_a_person(self, case: Case) -> None:
        case = with_facts(case, pharmacies=(pharmacy(standing=Standing.DECERTIFIED),))
        assert verdict(case) == (Outcome.REVIEW, ("STANDING_ENDED",))

    @pytest.mark.parametrize("asked", ["recertification", "change_of_representative"])
    def test_a_change_of_representative_is_for_a_person(self, case: Case, asked: str) -> None:
        case = with_values(with_facts(case, pharmacies=(PHARMACY,)), request_type=asked)
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_REQUEST_TYPE",))
        assert outcome(illegible(case, "request_type")) is Outcome.REVIEW

    @pytest.mark.parametrize(
        ("ncpdp", "expected"),
        [
            ("2212342", (Outcome.CERTIFY, ())),
            ("2212340", (Outcome.REVIEW, ("INVALID_NCPDP",))),
            ("0999017", (Outcome.REVIEW, ("CONFLICT_NCPDP",))),
            ("0999010", (Outcome.REVIEW, ("INVALID_NCPDP",))),
            ("0999018", (Outcome.REVIEW, ("INVALID_NCPDP",))),
        ],
    )
    def test_an_ncpdp_number_that_does_not_fit_is_for_a_person(
        self, case: Case, ncpdp: str, expected: tuple[Outcome, tuple[str, ...]]
    ) -> None:
        assert verdict(with_values(case, ncpdp=ncpdp)) == expected

    def test_shipping_to_another_state_is_for_a_person(self, case: Case) -> None:
        assert outcome(with_values(case, ship_state="MA")) is Outcome.CERTIFY
        assert (
            outcome(doubtful(with_values(case, ship_state="MA"), "ship_state", confidence=0.3))
            is Outcome.CERTIFY
        )
        case = with_values(case, ship_state="NH")
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_SHIP_STATE",))
        assert verdict(illegible(case, "ship_state")) == (Outcome.REVIEW, ("ILLEGIBLE_SHIP_STATE",))

    def test_a_distributor_is_refused(self, case: Case) -> None:
        case = with_values(case, pharmacy_type="other", pharmacy_type_other="Wholesale distributor")
        assert verdict(case) == (Outcome.REJECT, ("CONFLICT_PHARMACY_TYPE",))

    def test_a_foreign_state_is_a_deficiency(self, case: Case) -> None:
        assert verdict(with_values(case, state="ON")) == (Outcome.DEFICIENT, ("INVALID_STATE",))


class TestPatientAcknowledgment:
    @pytest.fixture
    def case(self) -> Case:
        return perfect(PATIENT_ACKNOWLEDGMENT)

    def test_a_prescriber_on_the_way_is_waited_for(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=(APPLICANT,)))
        assert found == (Outcome.PENDING, ("PRESCRIBER_NOT_CERTIFIED",))

    def test_a_prescriber_nobody_knows_is_waited_for(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=()))
        assert found == (Outcome.PENDING, ("PRESCRIBER_NOT_CERTIFIED",))

    def test_a_prescriber_known_under_another_npi_is_for_a_person(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=(NAMESAKE,)))
        assert found == (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_NPI",))

    def test_a_decertified_prescriber_is_for_a_person(self, case: Case) -> None:
        found = verdict(with_facts(case, prescribers=(DECERTIFIED,)))
        assert found == (Outcome.REVIEW, ("PRESCRIBER_NOT_CERTIFIED",))

    def test_a_patient_enrolled_already_is_a_duplicate(self, case: Case) -> None:
        assert verdict(with_facts(case, patients=(PATIENT,))) == (Outcome.DUPLICATE, ("DUPLICATE",))

    def test_a_patient_enrolled_with_another_prescriber_is_for_a_person(self, case: Case) -> None:
        case = with_facts(case, patients=(patient(prescribers=(OTHER_NPI,)),))
        assert verdict(case) == (Outcome.REVIEW, ("CONFLICT_PRESCRIBER_NPI",))

    def test_a_patient_discontinued_before_is_for_a_person(self, case: Case) -> None:
        case = with_facts(case, patients=(patient(standing=Standing.DISCONTINUED),))
        assert verdict(case) == (Outcome.REVIEW, ("STANDING_ENDED",))

    def test_a_patient_waiting_to_be_enrolled_is_enrolled(self, case: Case) -> None:
        case = with_facts(case, patients=(patient(standing=Standing.PENDING),))
        assert outcome(case) is Outcome.ENROLL

    def test_two_patients_of_the_same_name_and_birth_date_are_for_a_person(self, case: Case) -> None:
        case = with_facts(case, patients=(PATIENT, patient(number="P-0002")))
        assert verdict(case) == (Outcome.REVIEW, ("DUPLICATE",))

    @pytest.mark.parametrize(
        ("update", "code"),
        [
            ({"first_name": "Magnus"}, "CONFLICT_PATIENT_FIRST_NAME"),
            ({"first_name": "Teodore"}, "CONFLICT_PATIENT_FIRST_NAME"),
            ({"last_name": "Brannigen"}, "CONFLICT_PATIENT_LAST_NAME"),
            ({"birth_date": dt.date(1971, 4, 6)}, "CONFLICT_PATIENT_BIRTH_DATE"),
            ({"birth_date": dt.date(1977, 6, 4)}, "CONFLICT_PATIENT_BIRTH_DATE"),
        ],
    )
    def test_a_twin_or_a_likely_misprint_is_for_a_person(
        self, case: Case, update: dict[str, object], code: str
    ) -> None:
        case = with_facts(case, patients=(patient(**update),))
        assert verdict(case) == (Outcome.REVIEW, (code,))

    def test_somebody_else_of_the_same_name_is_nobody_to_worry_about(self, case: Case) -> None:
        case = with_facts(case, patients=(patient(birth_date=dt.date(1944, 11, 30)),))
        assert outcome(case) is Outcome.ENROLL
