"""Why someone stands where they stand, on any day: every fact with its paper, and what was missing."""

import datetime as dt
from collections.abc import Iterator

from pydantic import AwareDatetime, Field
from sqlmodel import Session, col, select

from documents import KnowledgeResult, NoSuchThing, Record, Standing
from forms.library import FormLibrary
from registry.as_of import View, known_patient, known_pharmacy, known_prescriber, position_of
from registry.authorizations import RESTS_ON
from registry.awaited import all_of_pharmacy, of_knowledge, of_prescriber
from registry.details import FROM_THE_START, Detail, details_of, held
from registry.evidence import Paper, paper_of
from registry.history import GOOD, OVER, Entry, changes_of
from registry.merges import entries_of, merges_of
from registry.participant_tables import AuthorizationRow
from registry.participants import knowledge_of
from registry.waiting import waiting_on


class EvidenceLine(Record):
    """One fact: the day it is true from, since when it was known, what it says, and where it is from.

    `by` and `reason` are a person's; `paper` is the document, when there is one.
    """

    on: dt.date
    recorded_at: AwareDatetime | None
    says: str
    source: str
    by: str = ""
    reason: str = Field(default="", repr=False)
    paper: Paper | None = None


class DetailLine(EvidenceLine):
    """A detail that was told of an entry by that day: which one, what it says, and whether it holds then."""

    detail: Detail
    says: str = Field(repr=False)
    holds: bool

    @property
    def from_the_start(self) -> bool:
        """Whether it has no day of its own."""
        return self.on == FROM_THE_START


class Explanation(Record):
    """Why someone is or is not certified or enrolled on a day, by what was recorded until a time.

    `key` is what was asked for, `kept` what it counts as, `on_file` its names and numbers.
    """

    kind: str
    key: str
    kept: str
    on: dt.date
    standing: Standing
    in_force: bool
    because: str
    evidence: tuple[EvidenceLine, ...]
    on_file: tuple[DetailLine, ...] = ()
    missing: tuple[str, ...] = ()
    lasts: str = ""


def explain(session: Session, key: str, view: View, library: FormLibrary) -> tuple[Explanation, ...]:
    """Why whoever has this NPI or number did or did not stand well; NoSuchThing when nobody had it then."""
    known = {"prescriber": known_prescriber, "pharmacy": known_pharmacy, "patient": known_patient}
    found = [(kind, key) for kind, get in known.items() if get(session, key, view) is not None]
    explained = tuple(_Explained(session, entry, view, library) for entry in found)
    there = tuple(each.explanation() for each in explained if each.was_known())
    if not there:
        raise NoSuchThing("nobody in the registry has, or had then, this NPI or number")
    return there


class _Explained:
    """One entry, with all that are merged with it, looked at from one view."""

    def __init__(self, session: Session, entry: Entry, view: View, library: FormLibrary) -> None:
        self._session, self._entry, self._view, self._library = session, entry, view, library
        self._entries = entries_of(session, entry, view.known_at)
        self._keys = [key for _, key in self._entries]
        self._there = position_of(session, entry, view)

    def was_known(self) -> bool:
        """Whether the entry was in the registry; one without any history is older than the history."""
        known = changes_of(self._session, self._entries, self._view.known_at)
        return bool(known) or not changes_of(self._session, self._entries)

    def explanation(self) -> Explanation:
        """All there is to say."""
        (kind, key), there = self._entry, self._there
        in_force = there.standing in GOOD
        return Explanation(
            kind=kind,
            key=key,
            kept=self._keys[0],
            on=self._view.on,
            standing=there.standing,
            in_force=in_force,
            because=f"{kind} {key} is {there.standing}{f' since {there.since}' if there.since else ''}",
            evidence=tuple(sorted(self._evidence(), key=lambda line: line.on)),
            on_file=tuple(sorted(self._details(), key=lambda line: (line.detail, line.on))),
            missing=() if in_force else tuple(dict.fromkeys(self._missing())),
            lasts="" if kind == "patient" else self._lasts(),
        )

    def _lasts(self) -> str:
        days, renewed = self._view.lasts, self._there.renewed_on
        if days is None:
            return "recertification_days is not configured"
        until = (
            f", until {renewed + dt.timedelta(days=days)}" if renewed and self._there.standing in GOOD else ""
        )
        return f"a certification lasts {days} days{until}"

    def _evidence(self) -> Iterator[EvidenceLine]:
        for change in changes_of(self._session, self._entries, self._view.known_at):
            if change.effective_on <= self._view.on:
                yield EvidenceLine(
                    on=change.effective_on,
                    recorded_at=change.recorded_at,
                    says=change.standing,
                    source=change.evidence,
                    by=change.by,
                    reason=change.reason,
                    paper=paper_of(self._session, change.evidence, self._library),
                )
        yield from self._merges()
        yield from self._knowledge() if self._entry[0] == "prescriber" else ()
        yield from self._authorizations() if self._entry[0] == "patient" else ()

    def _details(self) -> Iterator[DetailLine]:
        """What was told of the entry itself by that day; of what was told of later ones, the first."""
        told = [change for _, change in details_of(self._session, (self._entry,), self._view.known_at)]
        holding = list(held(told, self._view.on).values())
        for change in told:
            past = change.effective_on <= self._view.on
            holds = change in holding or (past and change.detail is Detail.PRESCRIBER)
            if past or holds:
                yield DetailLine(
                    on=change.effective_on,
                    recorded_at=change.recorded_at,
                    detail=change.detail,
                    says=change.value,
                    source=change.evidence,
                    by=change.by,
                    reason=change.reason,
                    paper=paper_of(self._session, change.evidence, self._library),
                    holds=holds,
                )

    def _merges(self) -> Iterator[EvidenceLine]:
        for row in merges_of(self._session, self._entries):
            for at, by, reason, says in (
                (row.merged_at, row.merged_by, row.reason, "counts as"),
                (row.undone_at, row.undone_by, row.undone_reason, "no longer counts as"),
            ):
                if at is not None and (self._view.known_at is None or at <= self._view.known_at):
                    said = f"{row.other} {says} {row.kept}"
                    yield EvidenceLine(
                        on=at.date(), recorded_at=at, says=said, source="person", by=by, reason=reason
                    )

    def _knowledge(self) -> Iterator[EvidenceLine]:
        for one in self._results():
            says = f"knowledge assessment {one.correct} of {one.questions}, attempt {one.attempt}"
            yield EvidenceLine(
                on=one.taken_on,
                recorded_at=None,
                says=says,
                source=one.source,
                paper=paper_of(self._session, one.source, self._library),
            )

    def _results(self) -> tuple[KnowledgeResult, ...]:
        known_at = self._view.known_at
        found = (one for npi in self._keys for one in knowledge_of(self._session, npi, known_at))
        return tuple(one for one in found if one.taken_on <= self._view.on)

    def _authorizations(self) -> Iterator[EvidenceLine]:
        row, on = AuthorizationRow, self._view.on
        query = select(row).where(RESTS_ON["patient"].in_(self._keys), row.authorized_on <= on)
        for one in self._session.exec(query.order_by(col(row.authorized_on), col(row.number))):
            if not self._was_recorded(one.recorded_at):
                continue
            state = "open"
            if one.voided_on and one.voided_on <= on and self._was_recorded(one.voided_at):
                state = f"void since {one.voided_on}, as {one.voided_by or 'a standing'} ended"
            elif one.ends_on and one.ends_on < on:
                state = f"ended on {one.ends_on}"
            yield EvidenceLine(
                on=one.authorized_on,
                recorded_at=one.recorded_at,
                says=f"authorization {one.number} {state}, by prescriber {one.prescriber_npi}",
                source=one.evidence,
                paper=paper_of(self._session, one.evidence, self._library),
            )

    def _was_recorded(self, at: dt.datetime | None) -> bool:
        return at is None or self._view.known_at is None or at <= self._view.known_at

    def _missing(self) -> Iterator[str]:
        kind = self._entry[0]
        if self._there.standing in OVER:
            yield f"the {kind} is {self._there.standing}"
            return
        if kind == "prescriber" and not any(one.correct == one.questions for one in self._results()):
            yield "a passed knowledge assessment"
        yield from self._missing_prescribers() if kind == "patient" else ()
        waiting = waiting_on(self._session, self._awaits(), self._view.on, self._view.known_at)
        for one in waiting:
            yield f"a decision: document {one.document} of fax {one.fax[:12]} waits for evidence"
        if kind != "patient" and not waiting:
            yield "a complete enrollment form"

    def _missing_prescribers(self) -> Iterator[str]:
        patient = known_patient(self._session, self._entry[1], self._view)
        for npi in patient.prescribers if patient else ():
            if position_of(self._session, ("prescriber", npi), self._view).standing is not Standing.CERTIFIED:
                yield f"the certification of prescriber {npi}"

    def _awaits(self) -> Iterator[str]:
        """What documents that would help wait for."""
        kind, key = self._entry
        if kind == "pharmacy":
            yield from all_of_pharmacy(key)
        elif kind == "prescriber":
            yield from (of_prescriber(key), of_knowledge(key))
        else:
            patient = known_patient(self._session, key, self._view)
            yield from (of_prescriber(npi) for npi in (patient.prescribers if patient else ()))
