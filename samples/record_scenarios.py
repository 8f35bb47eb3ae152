"""The stories of forms that put something on record; no batch is drawn from them."""

from documents import Outcome, Standing
from samples.change_scenarios import CHANGE_SCENARIOS
from samples.filled import Defect, DefectKind
from samples.scenario import ASSESSMENT, DISCONTINUATION, Dated, Scenario
from samples.story import Given


def _discontinuation(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {"prescriber": Standing.CERTIFIED, "patient": Standing.ENROLLED, "form": DISCONTINUATION}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _assessment(name: str, outcome: Outcome, reasons: tuple[str, ...] = (), **told: object) -> Scenario:
    known = {"prescriber": Standing.PENDING, "form": ASSESSMENT}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


RECORD_SCENARIOS: tuple[Scenario, ...] = (
    _discontinuation("complete", Outcome.RECORD),
    _discontinuation("liver problem", Outcome.RECORD, given=(Given(name="reason", value="liver"),)),
    _discontinuation(
        "not signed",
        Outcome.DEFICIENT,
        ("SIG_MISSING_PRESCRIBER",),
        defects=(Defect(kind=DefectKind.BLANK, field="prescriber_signature"),),
    ),
    _discontinuation(
        "day struck out",
        Outcome.REVIEW,
        ("ALTERED",),
        defects=(Defect(kind=DefectKind.CORRECTED, field="effective_date"),),
    ),
    _discontinuation(
        "day long ahead",
        Outcome.REVIEW,
        ("CONFLICT_EFFECTIVE_DATE",),
        dated=(Dated(field="effective_date", days_before=-200),),
    ),
    _discontinuation("patient not on file", Outcome.REJECT, ("PATIENT_NOT_ENROLLED",), patient=None),
    *CHANGE_SCENARIOS,
    _assessment("complete", Outcome.RECORD),
    _assessment("one answer wrong", Outcome.RECORD, given=(Given(name="answer_4", value="d"),)),
    _assessment("nobody on file", Outcome.REVIEW, ("NPI_UNCONFIRMED",), prescriber=None),
    _assessment(
        "an answer missing",
        Outcome.DEFICIENT,
        ("MISSING_ANSWER_3",),
        defects=(Defect(kind=DefectKind.BLANK, field="answer_3"),),
    ),
    _assessment(
        "an answer struck out",
        Outcome.REVIEW,
        ("ALTERED", "KA_UNSCORED"),
        defects=(Defect(kind=DefectKind.STRUCK_OUT, field="answer_5"),),
    ),
)
"""Names are unique within a form edition."""
