"""The sheets of paper of one fax, in the order they are fed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from documents import DocumentTruth, FieldTruth, Outcome, PageKind, ReadState
from forms.definition import FormDefinition
from forms.library import FormLibrary
from samples.draw import blank_page, draw_page
from samples.feeder import PAPER_DPI, REARRANGED, Paper, cover, other_page
from samples.plan import Oddity, SamplePlan
from samples.registry_csv import OnFile
from samples.scenario import ACKNOWLEDGMENT
from samples.scenarios import scenario
from samples.sender import Sender
from samples.stage import Hands, Staged, stage
from samples.writers.casting import in_real_hands
from samples.writers.load import Company
from samples.writers.real_penman import RealPenman


@dataclass(frozen=True)
class Content:
    """The truth of one form in the fax before it is sent."""

    form: FormDefinition
    fields: tuple[FieldTruth, ...]
    outcome: Outcome
    reasons: tuple[str, ...]

    def sent_as(self, pages: tuple[int | None, ...]) -> DocumentTruth:
        """The document whose form pages came as these fax pages, None for a page that did not come."""
        return DocumentTruth(
            form=self.form.ref, pages=pages, fields=self.fields, outcome=self.outcome, reasons=self.reasons
        )


@dataclass(frozen=True)
class Stack:
    """Everything that is fed, what the forms in it truly say, who sends it, and what is on file before."""

    papers: tuple[Paper, ...]
    contents: tuple[Content, ...]
    sender: Sender
    on_file: OnFile


def build_stack(plan: SamplePlan, library: FormLibrary, company: Company | None = None) -> Stack:
    """The sheets of a planned sample; everything but the call is decided here from the plan's seed."""
    rng = random.Random(f"{plan.seed}:paper")
    staged = tuple(in_real_hands(document, company) for document in _staged(plan, library, rng))
    sender = _sender(staged[0], plan)
    if plan.oddity in _WHOLE:
        return Stack(
            papers=_WHOLE[plan.oddity](staged[0], sender, library, rng),
            contents=(_blank_content(staged[0].form),) if plan.oddity is Oddity.BLANK_FORM else (),
            sender=sender,
            on_file=OnFile(),
        )
    papers = tuple(
        paper
        for number, document in enumerate(staged)
        for paper in _printed(document, number, library, company)
    )
    contents = tuple(_content(document) for document in staged)
    if plan.oddity is Oddity.MISSING_PAGE:
        left_out = rng.choice((1, 2, 2, 2))
        papers = tuple(paper for paper in papers if paper.form_page != left_out)
        contents = tuple(
            replace(content, outcome=Outcome.DEFICIENT, reasons=("PAGES_MISSING",)) for content in contents
        )
    if plan.oddity in REARRANGED:
        papers = REARRANGED[plan.oddity](papers, sender, rng)
    on_file = sum((document.on_file for document in staged), OnFile())
    return Stack(papers=papers, contents=contents, sender=sender, on_file=on_file)


def _staged(plan: SamplePlan, library: FormLibrary, rng: random.Random) -> tuple[Staged, ...]:
    on = (plan.of or plan).received_at.date()
    hands = Hands(mode=plan.mode, fonts=plan.fonts)
    first = stage(plan.told(), library, hands, on, rng)
    if plan.oddity is Oddity.TWO_PATIENTS:
        story = scenario(plan.form, "complete").model_copy(update={"cast": plan.other_cast})
        other = stage(story, library, hands, on, rng, first.cast)
        return first, other
    if plan.oddity in (Oddity.TWO_DOCUMENTS, Oddity.ORDER_FIRST):
        other_form = ACKNOWLEDGMENT.model_copy(update={"edition": plan.form.edition})
        story = scenario(other_form, "complete").model_copy(update={"cast": plan.cast})
        other = stage(story, library, hands, on, rng, first.cast)
        return (first, other) if plan.oddity is Oddity.ORDER_FIRST else (other, first)
    return (first,)


def _sender(staged: Staged, plan: SamplePlan) -> Sender:
    prescriber, pharmacy, patient = staged.cast.prescriber, staged.cast.pharmacy, staged.cast.patient
    from_pharmacy = staged.from_pharmacy
    who = pharmacy.representative if from_pharmacy else prescriber
    where = pharmacy if from_pharmacy else prescriber
    return Sender(
        practice=pharmacy.name if from_pharmacy else prescriber.practice_name,
        person=f"{who.first_name} {who.last_name}",
        phone=where.phone,
        fax=where.fax,
        patient=f"{patient.first_name} {patient.last_name}",
        birth_date=patient.birth_date,
        on=plan.received_at.date(),
    )


def _printed(staged: Staged, number: int, library: FormLibrary, company: Company | None) -> tuple[Paper, ...]:
    form, blank = staged.form, library.blank_path(staged.form.ref)
    penman = RealPenman(staged.filled, company) if company else None
    return tuple(
        Paper(
            pixels=draw_page(staged.filled, form, blank, page, PAPER_DPI, penman),
            kind=PageKind.FORM,
            form=form.ref,
            form_page=page,
            document=number,
        )
        for page in range(1, form.page_count + 1)
    )


def _content(staged: Staged) -> Content:
    return Content(
        form=staged.form,
        fields=staged.filled.truths,
        outcome=staged.outcome,
        reasons=staged.reasons,
    )


def _blank_content(form: FormDefinition) -> Content:
    fields = tuple(FieldTruth(name=field.name, state=ReadState.BLANK, hand="none") for field in form.fields)
    return Content(form=form, fields=fields, outcome=Outcome.REJECT, reasons=("NOT_A_FORM",))


def _blank_form(
    staged: Staged, _sender: Sender, library: FormLibrary, _rng: random.Random
) -> tuple[Paper, ...]:
    form = staged.form
    return tuple(
        Paper(
            pixels=blank_page(library.blank_path(form.ref), page, PAPER_DPI),
            kind=PageKind.FORM,
            form=form.ref,
            form_page=page,
            document=0,
        )
        for page in range(1, form.page_count + 1)
    )


def _cover_alone(
    _staged: Staged, sender: Sender, _library: FormLibrary, rng: random.Random
) -> tuple[Paper, ...]:
    return (cover((), sender, rng),)


def _odd(topic: str) -> Callable[[Staged, Sender, FormLibrary, random.Random], tuple[Paper, ...]]:
    def papers(
        _staged: Staged, sender: Sender, _library: FormLibrary, rng: random.Random
    ) -> tuple[Paper, ...]:
        return (other_page(topic, sender, rng),)

    return papers


_WHOLE: Mapping[Oddity, Callable[[Staged, Sender, FormLibrary, random.Random], tuple[Paper, ...]]] = {
    Oddity.BLANK_FORM: _blank_form,
    Oddity.OTHER_PROGRAM: _odd("other_program"),
    Oddity.JUNK: _odd("junk"),
    Oddity.ADVERSE_EVENT: _odd("adverse_event"),
    Oddity.COVER_ALONE: _cover_alone,
}
