"""One field as it stands on the page of an item, and what a person may say of it."""

from dataclasses import dataclass
from enum import StrEnum

from documents import Box, FieldReading, Finding, Keying, ReadState, Severity
from documents.dates import iso_date
from forms.definition import FieldDefinition, FieldKind
from review_queue.keyings import Stage
from review_queue.readings import MARK_WORDS
from review_queue.words import DOUBTS
from review_queue.work import Work
from validators.auto import is_by_person
from validators.dates import SIGNATURE_DATE

MOST_ALTERNATIVES = 3


class Standing(StrEnum):
    """How a reading stands, as its sign on the page says."""

    AUTO = "auto"
    PERSON = "person"
    LOOK = "look"
    ILLEGIBLE = "illegible"
    BLANK = "blank"


STANDINGS = {
    Standing.AUTO: "may be used as read",
    Standing.PERSON: "said by a person",
    Standing.LOOK: "a person must look",
    Standing.ILLEGIBLE: "could not be read",
    Standing.BLANK: "blank",
}
"""Each standing in words."""


@dataclass(frozen=True)
class Choice:
    """Something one key says of a field: what is sent, and what it is called; `read`: the engines say so."""

    value: str
    label: str
    read: bool = False


@dataclass(frozen=True)
class ShownField:
    """One field as it stands on the page; `confidence` in percent, `why` in sentences.

    Of a hidden field nothing is here that engines or people made of it. `pieces` are the reading cut where
    it is doubtful: each piece, and whether it is. `asked`: the item waits for it; `open`: this person may
    speak now.
    """

    name: str
    label: str
    kind: FieldKind
    statement: str
    section: str
    page: int
    box: Box
    text: str
    value: str
    pieces: tuple[tuple[str, bool], ...]
    choices: tuple[Choice, ...]
    standing: Standing
    stage: Stage
    confidence: int
    writing: str
    why: tuple[str, ...]
    has_crop: bool
    hidden: bool
    asked: bool
    open: bool
    by: tuple[str, ...]

    @property
    def words(self) -> str:
        """The standing in words."""
        return STANDINGS[self.standing]

    @property
    def is_written(self) -> bool:
        """Whether it is typed into rather than chosen."""
        return self.kind not in _CHOSEN

    @property
    def is_read(self) -> bool:
        """Whether the engines made something of it that can be accepted."""
        return not self.hidden and self.text != ReadState.ILLEGIBLE


_CHOSEN = frozenset({FieldKind.TICK, FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.SIGNATURE})
_MARK_LABELS = {FieldKind.TICK: "ticked", FieldKind.SIGNATURE: "signed"}


def shown_field(
    work: Work, field: FieldDefinition, person: str, *, supervises: bool, asked: bool
) -> ShownField:
    """A field as this person sees it."""
    read, settled = work.reading(field.name), work.settlement(field.name)
    hidden = work.is_hidden(field.name)
    state, value = _now(read, settled.keying)
    standing = _standing(read, settled.keying, auto=field.name in work.auto)
    return ShownField(
        name=field.name,
        label=field.label or field.name.replace("_", " "),
        kind=field.kind,
        statement=field.statement,
        section=field.section,
        page=read.evidence.page,
        box=read.evidence.box,
        text="" if hidden else in_words(field, state, value),
        value="" if hidden else value,
        pieces=() if hidden or settled.keying else pieces(read),
        choices=_choices(work, field, read, hidden=hidden),
        standing=Standing.LOOK if hidden else standing,
        stage=settled.stage,
        confidence=0 if hidden else round(read.confidence * 100),
        writing="none" if hidden else read.writing.value,
        why=_why(work.findings, field, read, standing),
        has_crop=read.evidence.crop is not None,
        hidden=hidden,
        asked=asked,
        open=work.may_key(field.name, person, supervises=supervises),
        by=settled.witnesses,
    )


def in_words(field: FieldDefinition, state: ReadState, value: str) -> str:
    """What a field holds, as people say it."""
    if state is not ReadState.READ:
        return state.value
    if field.kind in _MARK_LABELS:
        return _MARK_LABELS[field.kind]
    if field.options:
        chosen = value.split(",")
        return ", ".join(option.label or option.name for option in field.options if option.name in chosen)
    return value


def pieces(read: FieldReading) -> tuple[tuple[str, bool], ...]:
    """The reading in pieces; doubtful is where the best alternative of the same length differs."""
    other = next((one.value for one in read.alternatives if len(one.value) == len(read.value)), read.value)
    found: list[tuple[str, bool]] = []
    for mine, theirs in zip(read.value, other, strict=True):
        doubtful = mine != theirs
        if found and found[-1][1] == doubtful:
            found[-1] = (found[-1][0] + mine, doubtful)
        else:
            found.append((mine, doubtful))
    return tuple(found)


def _now(read: FieldReading, said: Keying | None) -> tuple[ReadState, str]:
    return (said.state, said.value) if said else (read.state, read.value)


def _choices(work: Work, field: FieldDefinition, read: FieldReading, *, hidden: bool) -> tuple[Choice, ...]:
    chosen = set() if hidden else set(read.value.split(",")) - {""}
    if field.kind in MARK_WORDS:
        word = MARK_WORDS[field.kind]
        return (Choice(word, _MARK_LABELS[field.kind], read=word in chosen),)
    if field.options:
        return tuple(
            Choice(one.name, one.label or one.name, read=one.name in chosen) for one in field.options
        )
    others = () if hidden else read.alternatives
    offered = (one for one in others if one.value != read.value and _may_be(work, field, one.value))
    return tuple(
        Choice(one.value, f"{one.value} (on file)" if one.on_file else one.value) for one in offered
    )[:MOST_ALTERNATIVES]


def _may_be(work: Work, field: FieldDefinition, value: str) -> bool:
    """Whether a value is worth offering: a day that had come when the fax did.

    Of a signature, one on which its form was printed already.
    """
    if field.kind is not FieldKind.DATE:
        return True
    day = iso_date(value)
    if day is None or day > work.received_on:
        return False
    signed = field.name.endswith(SIGNATURE_DATE)
    return not signed or work.form is None or day >= work.form.current_from


def _standing(read: FieldReading, said: Keying | None, *, auto: bool) -> Standing:
    if said or is_by_person(read):
        return Standing.PERSON
    if read.state is ReadState.ILLEGIBLE:
        return Standing.ILLEGIBLE
    if not auto:
        return Standing.LOOK
    return Standing.BLANK if read.state is ReadState.BLANK else Standing.AUTO


def _why(
    found: tuple[Finding, ...], field: FieldDefinition, read: FieldReading, standing: Standing
) -> tuple[str, ...]:
    counted = (each for each in found if field.name in each.fields and each.severity is not Severity.NOTE)
    said = dict.fromkeys(each.message for each in counted)
    doubts = tuple(f"Seen: {DOUBTS[doubt]}." for doubt in read.doubts)
    unsure = ("Read, but not surely enough to be used unseen.",) if standing is Standing.LOOK else ()
    return (*said, *doubts) or unsure
