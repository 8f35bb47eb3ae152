"""The words of a letter: the template of its kind, filled in."""

import datetime as dt
import unicodedata
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from documents import Letter, LetterKind, Outcome
from forms.library import FormLibrary
from forms.press.frame import FAX_BACK
from letters.refusal import MEANINGS


def words_of(letter: Letter, library: FormLibrary) -> str:
    """The letter as lines, each with what it is in front of it.

    `# ` the title, `## ` a heading, `- ` an item, `= ` a label and what it says with ` | ` between, `! ` a
    sentence that must not be overlooked; anything else is text, and an empty line ends a paragraph.
    """
    form = library.get(letter.form) if letter.form else None
    written = (
        _templates()
        .get_template(_template(letter))
        .render(
            letter=letter,
            form=form,
            role=letter.to.role,
            records=form is not None and form.grants is Outcome.RECORD,
            fax_back=FAX_BACK,
            meaning=MEANINGS.get(letter.code, ""),
        )
    )
    return printable(written)


def _template(letter: Letter) -> str:
    """The file with the words of a letter; what is put on record differs from form to form."""
    if letter.kind is LetterKind.RECORD and letter.form is not None:
        return f"record_{letter.form.form}.txt"
    return f"{letter.kind}.txt"


def printable(text: str) -> str:
    """The text in the characters of the printed fonts; letters they lack lose their accents."""
    return "".join(_in_print(character) for character in text)


def _in_print(character: str) -> str:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        return plain or "?"
    return character


def day(date: dt.date) -> str:
    """A day as people here write it: March 9, 2018."""
    return f"{date:%B} {date.day}, {date.year}"


def phone(digits: str) -> str:
    """Ten digits as `212-555-0101`."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


@cache
def _templates() -> Environment:
    loaded = Environment(
        loader=PackageLoader("letters", "templates"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    loaded.filters |= {"day": day, "phone": phone}
    return loaded
