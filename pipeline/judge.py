"""Decide one document from its reading and the registry, and record the decision with all it rests on."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlmodel import Session

from documents import (
    ClassifiedPage,
    Correction,
    Disposition,
    Document,
    Facts,
    Finding,
    FormReading,
    Outcome,
    PageSet,
    ReceivedFax,
    Resolution,
    Severity,
)
from forms.definition import FormDefinition
from forms.library import FormLibrary
from letters.compose import LetterPlan
from letters.write import write_letters
from pipeline.brake import braked
from pipeline.decide import decide
from registry import facts, papers
from registry.as_of import View
from registry.audit_tables import Origin
from registry.audits import open_audit
from registry.decisions import Decision, evidence_of
from registry.effects import record_decision
from registry.item_terms import put_terms
from registry.review_items import close_item, waits_in_fax
from registry.safety import HARM, Harm, open_report
from registry.unidentified import unidentified_beside
from registry.waiting import Wake, wake_all
from review_queue import decided_by_person, open_item, set_aside
from review_queue.answer_times import AROUND_THE_CLOCK, AnswerTimes
from review_queue.asks import note_asks
from review_queue.audit_plan import AuditPlan, audit_for
from review_queue.terms import terms_of
from review_queue.work import work_on
from validators import RULE_SET, Case, Limits, check, check_loose
from validators.assessment import scored
from validators.dates import holds_since

_DECIDES = frozenset({Resolution.REJECT, Resolution.ROUTE})


@dataclass(frozen=True)
class Bench:
    """What every decision of this installation is made with; nothing is audited or written without a plan.

    Unless `answers` say otherwise, documents are due by hours that count day and night.
    """

    library: FormLibrary
    limits: Limits
    zone: ZoneInfo
    audits: AuditPlan | None = None
    answers: AnswerTimes = AROUND_THE_CLOCK
    letters: LetterPlan | None = None

    def view(self, moment: dt.datetime) -> View:
        """How the registry is looked at on the day of a moment."""
        return View(on=local_day(moment, self.zone), lasts=self.limits.recertification_days)


@dataclass(frozen=True)
class Matter:
    """One document to decide, for the n-th time: as received, as read (None where nothing is read).

    `correction` is what a person said of it, when that is why it is decided again; `audit_errors` are the
    fields in which an audit found an error that nobody has spoken of since.
    """

    fax: ReceivedFax
    document: Document
    reading: FormReading | None
    pages: PageSet
    classified: tuple[ClassifiedPage, ...]
    revision: int = 0
    correction: Correction | None = None
    seen_by_person: bool = False
    audit_errors: tuple[str, ...] = ()


def judge(session: Session, matter: Matter, bench: Bench, now: dt.datetime, wake: Wake) -> Disposition:
    """Gather facts, check, decide and record, in the caller's transaction, which must hold the write lock.

    The brakes that hold now count. A document that needs a person leaves a review item; of one that does not,
    an open item is closed, and a share is audited. A grant is applied to the registry, and documents that
    waited for it are woken. Its letters are recorded. What may tell of harm is reported to safety, whatever
    was decided and whether or not a person set that finding aside.
    """
    today = local_day(now, bench.zone)
    bench = replace(bench, limits=braked(session, bench.limits))
    known = known_facts(session, matter, bench.view(now))
    disposition = judged(matter, known, bench, now)
    if matter.reading is not None and matter.revision == 0:
        papers.save_reading(session, matter.reading, now)
    made = _decision(matter, known, disposition, bench)
    applied = record_decision(session, made, today, bench.limits.authorization_days)
    if disposition.outcome is Outcome.REVIEW:
        _ask_a_person(session, matter, made, bench)
    else:
        if applied.new:
            close_item(session, disposition.fax, disposition.document, now)
        _audit(session, made, matter, bench)
    if applied.new:
        _report_harm(session, matter, disposition, now)
    if bench.letters is not None and applied.new:
        case = _case(matter, known, bench, now)
        write_letters(session, made, case, applied.number, bench.letters, now)
    if applied.new:
        wake_all(session, applied.news, today, wake)
    return disposition


def _report_harm(session: Session, matter: Matter, made: Disposition, now: dt.datetime) -> None:
    read = {one.field: f"{one.value} {one.seen}" for one in matter.reading.readings} if matter.reading else {}
    found = tuple(
        Harm(says=one.message, rests_on=" ".join(read.get(field, "") for field in one.fields))
        for one in made.findings
        if one.code == HARM
    )
    open_report(session, made.fax, made.document, found, now)


def _audit(session: Session, made: Decision, matter: Matter, bench: Bench) -> None:
    form = _form(matter, bench)
    if form is None or bench.audits is None:
        return
    origin = Origin.REVIEWED if matter.seen_by_person else Origin.AUTO
    audit = audit_for(made, form, origin, bench.audits)
    if audit is not None:
        open_audit(session, audit)


def _ask_a_person(session: Session, matter: Matter, made: Decision, bench: Bench) -> None:
    form, fax, document = _form(matter, bench), matter.fax, matter.document.number
    due_at = bench.answers.due_at(fax.received_at, form)
    open_item(session, made.disposition, matter.revision, due_at, form.grants if form else None)
    put_terms(session, fax.digest, document, terms_of(fax, form, matter.reading, made.facts))
    note_asks(session, work_on(session, fax.digest, document, bench.library, bench.limits, bench.zone))


def judged(matter: Matter, known: Facts, bench: Bench, now: dt.datetime) -> Disposition:
    """The decision from given facts, recorded nowhere."""
    findings = (*_findings(matter, known, bench, now), *_audit_findings(matter, bench))
    correction = matter.correction
    if correction is not None:
        findings = set_aside(findings, correction)
    form, seen = _form(matter, bench), matter.seen_by_person
    disposition = decide(matter.document, form, findings, now, RULE_SET, seen_by_person=seen)
    if correction is not None and correction.resolution in _DECIDES:
        return decided_by_person(correction, disposition)
    return disposition


def known_facts(session: Session, matter: Matter, view: View) -> Facts:
    """What the registry knows of the people a document names, on a day.

    A page that was attached is no earlier document where it came from.
    """
    if matter.reading is None:
        return Facts()
    numbers = {page.number for page in matter.document.pages}
    pages = [page for page in matter.pages.pages if page.number in numbers]
    known = facts.gather(session, matter.reading, view, tuple(page.digest for page in pages))
    taken_from = {page.source.fax for page in pages if page.source}
    return known.model_copy(
        update={
            "unidentified": unidentified_beside(session, matter.fax),
            "enrolling": len(pages) < len(matter.pages.pages)
            and waits_in_fax(session, matter.fax.digest, "patient_acknowledgment"),
            "earlier": tuple(one for one in known.earlier if one.form or one.fax not in taken_from),
        }
    )


def local_day(moment: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The calendar day at the coordinating center."""
    return moment.astimezone(zone).date()


def _form(matter: Matter, bench: Bench) -> FormDefinition | None:
    return bench.library.get(matter.document.form) if matter.document.form else None


def _findings(matter: Matter, known: Facts, bench: Bench, now: dt.datetime) -> tuple[Finding, ...]:
    case = _case(matter, known, bench, now)
    return check(case) if case else check_loose(matter.document, matter.classified)


def _audit_findings(matter: Matter, bench: Bench) -> tuple[Finding, ...]:
    form = _form(matter, bench)
    return tuple(
        Finding(
            rule="audit",
            code="AUDIT_ERROR",
            severity=Severity.REVIEW,
            fields=(name,),
            message=f"An audit found an error: two people keyed {form.field(name).label or name} otherwise.",
        )
        for name in matter.audit_errors
        if form is not None and form.has(name)
    )


def _case(matter: Matter, known: Facts, bench: Bench, now: dt.datetime) -> Case | None:
    form = _form(matter, bench)
    if form is None or matter.reading is None:
        return None
    return Case(
        reading=matter.reading,
        form=form,
        facts=known,
        received_on=local_day(matter.fax.received_at, bench.zone),
        decided_on=local_day(now, bench.zone),
        limits=bench.limits,
        whole=matter.pages.whole,
        unknown_pages=bool(known.unidentified) or any(page.is_unidentified for page in matter.classified),
    )


def _decision(matter: Matter, known: Facts, disposition: Disposition, bench: Bench) -> Decision:
    case = _case(matter, known, bench, disposition.as_of)
    trusted = tuple(field.name for field in case.fields() if case.auto(field.name)) if case else ()
    return Decision(
        disposition=disposition,
        revision=matter.revision,
        facts=known,
        reading=matter.reading,
        reading_revision=None if matter.reading is None else matter.revision,
        trusted=trusted,
        by_person=matter.correction is not None and matter.correction.resolution in _DECIDES,
        since=holds_since(case) if case else None,
        result=scored(case, evidence_of(disposition.fax, disposition.document)) if case else None,
    )
