"""The words of the desk: doubts, reasons, states and times as people say them."""

import datetime as dt
from collections.abc import Mapping

from documents import Doubt
from forms.definition import FormDefinition
from validators.reasons import is_listed, sentence

DOUBTS: Mapping[Doubt, str] = {
    Doubt.PRINTED_NAME: "a printed or typed name where a signature belongs",
    Doubt.CROSS: "an X where a signature belongs",
    Doubt.INITIALS: "a few letters where a signature belongs",
    Doubt.STAMP: "an even, blocky impression",
    Doubt.TYPED: "typed text where a person must sign",
    Doubt.STRAY_LINE: "a line that may be no writing at all",
    Doubt.SAME_HAND: "two lines for two people signed alike",
    Doubt.STRUCK_OUT: "a box or text crossed out",
    Doubt.UNCLEAR_MARK: "a box neither clearly marked nor clearly empty",
    Doubt.SEVERAL_MARKED: "more than one box where one belongs",
    Doubt.OVERWRITTEN: "writing over writing",
    Doubt.OUTSIDE_ZONE: "writing that runs out of its field",
    Doubt.DAMAGED_ROWS: "rows of the page lost or damaged in the call",
    Doubt.MISALIGNED: "the page could not be laid over its blank there",
    Doubt.CHECK_DIGIT_CHOSE: "the check digit decided between two readings",
    Doubt.CHECK_DIGIT_WRONG: "the number as read fails its own check digit: misread or miswritten",
    Doubt.GRAMMAR_CHOSE: "what the field allows decided between two readings",
    Doubt.ENGINES_DISAGREE: "the two engines read different things",
    Doubt.PICTURE_DISAGREES: "a born-digital page states what its picture does not show",
    Doubt.FAINT: "hardly any ink",
}
"""What was seen, for each doubt; docs/review.md says what to look at."""


ABOUT_A_FIELD = ("MISSING", "ILLEGIBLE", "INVALID", "CONFLICT")
"""How the reason codes begin that go on with the name of a field."""


def reason_in_words(code: str, form: FormDefinition | None = None) -> str:
    """What a reason code says, naming the field it is about as the form does: `Illegible: Date of birth`."""
    kind, _, rest = code.partition("_")
    field = rest.lower()
    if kind in ABOUT_A_FIELD and field:
        named = form.field(field).label if form and form.has(field) else ""
        return f"{kind.capitalize()}: {named or field.replace('_', ' ')}"
    return sentence(code).rstrip(".") if is_listed(code) else code


def span(length: dt.timedelta) -> str:
    """A length of time in its two largest units: `3 h 05 min`, `2 d 4 h`; whole minutes."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60:02d} min" if hours else f"{minutes} min"


def due_in_words(due_at: dt.datetime, now: dt.datetime) -> str:
    """How long until something is due, or how long it is overdue."""
    return f"overdue {span(now - due_at)}" if due_at < now else f"in {span(due_at - now)}"
