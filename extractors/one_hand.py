"""Doubt two signatures of one page that one hand seems to have made."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from documents import Doubt, ReadState
from extractors.crop import WrittenPage
from extractors.field_reading import Draft
from extractors.kinds.same_hand import ALIKE, likeness
from forms.definition import FieldKind


def doubting_one_hand(drafts: Sequence[Draft], written: WrittenPage) -> tuple[Draft, ...]:
    """The drafts of a page; signatures that are alike get the doubt SAME_HAND, both of them.

    Two people sign; the same signature on two lines says that one of them did not.
    """
    signed = [draft for draft in drafts if _is_signed(draft)]
    masks = {draft.field.name: written.crop(draft.field).mask for draft in signed} if len(signed) > 1 else {}
    alike = {
        name
        for first, second in combinations(masks, 2)
        if likeness(masks[first], masks[second]) >= ALIKE
        for name in (first, second)
    }
    return tuple(_doubted(draft) if draft.field.name in alike else draft for draft in drafts)


def _is_signed(draft: Draft) -> bool:
    reading = draft.reading
    return draft.field.kind is FieldKind.SIGNATURE and reading is not None and reading.state is ReadState.READ


def _doubted(draft: Draft) -> Draft:
    if draft.reading is None:
        return draft
    doubts = (*draft.reading.doubts, Doubt.SAME_HAND)
    return replace(draft, reading=draft.reading.model_copy(update={"doubts": doubts}))
