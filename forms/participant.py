"""Whose form it is: a prescriber's or a pharmacy's."""

_OF_PHARMACIES = frozenset({"pharmacy_enrollment", "representative_change"})


def is_pharmacys(form: str, participant_kind: str) -> bool:
    """Whether a pharmacy sends the form of that name; `participant_kind` is what it says, maybe nothing."""
    return form in _OF_PHARMACIES or participant_kind == "pharmacy"
