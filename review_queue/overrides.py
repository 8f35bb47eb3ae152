"""What a person may and may not set aside; pure, so that an auditor can ask again."""

from collections.abc import Iterator

from documents import (
    Correction,
    Disposition,
    FieldReading,
    Finding,
    FormReading,
    Outcome,
    ReadState,
    Resolution,
    Severity,
)
from forms.definition import FieldKind, FormDefinition
from validators.reasons import may_be_overridden

OUTCOMES = {Resolution.REJECT: Outcome.REJECT, Resolution.ROUTE: Outcome.ROUTE}

WITNESSED = frozenset({FieldKind.SIGNATURE, FieldKind.TICK})
"""Critical fields of these kinds, read as blank, become filled in only before a second person."""


def refusals(
    correction: Correction,
    found: tuple[Finding, ...],
    form: FormDefinition | None,
    seen: FormReading | None,
) -> tuple[str, ...]:
    """Why the program's rules do not allow a correction, as sentences for people; none when they do.

    `found` are the findings of the decision the correction answers, `seen` the reading it rests on.
    """
    return (
        *_forbidden(correction, found),
        *_lacks_second(correction, form),
        *_unwitnessed(correction, form, seen),
    )


def _forbidden(correction: Correction, found: tuple[Finding, ...]) -> Iterator[str]:
    codes = {finding.code for finding in found}
    for code in correction.overrides:
        if not may_be_overridden(code):
            yield f"{code} cannot be set aside: it needs new evidence, or a reading"
        elif code not in codes:
            yield f"{code} is not among the findings"


def _lacks_second(correction: Correction, form: FormDefinition | None) -> Iterator[str]:
    if correction.second == correction.by:
        yield "the second person must be another one"
    authorizes = form is not None and form.grants is Outcome.AUTHORIZE
    if correction.overrides and authorizes and not correction.second:
        yield "setting a finding of an authorization aside needs a second person"


def _unwitnessed(
    correction: Correction, form: FormDefinition | None, seen: FormReading | None
) -> Iterator[str]:
    if form is None or seen is None or correction.second:
        return
    before = {reading.field: reading for reading in seen.readings}
    for reading in correction.readings:
        field = form.field(reading.field)
        if field.critical and field.kind in WITNESSED and _filled_in(before.get(reading.field), reading):
            yield f"{field.name} was read as blank: a second person must see it too"


def _filled_in(before: FieldReading | None, after: FieldReading) -> bool:
    return before is not None and before.state is ReadState.BLANK and after.state is ReadState.READ


def set_aside(found: tuple[Finding, ...], correction: Correction) -> tuple[Finding, ...]:
    """The findings with those the person set aside as notes; what may not be set aside stays as it is."""
    return tuple(
        finding.model_copy(update={"severity": Severity.NOTE})
        if finding.code in correction.overrides and may_be_overridden(finding.code)
        else finding
        for finding in found
    )


def decided_by_person(correction: Correction, earlier: Disposition) -> Disposition:
    """The disposition when a person rejects or routes: the earlier one with that way out.

    ValueError for a correction that leaves the decision to the rules.
    """
    if correction.resolution not in OUTCOMES:
        raise ValueError("this correction leaves the decision to the rules")
    return earlier.model_copy(
        update={"outcome": OUTCOMES[correction.resolution], "as_of": correction.made_at}
    )
