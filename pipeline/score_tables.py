"""Sum the comparisons of a batch up into tables for people and machines."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from documents import GRANTS, Record
from forms.definition import FieldKind
from pipeline.scores import BatchScores, DocumentScore, FieldScore, PageScore, is_box

HANDS = ("typed", "digital", "hand", "blank")
DAMAGES = ("clean", "damaged", "badly damaged")


class Row(Record):
    """Counts of one group of fields; shares are of `fields`, 0 to 1.

    `exact`: read exactly right. `safe`: right or not used without a person. `auto`: used without a person.
    `auto_wrong`: used without a person and wrong, the count that must be 0 where it matters.
    """

    kind: str
    hand: str
    damage: str
    fields: int
    exact: float
    safe: float
    auto: float
    auto_wrong: int


class Tally(Record):
    """A count out of a total."""

    name: str
    count: int
    total: int

    @property
    def share(self) -> float:
        """The count as a share of the total; 1 when there is nothing to count."""
        return self.count / self.total if self.total else 1.0


class Summary(Record):
    """The tables of one batch."""

    by_kind: tuple[Row, ...]
    by_hand: tuple[Row, ...]
    tallies: tuple[Tally, ...]


def summarize(scores: BatchScores) -> Summary:
    """All tables of a batch."""
    return Summary(
        by_kind=tuple(_rows(scores.fields, lambda field: field.kind)),
        by_hand=tuple(_rows(scores.fields, lambda _: "all")),
        tallies=(
            *_typed_tallies(scores.fields),
            *_mark_tallies("checkboxes", [field for field in scores.fields if is_box(field.kind)]),
            *_mark_tallies(
                "signatures", [field for field in scores.fields if field.kind == FieldKind.SIGNATURE]
            ),
            *_page_tallies(scores.pages),
            *_document_tallies(scores.documents),
        ),
    )


def _rows(fields: Iterable[FieldScore], group: Callable[[FieldScore], str]) -> Iterable[Row]:
    groups: dict[tuple[str, str, str], list[FieldScore]] = defaultdict(list)
    for field in fields:
        groups[group(field), field.hand, field.damage].append(field)
    order = sorted(groups, key=lambda key: (key[0], HANDS.index(key[1]), DAMAGES.index(key[2])))
    return (_row(key, groups[key]) for key in order)


def _row(key: tuple[str, str, str], fields: list[FieldScore]) -> Row:
    count = len(fields)
    return Row(
        kind=key[0],
        hand=key[1],
        damage=key[2],
        fields=count,
        exact=sum(field.right for field in fields) / count,
        safe=sum(field.safe for field in fields) / count,
        auto=sum(field.auto for field in fields) / count,
        auto_wrong=sum(not field.safe for field in fields),
    )


def _typed_tallies(fields: Iterable[FieldScore]) -> tuple[Tally, ...]:
    typed = [
        field
        for field in fields
        if field.hand in ("typed", "digital") and field.damage != "badly damaged" and not is_box(field.kind)
    ]
    return (
        _tally("typed fields, clean or lightly damaged: exactly right", typed, lambda field: field.right),
        _tally("typed fields, clean or lightly damaged: right or left to a person", typed, lambda f: f.safe),
    )


def _mark_tallies(name: str, fields: list[FieldScore]) -> tuple[Tally, ...]:
    plain = [field for field in fields if not field.ambiguous]
    used = [field for field in plain if field.auto]
    return (
        _tally(f"{name}: right among those not flagged", used, lambda field: field.right),
        _tally(f"{name}: flagged for a person", plain, lambda field: not field.auto),
        _tally(
            f"{name}: doubtful by design, left to a person or right",
            [field for field in fields if field.ambiguous],
            lambda field: field.safe,
        ),
    )


def _page_tallies(pages: Iterable[PageScore]) -> tuple[Tally, ...]:
    seen = list(pages)
    return (
        Tally(name="pages: classified right", count=sum(p.right for p in seen), total=len(seen)),
        Tally(
            name="pages: classified right or sent to review",
            count=sum(p.right or p.to_review for p in seen),
            total=len(seen),
        ),
    )


def _document_tallies(documents: Iterable[DocumentScore]) -> tuple[Tally, ...]:
    judged = list(documents)
    grants = [d for d in judged if d.truth in GRANTS]
    return (
        Tally(
            name="documents: outcome as it should be",
            count=sum(d.outcome == d.truth for d in judged),
            total=len(judged),
        ),
        Tally(
            name="documents that should be granted: granted without a person",
            count=sum(d.outcome == d.truth for d in grants),
            total=len(grants),
        ),
        Tally(name="documents: granted wrongly", count=sum(d.false_grant for d in judged), total=len(judged)),
        Tally(
            name="documents: wrong form accepted",
            count=sum(
                d.truth == "not there" and d.outcome not in ("review", "route", "reject") for d in judged
            ),
            total=len(judged),
        ),
    )


def _tally(name: str, fields: list[FieldScore], counts: Callable[[FieldScore], bool]) -> Tally:
    return Tally(name=name, count=sum(counts(field) for field in fields), total=len(fields))
