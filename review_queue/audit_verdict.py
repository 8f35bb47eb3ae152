"""What blind keyings say of a reading: right, wrong, or not yet known; pure."""

from collections.abc import Sequence
from itertools import combinations

from documents import FieldReading, ReadState, Record
from forms.definition import FieldKind
from forms.same_value import same_value
from registry.audits import AuditKeying


class Verdict(Record):
    """Whether a reading was right, and what settled it: one keying that equals it, or two that agree."""

    right: bool
    keyed: AuditKeying
    second: AuditKeying | None = None


def verdict(kind: FieldKind, read: FieldReading, keyed: Sequence[AuditKeying]) -> Verdict | None:
    """The verdict on a reading; None until a keying equals it, or two keyings equal each other.

    Two people who cannot read the field agree that its reading should not have been used: it is wrong.
    """
    for one in keyed:
        if _same(kind, (one.state, one.value), (read.state, read.value)):
            return Verdict(right=True, keyed=one)
    for one, other in combinations(keyed, 2):
        if agree(kind, one, other):
            return Verdict(right=False, keyed=one, second=other)
    return None


def agree(kind: FieldKind, one: AuditKeying, other: AuditKeying) -> bool:
    """Whether two keyings of a field say the same."""
    return _same(kind, (one.state, one.value), (other.state, other.value))


def _same(kind: FieldKind, one: tuple[ReadState, str], other: tuple[ReadState, str]) -> bool:
    return one[0] is other[0] and same_value(kind, one[1], other[1])
