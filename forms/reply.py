"""What a pre-filled form carries so that its return is known: a code with our reference, and its place."""

import re
from typing import NamedTuple

from documents import Box
from forms.definition import FormDefinition

CODE_BOX = Box(left=398 / 612, top=19 / 792, right=446 / 612, bottom=67 / 792)
"""Where the code stands on the printed page, in page fractions; no blank prints anything there."""

NOTE_BOX = Box(left=38 / 612, top=20 / 792, right=396 / 612, bottom=36 / 792)
"""Where the line that says so stands."""

_CODE = re.compile(r"L([0-9A-HJKMNP-TV-Z]{10})([A-Z]{1,4})([1-9])")


class Reply(NamedTuple):
    """What the code on a returned form says: our reference, and which form and page it was printed on."""

    reference: str
    short: str
    page: int


def short_name(form: FormDefinition) -> str:
    """The end of a form's identifier, `PEF` of `KYN-PEF`: the same in all its editions."""
    return form.form_id.split("-")[-1][:4]


def reply_text(reference: str, form: FormDefinition, page: int) -> str:
    """The text of the code on a page of a pre-filled form."""
    return f"{reference.replace('-', '')}{short_name(form)}{page}"


def reply_of(text: str) -> Reply | None:
    """What a code says, None for anybody else's."""
    found = _CODE.fullmatch(text)
    return None if found is None else Reply(f"L-{found[1]}", found[2], int(found[3]))
