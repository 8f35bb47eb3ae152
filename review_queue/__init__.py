"""What a person must look at: items, claims, corrections."""

from review_queue.desk import claim, claim_next, release, resolve, take_back
from review_queue.items import item_for, open_item
from review_queue.overrides import decided_by_person, refusals, set_aside
from review_queue.readings import corrected, readings_by

__all__ = [
    "claim",
    "claim_next",
    "corrected",
    "decided_by_person",
    "item_for",
    "open_item",
    "readings_by",
    "refusals",
    "release",
    "resolve",
    "set_aside",
    "take_back",
]
