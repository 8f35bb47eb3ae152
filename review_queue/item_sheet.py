"""What a person sees of a review item: its pages, its fields, its findings, and what the decision will be."""

from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from documents import (
    Claim,
    Digest,
    Disposition,
    Document,
    Finding,
    NoSuchThing,
    PassOn,
    ReceivedFax,
    ReviewItem,
    Severity,
)
from registry import faxes, papers
from registry.review_items import open_item_of
from review_queue.accounts import Actor
from review_queue.complete import Foresee, correction_of, obstacles
from review_queue.keyings import Stage, set_aside_by
from review_queue.shown_field import ShownField, shown_field
from review_queue.work import Work
from validators.reasons import may_be_overridden


@dataclass(frozen=True)
class ShownFinding:
    """A finding as things stand; `by` set it aside with `reasons`.

    `can_be`: this person may set it aside; `waits`: another person must agree.
    """

    finding: Finding
    by: tuple[str, ...]
    reasons: tuple[str, ...]
    can_be: bool
    waits: bool


@dataclass(frozen=True)
class ItemSheet:
    """A review item with all that is on its page; `title` is the form's, or says that it is none of ours.

    `foreseen` is what the decision would be now, `obstacles` why the item cannot be completed yet,
    `passed_on` why people passed it on.
    """

    item: ReviewItem
    fax: ReceivedFax
    document: Document
    title: str
    asked: tuple[Finding, ...]
    fields: tuple[ShownField, ...]
    findings: tuple[ShownFinding, ...]
    foreseen: Disposition
    obstacles: tuple[str, ...]
    undo: str
    passed_on: tuple[PassOn, ...]

    @property
    def to_do(self) -> tuple[ShownField, ...]:
        """The fields the item waits for, or somebody spoke of at it, in form order."""
        return tuple(field for field in self.fields if field.asked or field.stage is not Stage.OPEN)

    @property
    def rest(self) -> tuple[tuple[str, tuple[ShownField, ...]], ...]:
        """The other fields under the headings they stand under."""
        others = [field for field in self.fields if field not in self.to_do]
        return tuple((heading, tuple(fields)) for heading, fields in groupby(others, lambda one: one.section))

    @property
    def next(self) -> str:
        """The first field this person must speak of; empty when there is none."""
        waiting = (field for field in self.to_do if field.open and field.stage is not Stage.SETTLED)
        return next((field.name for field in waiting), "")

    @property
    def waits_for_another(self) -> bool:
        """Whether something is left that only another person can say."""
        elsewhere = (Stage.ANOTHER, Stage.SUPERVISOR)
        return any(not field.open and field.stage in elsewhere for field in self.to_do) or any(
            found.waits and not found.can_be for found in self.findings
        )

    @property
    def doubtful(self) -> tuple[ShownField, ...]:
        """The fields whose places are framed on the pages."""
        return tuple(field for field in self.fields if field.why or field.asked)

    @property
    def claim(self) -> Claim | None:
        """Whose item it is."""
        return self.item.claim


def open_item(session: Session, fax: Digest, document: int) -> ReviewItem:
    """The open item of a document; NoSuchThing when there is none."""
    item = open_item_of(session, fax, document)
    if item is None:
        raise NoSuchThing("this document has no open review item")
    return item


def item_sheet(
    session: Session, work: Work, foresee: Foresee, actor: Actor, *, supervises: bool
) -> ItemSheet:
    """The sheet of an item as this person sees it."""
    item = work.item
    foreseen = foresee(session, correction_of(work, actor))
    last, asked = work.last_of(actor.name), _asked(work, foreseen)
    return ItemSheet(
        item=item,
        fax=faxes.received(session, item.fax),
        document=papers.document(session, item.fax, item.document),
        title=work.form.title if work.form else "No form of ours",
        asked=tuple(found for found in work.findings if found.code in item.reasons),
        fields=tuple(
            shown_field(work, field, actor.name, supervises=supervises, asked=field.name in asked)
            for field in work.fields
        ),
        findings=tuple(_shown(work, found, actor.name) for found in _told(work, foreseen)),
        foreseen=foreseen,
        obstacles=obstacles(work, foreseen),
        undo=last.field if last else "",
        passed_on=_told_why(work),
    )


def _told_why(work: Work) -> tuple[PassOn, ...]:
    """Why the item was passed on; nothing while a field is keyed blind, since a reason may tell its value."""
    if any(work.is_hidden(field.name) for field in work.unsettled()):
        return ()
    return tuple(one for one in work.passed_on if one.reason and one.by in work.item.passed_on_by)


def _asked(work: Work, foreseen: Disposition) -> frozenset[str]:
    """The doubtful fields that the item waits for, or will once the others are as people say."""
    looked_at = (found for found in foreseen.findings if found.severity is Severity.REVIEW)
    return frozenset({*work.item.fields, *(name for found in looked_at for name in found.fields)} - work.auto)


def _told(work: Work, foreseen: Disposition) -> tuple[Finding, ...]:
    """The findings that count or were set aside, those that ask for a person first.

    Without those that speak of fields still to be keyed.
    """
    unsettled = {field.name for field in work.unsettled()}
    said = {one.code for one in work.overrides}
    told = [
        found
        for found in foreseen.findings
        if (found.severity is not Severity.NOTE or found.code in said)
        and not (found.fields and unsettled.issuperset(found.fields))
    ]
    return tuple(sorted(told, key=lambda found: found.severity is not Severity.REVIEW))


def _shown(work: Work, found: Finding, person: str) -> ShownFinding:
    by = set_aside_by(found.code, work.overrides)
    stage = work.stage_of(found.code)
    return ShownFinding(
        finding=found,
        by=by,
        reasons=tuple(
            one.reason for one in work.overrides if one.code == found.code and one.by in by and one.reason
        ),
        can_be=may_be_overridden(found.code) and stage is not Stage.SETTLED and person not in by,
        waits=stage is Stage.ANOTHER,
    )
