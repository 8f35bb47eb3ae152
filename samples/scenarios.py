"""Every story a sample document can tell."""

from documents import FormRef, Outcome, Standing
from samples.filled import Defect, DefectKind
from samples.record_scenarios import RECORD_SCENARIOS
from samples.scenario import (
    ACKNOWLEDGMENT,
    AUTHORIZATION,
    PHARMACY,
    PRESCRIBER,
    PRESCRIBER_2015,
    Dated,
    Scenario,
)
from samples.story import Given

_ORDER = (
    Given(name="quantity", value="4"),
    Given(name="days_supply", value="28"),
    Given(name="refills", value="5"),
    Given(name="therapy", value="new"),
)
_NEW = (Given(name="request_type", value="new"),)


def _defect(kind: DefectKind, field: str) -> tuple[Defect, ...]:
    return (Defect(kind=kind, field=field),)


def _prescriber(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {"prescriber": Standing.PENDING, "knowledge": 6, "given": _NEW, "form": PRESCRIBER}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _pharmacy(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {"pharmacy": Standing.PENDING, "given": _NEW, "form": PHARMACY}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _acknowledgment(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {"prescriber": Standing.CERTIFIED, "form": ACKNOWLEDGMENT}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _authorization(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {
        "prescriber": Standing.CERTIFIED,
        "patient": Standing.ENROLLED,
        "pharmacy": Standing.CERTIFIED,
        "form": AUTHORIZATION,
    }
    changed = _given(told.pop("order", {}))
    kept = tuple(given for given in _ORDER if given.name not in {change.name for change in changed})
    given = {"given": kept + changed}
    return Scenario.model_validate(
        known | given | {"name": name, "outcome": outcome, "reasons": reasons} | told
    )


def _given(order: object) -> tuple[Given, ...]:
    if not isinstance(order, dict):
        raise TypeError("an order is told by field")
    return tuple(Given(name=name, value=value) for name, value in order.items())


_STALE = (Dated(field="prescriber_signature_date", days_before=120),)
_FUTURE = (Dated(field="prescriber_signature_date", days_before=-4),)

SCENARIOS: tuple[Scenario, ...] = (
    _prescriber("complete", Outcome.CERTIFY, weight=20),
    _prescriber("knowledge missing", Outcome.PENDING, ("KA_MISSING",), knowledge=None, weight=2),
    _prescriber("knowledge failed", Outcome.PENDING, ("KA_MISSING",), knowledge=5),
    _prescriber("npi nobody knows", Outcome.REVIEW, ("NPI_UNCONFIRMED",), prescriber=None),
    _prescriber("field missing", Outcome.DEFICIENT, leaves_out="written", weight=2),
    _prescriber("tick missing", Outcome.DEFICIENT, leaves_out="tick"),
    _prescriber(
        "npi wrong",
        Outcome.DEFICIENT,
        ("INVALID_NPI",),
        defects=_defect(DefectKind.WRONG_CHECK_DIGIT, "npi"),
    ),
    _prescriber(
        "not signed",
        Outcome.DEFICIENT,
        ("SIG_MISSING_PRESCRIBER",),
        defects=_defect(DefectKind.BLANK, "prescriber_signature"),
        weight=2,
    ),
    _prescriber(
        "name for a signature",
        Outcome.REVIEW,
        ("SIG_UNCERTAIN_PRESCRIBER",),
        defects=_defect(DefectKind.PRINTED_NAME, "prescriber_signature"),
    ),
    _prescriber(
        "struck out",
        Outcome.REVIEW,
        ("ALTERED",),
        defects=_defect(DefectKind.STRUCK_OUT, "attest_indication"),
    ),
    _prescriber(
        "text corrected", Outcome.REVIEW, ("ALTERED",), defects=_defect(DefectKind.CORRECTED, "last_name")
    ),
    _prescriber("dated ahead", Outcome.DEFICIENT, ("DATE_FUTURE",), dated=_FUTURE),
    _prescriber("signed long ago", Outcome.REVIEW, ("DATE_STALE",), dated=_STALE),
    _prescriber("complete", Outcome.CERTIFY, form=PRESCRIBER_2015, weight=4),
    _prescriber(
        "superseded", Outcome.DEFICIENT, ("VERSION_OLD",), form=PRESCRIBER_2015, superseded=True, weight=2
    ),
    _pharmacy("complete", Outcome.CERTIFY, weight=16),
    _pharmacy("not on file", Outcome.CERTIFY, pharmacy=None, weight=4),
    _pharmacy("field missing", Outcome.DEFICIENT, leaves_out="written", weight=3),
    _pharmacy("tick missing", Outcome.DEFICIENT, leaves_out="tick", weight=2),
    _pharmacy(
        "not signed",
        Outcome.DEFICIENT,
        ("SIG_MISSING_REPRESENTATIVE",),
        defects=_defect(DefectKind.BLANK, "representative_signature"),
        weight=2,
    ),
    _pharmacy(
        "stamped",
        Outcome.REVIEW,
        ("SIG_STAMP",),
        defects=_defect(DefectKind.STAMP, "representative_signature"),
    ),
    _pharmacy(
        "representative changed",
        Outcome.REVIEW,
        ("CONFLICT_REQUEST_TYPE",),
        pharmacy=Standing.CERTIFIED,
        given=(Given(name="request_type", value="change_of_representative"),),
    ),
    _pharmacy(
        "box circled", Outcome.REVIEW, ("ALTERED",), defects=_defect(DefectKind.CIRCLED, "attest_records")
    ),
    _acknowledgment("complete", Outcome.ENROLL, weight=18),
    _acknowledgment(
        "prescriber pending",
        Outcome.PENDING,
        ("PRESCRIBER_NOT_CERTIFIED",),
        prescriber=Standing.PENDING,
        weight=2,
    ),
    _acknowledgment(
        "patient did not sign",
        Outcome.DEFICIENT,
        ("SIG_MISSING_PATIENT",),
        defects=_defect(DefectKind.BLANK, "patient_signature"),
        weight=2,
    ),
    _acknowledgment(
        "diagnosis not ticked",
        Outcome.DEFICIENT,
        ("HOFH_ABSENT",),
        defects=_defect(DefectKind.BLANK, "attest_hofh"),
        weight=2,
    ),
    _acknowledgment("field missing", Outcome.DEFICIENT, leaves_out="written"),
    _acknowledgment(
        "impossible birth date",
        Outcome.DEFICIENT,
        ("INVALID_PATIENT_BIRTH_DATE",),
        defects=_defect(DefectKind.IMPOSSIBLE_DATE, "patient_birth_date"),
    ),
    _acknowledgment("under age", Outcome.REVIEW, ("UNDER_AGE",), minor=True),
    _acknowledgment(
        "signed with a cross",
        Outcome.REVIEW,
        ("SIG_UNCERTAIN_PATIENT",),
        defects=_defect(DefectKind.CROSS, "patient_signature"),
    ),
    _authorization("complete", Outcome.AUTHORIZE, weight=18),
    _authorization("refills blank", Outcome.DEFICIENT, ("MISSING_REFILLS",), order={"refills": ""}, weight=2),
    _authorization("no refills", Outcome.AUTHORIZE, order={"refills": "0"}, weight=2),
    _authorization(
        "other strength", Outcome.DEFICIENT, ("INVALID_DRUG",), order={"drug": "KYNAMRO 100 mg/mL PFS"}
    ),
    _authorization(
        "off label",
        Outcome.REVIEW,
        ("ORDER_OFF_LABEL",),
        order={"directions": "Inject 200 mg subcutaneously every other week"},
    ),
    _authorization("high alt", Outcome.REVIEW, ("AE_SUSPECTED",), order={"alt_value": "168"}),
    _authorization("patient not enrolled", Outcome.REJECT, ("PATIENT_NOT_ENROLLED",), patient=None, weight=2),
    _authorization("patient pending", Outcome.PENDING, ("PATIENT_NOT_ENROLLED",), patient=Standing.PENDING),
    _authorization(
        "prescriber decertified",
        Outcome.REJECT,
        ("PRESCRIBER_NOT_CERTIFIED",),
        prescriber=Standing.DECERTIFIED,
    ),
    _authorization(
        "liver tests not ticked",
        Outcome.DEFICIENT,
        ("LIVER_ABSENT",),
        defects=_defect(DefectKind.BLANK, "attest_liver"),
    ),
    _authorization(
        "not signed",
        Outcome.DEFICIENT,
        ("SIG_MISSING_PRESCRIBER",),
        defects=_defect(DefectKind.BLANK, "prescriber_signature"),
    ),
    _authorization(
        "note in the margin", Outcome.REVIEW, ("MARGIN_NOTE",), note="pt HeFH per genetics, see chart"
    ),
)
"""The stories that batches are drawn from; names are unique within a form edition."""


def scenario(form: FormRef, name: str) -> Scenario:
    """The story of that name; an edition without stories tells those of 2017-10. KeyError for no story."""
    stories = (*SCENARIOS, *RECORD_SCENARIOS)
    told = {story.form for story in stories}
    teller = form if form in told else form.model_copy(update={"edition": PRESCRIBER.edition})
    for story in stories:
        if (story.form, story.name) == (teller, name):
            return story if teller == form else story.model_copy(update={"form": form})
    raise KeyError(f"{form}: {name}")
