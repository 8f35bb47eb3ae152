"""What may stand in a form.toml: the entries a form author writes, before they meet the blank."""

import datetime as dt
import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from documents import BadFormFile, FormRef, Outcome, Record
from forms.comb import COMB_PATTERN, LEAST_CELL
from forms.definition import Condition, FieldKind, Need

FORM_FILE = "form.toml"
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]


class OptionEntry(Record):
    """One box of a choice, as written."""

    name: Name
    label: Words


class FieldEntry(Record):
    """One field as written; `printed`, `statement` and `width` (inches) only matter to the press.

    `label` names the field to people who do not see the form; `printed` is what stands beside the zone where
    that is shorter. `statement` is the sentence a tick agrees to; `comb` the pattern of a zone of cells.
    """

    name: Name
    kind: FieldKind
    label: Words
    need: Need = Need.OPTIONAL
    printed: str = ""
    statement: str = ""
    width: float = Field(default=0.0, ge=0)
    options: tuple[OptionEntry, ...] = ()
    required_when: Condition | None = None
    role: str = ""
    critical: bool = False
    comb: str = Field(default="", pattern=COMB_PATTERN)


class SectionEntry(Record):
    """One section as written: its heading, the printed page it stands on, and its fields row by row."""

    title: Words
    page: int = Field(ge=1)
    note: str = ""
    rows: tuple[tuple[FieldEntry, ...], ...] = Field(min_length=1)


class Headings(StrEnum):
    """How section headings are printed; `ruled` has a letterhead without room for the code of a reply."""

    SHADED = "shaded"
    LINED = "lined"
    RULED = "ruled"


class Labels(StrEnum):
    """Where the small label of a writing zone is printed."""

    UNDER = "under"
    BESIDE = "beside"


class PrintEntry(Record):
    """How the press prints the form; lengths are inches.

    `box_size` is the side of the boxes, `cell_width` the width of a place in a comb.
    """

    instructions: Words
    headings: Headings = Headings.SHADED
    labels: Labels = Labels.UNDER
    zone_height: float = Field(default=0.30, ge=0.26)
    signature_height: float = Field(default=0.40, ge=0.38)
    text_size: float = Field(default=9.0, ge=8.0)
    box_size: float = Field(default=9.5 / 72, ge=9.5 / 72, le=0.2)
    cell_width: float = Field(default=0.175, ge=LEAST_CELL)
    heading_gap: float = Field(default=10 / 72, ge=4 / 72)
    corner_marks: bool = False


class FormFile(Record):
    """A whole form.toml; without `print` its blank is an original that the press leaves alone."""

    form: Name
    edition: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
    title: Words
    form_id: Words
    grants: Literal[Outcome.CERTIFY, Outcome.ENROLL, Outcome.AUTHORIZE, Outcome.RECORD]
    current_from: dt.date
    current_until: dt.date | None = None
    anchors: tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...]
    codes: tuple[Annotated[str, Field(pattern=r"^[!-~]{1,24}$")], ...] = ()
    rules: tuple[Name, ...]
    print: PrintEntry | None = None
    section: tuple[SectionEntry, ...] = Field(min_length=1)

    @property
    def ref(self) -> FormRef:
        """The form and edition."""
        return FormRef(form=self.form, edition=self.edition)

    @property
    def revision(self) -> str:
        """The revision as printed in the footer, `KYN-PEF Rev. 10/2017`."""
        year, month = self.edition.split("-")
        return f"{self.form_id} Rev. {month}/{year}"

    @property
    def page_count(self) -> int:
        """How many printed pages the sections ask for."""
        return max(section.page for section in self.section)

    def fields(self) -> tuple[tuple[SectionEntry, FieldEntry], ...]:
        """Every field with its section, in reading order."""
        return tuple((section, field) for section in self.section for row in section.rows for field in row)


def read_form_file(folder: Path) -> FormFile:
    """The form.toml of one folder; BadFormFile names the file and the key that is wrong."""
    path = folder / FORM_FILE
    try:
        written: object = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise BadFormFile(f"{path}: cannot be read") from trouble
    except ValueError as trouble:
        raise BadFormFile(f"{path}: is not TOML: {trouble}") from trouble
    try:
        return FormFile.model_validate(written)
    except ValidationError as trouble:
        first = min(trouble.errors(include_url=False, include_input=False), key=_is_not_a_stray_key)
        raise BadFormFile(f"{path}: {_key(written, first['loc'])}: {first['msg']}") from trouble


def _is_not_a_stray_key(mistake: ErrorDetails) -> bool:
    return mistake["type"] != "extra_forbidden"


def _key(written: object, location: tuple[int | str, ...]) -> str:
    """The place of a mistake in the author's words: names and titles in place of positions."""
    words: list[str] = []
    here = written
    for step in location:
        if isinstance(here, dict):
            here = here.get(step)
            words.append(str(step))
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step]
            words.append(_called(here, step))
    *before, last = words or [""]
    return " ".join([*("field" if word == "rows" else word for word in before if word), last])


def _called(entry: object, position: int) -> str:
    if isinstance(entry, dict):
        return repr(entry.get("name") or entry.get("title") or position + 1)
    return "" if isinstance(entry, list) else f"number {position + 1}"
