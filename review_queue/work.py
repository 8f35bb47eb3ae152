"""An open item with all that people said of it so far, and what follows from that; pure but for gathering."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from sqlmodel import Session

from documents import (
    Digest,
    FieldReading,
    Finding,
    FormReading,
    Keying,
    NoSuchThing,
    Outcome,
    Override,
    PassOn,
    ReviewItem,
)
from forms.definition import FieldDefinition, FormDefinition
from forms.library import FormLibrary
from registry import faxes, papers
from registry.decisions import decision
from registry.review_items import open_item_of
from registry.statements import statements_at
from review_queue.keyings import Settlement, Stage, set_aside_by, set_aside_stage, settlement
from validators import Limits
from validators.auto import is_auto


@dataclass(frozen=True)
class Work:
    """One open item: the reading it rests on, the findings that opened it, and what people said since.

    `auto` are the fields whose reading may be used unseen, `received_on` is the day of receipt at the center;
    `form` and `seen` are None for pages that are no form of ours.
    """

    item: ReviewItem
    form: FormDefinition | None
    seen: FormReading | None
    findings: tuple[Finding, ...]
    keyings: tuple[Keying, ...]
    overrides: tuple[Override, ...]
    auto: frozenset[str]
    received_on: dt.date
    passed_on: tuple[PassOn, ...] = ()

    @cached_property
    def fields(self) -> tuple[FieldDefinition, ...]:
        """The fields that were read, in form order."""
        return tuple(field for field in self.form.fields if field.name in self._read) if self.form else ()

    @cached_property
    def _read(self) -> Mapping[str, FieldReading]:
        return {reading.field: reading for reading in self.seen.readings} if self.seen else {}

    @cached_property
    def _by_name(self) -> Mapping[str, FieldDefinition]:
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> FieldDefinition:
        """A field that was read; NoSuchThing names no field of this document."""
        if name not in self._by_name:
            raise NoSuchThing("the document has no such field")
        return self._by_name[name]

    def reading(self, name: str) -> FieldReading:
        """What was read in a field before anybody said anything at this item; NoSuchThing as for `field`."""
        if name not in self._read:
            raise NoSuchThing("the document has no such field")
        return self._read[name]

    def said_of(self, name: str) -> tuple[Keying, ...]:
        """Everything people said of a field, oldest first."""
        return tuple(one for one in self.keyings if one.field == name)

    def settlement(self, name: str) -> Settlement:
        """Where a field stands."""
        return settlement(self.field(name), self.reading(name), self.said_of(name))

    def after(self, keying: Keying) -> Self:
        """The work once this has been said, too."""
        return replace(self, keyings=(*self.keyings, keying))

    def is_asked(self, name: str) -> bool:
        """Whether the item cannot be completed before somebody has said what the field holds."""
        return name in self.item.fields and name not in self.auto

    def is_hidden(self, name: str) -> bool:
        """Whether nobody may be shown what engines and people made of a critical field yet."""
        doubted = name not in self.auto or bool(self.said_of(name))
        return self.field(name).critical and doubted and self.settlement(name).stage is not Stage.SETTLED

    def may_key(self, name: str, person: str, *, supervises: bool) -> bool:
        """Whether this person may say what the field holds now."""
        stage = self.settlement(name).stage
        if stage in (Stage.OPEN, Stage.SETTLED):
            return stage is Stage.OPEN or not self.field(name).critical
        keyed_before = any(one.by == person and not one.withdrawn for one in self.said_of(name))
        return not keyed_before and (stage is Stage.ANOTHER or supervises)

    def unsettled(self) -> tuple[FieldDefinition, ...]:
        """The fields that keep the item from being completed."""
        return tuple(field for field in self.fields if self._keeps_open(field.name))

    def _keeps_open(self, name: str) -> bool:
        stage = self.settlement(name).stage
        return self.is_asked(name) if stage is Stage.OPEN else stage is not Stage.SETTLED

    def last_of(self, person: str) -> Keying | None:
        """What this person can take back: their newest statement on a field that was not keyed blind."""
        said = [one for one in self.keyings if one.by == person and not one.blind]
        standing = [one for one in said if one is [each for each in said if each.field == one.field][-1]]
        return next((one for one in reversed(standing) if not one.withdrawn), None)

    @property
    def needs_two(self) -> bool:
        """Whether findings are set aside by two people only."""
        return self.form is not None and self.form.grants is Outcome.AUTHORIZE

    def stage_of(self, code: str) -> Stage:
        """Where a finding stands that people may set aside."""
        return set_aside_stage(code, self.overrides, needs_two=self.needs_two)

    def set_aside(self) -> tuple[str, ...]:
        """The reason codes that are set aside."""
        return tuple(code for code in self._codes() if self.stage_of(code) is Stage.SETTLED)

    def half_set_aside(self) -> tuple[str, ...]:
        """The reason codes that one person has set aside and another must."""
        return tuple(code for code in self._codes() if self.stage_of(code) is Stage.ANOTHER)

    def _codes(self) -> Iterable[str]:
        return dict.fromkeys(one.code for one in self.overrides)

    def settlements(self) -> dict[str, Settlement]:
        """The fields that are settled by people, by name."""
        found = {name: self.settlement(name) for name in dict.fromkeys(one.field for one in self.keyings)}
        return {name: one for name, one in found.items() if one.stage is Stage.SETTLED}

    def second_beside(self, person: str) -> str:
        """The first other person who agreed to a keying or an override; empty when nobody did."""
        agreed = [one.witnesses for one in self.settlements().values()]
        agreed += [set_aside_by(code, self.overrides) for code in self.set_aside()]
        return next((name for names in agreed for name in names if name != person), "")


def work_on(  # which item, and what it is read and judged with
    session: Session, fax: Digest, document: int, library: FormLibrary, limits: Limits, zone: ZoneInfo
) -> Work:
    """Gather an open item; NoSuchThing when the document has none. `zone` is the center's."""
    item = open_item_of(session, fax, document)
    if item is None:
        raise NoSuchThing("this document has no open review item")
    form = library.get(item.form) if item.form else None
    seen = papers.reading(session, fax, document) if form else None
    found = decision(session, fax, document, item.revision).disposition.findings
    said = statements_at(session, fax, document, item.revision)
    return Work(
        item=item,
        form=form,
        seen=seen,
        findings=found,
        keyings=said.keyings,
        overrides=said.overrides,
        auto=_auto(form, seen, limits) - _in_error(found) if form and seen else frozenset(),
        received_on=faxes.received(session, fax).received_at.astimezone(zone).date(),
        passed_on=said.pass_ons,
    )


def _auto(form: FormDefinition, seen: FormReading, limits: Limits) -> frozenset[str]:
    distrusted = {page.form_page for page in seen.pages if not page.trusted}
    return frozenset(
        reading.field
        for reading in seen.readings
        if form.has(reading.field)
        and is_auto(reading, form.field(reading.field), form.ref, limits)
        and (reading.author or form.field(reading.field).page not in distrusted)
    )


def _in_error(found: tuple[Finding, ...]) -> frozenset[str]:
    return frozenset(name for one in found if one.code == "AUDIT_ERROR" for name in one.fields)
