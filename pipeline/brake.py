"""The brake in use: audited outcomes and moved confidences pull it, and credit is gone at once."""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator

from sqlmodel import Session

from documents import FormReading, NotAllowed, Writing
from forms.library import FormLibrary
from ocr.credit import Audited, Brake, CreditLine, Ledger, Stop, Target, watched
from pipeline.families import FAMILIES, FAMILY_OF
from registry.audited_outcomes import AuditedOutcome, add_outcome, outcomes
from registry.brake_events import BrakeEvent, BrakeState, add_brake_event, brake_events, last_brake_events
from registry.database import lock_for_writing
from registry.papers import first_readings
from validators import Limits
from validators.auto import WEIGHED

log = logging.getLogger(__name__)


def record_outcome(session: Session, outcome: AuditedOutcome, target: Target) -> bool:
    """Keep an outcome and pull the brake of its family when it is one error too many, in one transaction.

    Whether the brake holds now. An outcome of a reading that was audited before changes nothing.
    """
    lock_for_writing(session)
    family, writing = FAMILY_OF[outcome.kind], outcome.writing
    if add_outcome(session, outcome) and not _holds(session, family, writing):
        brake = watched(_checked(session, family, writing), (), (), target)
        _pull(session, family, writing, brake, outcome.audited_at)
    return _holds(session, family, writing)


def watch_confidences(session: Session, ledger: Ledger, library: FormLibrary, now: dt.datetime) -> None:
    """Pull the brake of each line whose confidences have moved from those that earned it.

    Looked at are first readings since the ledger was earned, or the brake released. A ledger without a time
    or confidences is not watched.
    """
    lock_for_writing(session)
    for line in ledger.lines:
        family, writing = FAMILY_OF[line.cell.kinds[0]], line.cell.writing
        if ledger.earned_at is None or _holds(session, family, writing):
            continue
        since = max(ledger.earned_at, _released_at(session, family, writing) or ledger.earned_at)
        late = tuple(_confidences(first_readings(session, since), line, library))
        _pull(session, family, writing, watched((), late, line.confidences, ledger.target), now)


def release(session: Session, family: str, writing: Writing, by: str, reason: str, now: dt.datetime) -> None:
    """Release a pulled brake; what was checked before does not count any more. NotAllowed when none holds."""
    lock_for_writing(session)
    if not _holds(session, family, writing):
        raise NotAllowed(f"no brake is pulled for {family}, {writing}")
    event = BrakeEvent(family=family, writing=writing, pulled=False, at=now, by=by, reason=reason)
    add_brake_event(session, event)
    log.warning("brake released", extra={"family": family, "writing": writing.value})


def braked(session: Session, limits: Limits) -> Limits:
    """The limits under the brakes that hold now."""
    stops = tuple(
        Stop(kinds=FAMILIES[family], writing=writing)
        for (family, writing), event in last_brake_events(session).items()
        if event.pulled
    )
    return limits.model_copy(update={"ledger": limits.ledger.model_copy(update={"stops": stops})})


def brake_states(session: Session) -> tuple[BrakeState, ...]:
    """The brake of every family and writing that has outcomes or events."""
    last = last_brake_events(session)
    found = []
    for family in FAMILIES:
        for writing in Writing:
            event, checked = last.get((family, writing)), _checked(session, family, writing)
            if event is None and not checked:
                continue
            state = BrakeState(
                family=family,
                writing=writing,
                checked=len(checked),
                wrong=sum(not one.right for one in checked),
                pulled=event is not None and event.pulled,
                reason=event.reason if event else "",
                at=event.at if event else None,
            )
            found.append(state)
    return tuple(found)


def _pull(session: Session, family: str, writing: Writing, brake: Brake, now: dt.datetime) -> None:
    if not brake.pulled:
        return
    event = BrakeEvent(family=family, writing=writing, pulled=True, at=now, reason=brake.reason)
    add_brake_event(session, event)
    log.error("credit taken back", extra={"family": family, "writing": writing.value})


def _holds(session: Session, family: str, writing: Writing) -> bool:
    event = last_brake_events(session).get((family, writing))
    return event is not None and event.pulled


def _released_at(session: Session, family: str, writing: Writing) -> dt.datetime | None:
    of_it = [event for event in brake_events(session) if (event.family, event.writing) == (family, writing)]
    return next((event.at for event in reversed(of_it) if not event.pulled), None)


def _checked(session: Session, family: str, writing: Writing) -> tuple[Audited, ...]:
    """What was checked since the brake was last released."""
    found = outcomes(session, FAMILIES[family], writing, _released_at(session, family, writing))
    return tuple(Audited(confidence=one.confidence, right=one.right) for one in found)


def _confidences(readings: Iterable[FormReading], line: CreditLine, library: FormLibrary) -> Iterator[float]:
    """The chances of the readings that a line covers, as those that earned it were chosen."""
    for found in readings:
        ref = found.document.form
        if ref is None or ref not in line.cell.forms:
            continue
        form = library.get(ref)
        for one in found.readings:
            covered = line.cell.covers(form.field(one.field).kind, ref, one.writing)
            if covered and one.chance is not None and WEIGHED.issuperset(one.doubts):
                yield one.chance
