"""The stories of forms that change what is on file of a participant; no batch is drawn from them."""

from documents import Outcome, Standing
from samples.filled import Defect, DefectKind
from samples.scenario import CHANGE, REPRESENTATIVE, Dated, Scenario
from samples.story import Given

_NEW_FAX = Given(name="new_fax", value="6175550123")
_UNCHANGED = tuple(
    Given(name=f"new_{name}", value="")
    for name in ("address_1", "address_2", "city", "state", "zip", "phone", "fax", "email")
)
_PREVIOUS = (
    Given(name="previous_first_name", value="Laura"),
    Given(name="previous_last_name", value="Bennett"),
)


def _of_prescriber(name: str, outcome: Outcome, *reasons: str, **told: object) -> Scenario:
    known = {"prescriber": Standing.CERTIFIED, "given": (_NEW_FAX,), "form": CHANGE}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _of_pharmacy(name: str, outcome: Outcome, *reasons: str, **told: object) -> Scenario:
    given = (Given(name="participant_kind", value="pharmacy"), _NEW_FAX)
    known = {"pharmacy": Standing.CERTIFIED, "given": given, "form": CHANGE}
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


def _representative(name: str, outcome: Outcome, *reasons: str, **told: object) -> Scenario:
    known = {
        "pharmacy": Standing.CERTIFIED,
        "representative": "Laura Bennett",
        "given": _PREVIOUS,
        "form": REPRESENTATIVE,
    }
    return Scenario.model_validate(known | {"name": name, "outcome": outcome, "reasons": reasons} | told)


CHANGE_SCENARIOS: tuple[Scenario, ...] = (
    _of_prescriber("complete", Outcome.RECORD),
    _of_prescriber(
        "not signed",
        Outcome.DEFICIENT,
        "SIG_MISSING_PARTICIPANT",
        defects=(Defect(kind=DefectKind.BLANK, field="participant_signature"),),
    ),
    _of_prescriber(
        "signed by somebody else",
        Outcome.REVIEW,
        "SIG_WRONG_PERSON",
        given=(_NEW_FAX, Given(name="participant_printed_name", value="Laura Bennett")),
    ),
    _of_prescriber("nobody on file", Outcome.REVIEW, "PARTICIPANT_UNKNOWN", prescriber=None),
    _of_prescriber("nothing changes", Outcome.DEFICIENT, "NOTHING_CHANGES", given=_UNCHANGED),
    _of_prescriber(
        "the program's fax number",
        Outcome.DEFICIENT,
        "INVALID_NEW_FAX",
        given=(Given(name="new_fax", value="8777789008"),),
    ),
    _of_prescriber(
        "fax number corrected",
        Outcome.REVIEW,
        "ILLEGIBLE_NEW_FAX",
        defects=(Defect(kind=DefectKind.CORRECTED, field="new_fax"),),
    ),
    _of_prescriber(
        "day long ahead",
        Outcome.REVIEW,
        "CONFLICT_EFFECTIVE_DATE",
        dated=(Dated(field="effective_date", days_before=-200),),
    ),
    _of_pharmacy("pharmacy complete", Outcome.RECORD),
    _of_pharmacy(
        "signed by an earlier representative",
        Outcome.REVIEW,
        "SIG_WRONG_PERSON",
        representative="Laura Bennett",
    ),
    _representative("complete", Outcome.RECORD),
    _representative(
        "not signed",
        Outcome.DEFICIENT,
        "SIG_MISSING_REPRESENTATIVE",
        defects=(Defect(kind=DefectKind.BLANK, field="representative_signature"),),
    ),
    _representative(
        "signed by the previous one",
        Outcome.REVIEW,
        "SIG_WRONG_PERSON",
        given=(*_PREVIOUS, Given(name="representative_printed_name", value="Laura Bennett")),
    ),
    _representative(
        "previous one not on file",
        Outcome.REVIEW,
        "CONFLICT_PREVIOUS_LAST_NAME",
        representative="Vanessa Jordan",
    ),
    _representative(
        "previous one not named",
        Outcome.REVIEW,
        "MISSING_PREVIOUS_LAST_NAME",
        given=tuple(given.model_copy(update={"value": ""}) for given in _PREVIOUS),
    ),
)
"""Names are unique within a form edition."""
