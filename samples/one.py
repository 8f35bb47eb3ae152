"""One sample fax: the file that arrives, its truth, and what the registry must hold before."""

import random
from dataclasses import dataclass
from typing import Literal

from documents import (
    DocumentTruth,
    Outcome,
    PageKind,
    PageTruth,
    SampleTruth,
)
from forms.library import FormLibrary
from samples.calls import ReceivedCall
from samples.digital import fill_fields, print_text
from samples.feeder import Paper
from samples.plan import Oddity, SamplePlan, Wrap
from samples.registry_csv import OnFile
from samples.stack import Content, Stack, build_stack
from samples.stage import Hands, stage
from samples.transmit import transmit
from samples.wraps import PdfWrap, wrap_in_pdf
from samples.writers.load import Company

_FOR_A_PERSON = frozenset({Oddity.ADVERSE_EVENT, Oddity.LAB_REPORT})
"""What no machine puts aside: it may tell of harm."""

End = Literal["decided", "review", "routed", "quarantined"]


@dataclass(frozen=True)
class MadeSample:
    """A fax as it arrives, in a file named `truth.file`."""

    content: bytes
    truth: SampleTruth
    on_file: OnFile


def make_sample(plan: SamplePlan, library: FormLibrary, company: Company | None = None) -> MadeSample:
    """Make the planned sample; the same plan gives the same bytes.

    A plan for real writers needs the company of their part, otherwise ValueError.
    MissingEngine when libspandsp is not installed; NoSuchCall when no call came out as damaged as planned.
    """
    if (company.part if company else None) != plan.writers:
        raise ValueError(f"{plan.name} is to be written by {plan.writers or 'fonts'}")
    if plan.oddity is Oddity.RESENT and plan.of is not None:
        return _resent(plan, make_sample(plan.of, library, company))
    if plan.wrap in (Wrap.DIGITAL_TEXT, Wrap.DIGITAL_FIELDS):
        return _digital(plan, library)
    stack = build_stack(plan, library, company)
    call = transmit(plan, stack)
    content, suffix = call.content, "tif"
    if plan.wrap is Wrap.PDF:
        wrap = random.Random(f"{plan.seed}:wrap").choice(tuple(PdfWrap))
        content, suffix = wrap_in_pdf(call.content, wrap), "pdf"
    documents, pages = _documents(plan, stack, call), _pages(stack, call)
    return MadeSample(content, _truth(plan, f"fax.{suffix}", documents, pages), stack.on_file)


def _resent(plan: SamplePlan, first: MadeSample) -> MadeSample:
    """The same bytes are the same fax: the same truth under another name and time."""
    changed = {"sample": plan.name, "story": plan.story(), "received_on": _clock(plan)}
    return MadeSample(first.content, first.truth.model_copy(update=changed), first.on_file)


def _digital(plan: SamplePlan, library: FormLibrary) -> MadeSample:
    rng = random.Random(f"{plan.seed}:paper")
    hands = Hands(mode="digital", fonts=plan.fonts)
    staged = stage(plan.told(), library, hands, plan.received_at.date(), rng)
    fill = fill_fields if plan.wrap is Wrap.DIGITAL_FIELDS else print_text
    content = fill(staged.filled, staged.form, library.blank_path(plan.form))
    numbers = tuple(range(1, staged.form.page_count + 1))
    document = DocumentTruth(
        form=plan.form,
        pages=numbers,
        fields=staged.filled.truths,
        outcome=staged.outcome,
        reasons=staged.reasons,
    )
    pages = tuple(
        PageTruth(number=number, kind=PageKind.FORM, form=plan.form, form_page=number) for number in numbers
    )
    return MadeSample(content, _truth(plan, "fax.pdf", (document,), pages), staged.on_file)


def _documents(plan: SamplePlan, stack: Stack, call: ReceivedCall) -> tuple[DocumentTruth, ...]:
    received = len(call.damage)
    return tuple(
        _document(plan, content, _places(stack.papers[:received], number, content), stack.papers[received:])
        for number, content in enumerate(stack.contents)
    )


def _places(papers: tuple[Paper, ...], number: int, content: Content) -> tuple[int | None, ...]:
    """The fax page of each page of the form, None for one that did not arrive."""
    found = {paper.form_page: at for at, paper in enumerate(papers, start=1) if paper.document == number}
    return tuple(found.get(page) for page in range(1, content.form.page_count + 1))


def _document(
    plan: SamplePlan, content: Content, places: tuple[int | None, ...], lost: tuple[Paper, ...]
) -> DocumentTruth:
    truth = content.sent_as(places)
    if lost:
        return truth.model_copy(update={"outcome": Outcome.REVIEW, "reasons": ("PAGES_MISSING",)})
    if plan.oddity is Oddity.SCANNED_AGAIN:
        return truth.model_copy(update={"outcome": Outcome.DUPLICATE, "reasons": ("DUPLICATE",)})
    return truth


def _pages(stack: Stack, call: ReceivedCall) -> tuple[PageTruth, ...]:
    return tuple(
        PageTruth(
            number=number,
            kind=paper.kind,
            form=paper.form,
            form_page=paper.form_page,
            turn=paper.turn,
            bad_rows=damage.bad_rows,
            rows_missing=damage.rows_missing,
        )
        for number, (paper, damage) in enumerate(zip(stack.papers, call.damage, strict=False), start=1)
    )


def _truth(
    plan: SamplePlan, file: str, documents: tuple[DocumentTruth, ...], pages: tuple[PageTruth, ...]
) -> SampleTruth:
    return SampleTruth(
        sample=plan.name,
        file=file,
        seed=plan.seed,
        story=plan.story(),
        received_on=_clock(plan),
        documents=documents,
        pages=pages,
        end=_end(plan, documents),
    )


def _end(plan: SamplePlan, documents: tuple[DocumentTruth, ...]) -> End:
    """A fax waits for a person with any of its papers; it is routed when none of them is ours."""
    if plan.oddity in _FOR_A_PERSON:
        return "review"
    if not documents:
        return "routed"
    return "review" if any(document.outcome is Outcome.REVIEW for document in documents) else "decided"


def _clock(plan: SamplePlan) -> str:
    return plan.received_at.strftime("%Y-%m-%dT%H:%M:%SZ")
