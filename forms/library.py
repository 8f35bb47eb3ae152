"""The form editions we know, loaded from their folders once and checked."""

import threading
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from documents import BadFormFile, Box, FormRef, NoSuchThing
from forms.blank import render_page
from forms.check import check_form_file, check_geometry, zone_names
from forms.definition import FieldDefinition, FieldKind, FormDefinition, Option
from forms.form_file import FORM_FILE, FieldEntry, FormFile, SectionEntry, read_form_file
from forms.geometry import BLANK_FILE, read_geometry

FORMS_FOLDER = Path(__file__).parent
"""The folder that holds one folder per form edition."""


class FormLibrary:
    """All form editions of one folder, with rendered blanks."""

    def __init__(self, loaded: dict[Path, FormDefinition]) -> None:
        by_edition = sorted(loaded.items(), key=lambda item: item[1].ref.edition, reverse=True)
        by_form = sorted(by_edition, key=lambda item: item[1].ref.form)
        self._definitions = {definition.ref: definition for _, definition in by_form}
        self._folders = {definition.ref: folder for folder, definition in by_form}
        self._blanks: dict[tuple[FormRef, int], NDArray[np.uint8]] = {}
        self._rendering = threading.Lock()

    def __iter__(self) -> Iterator[FormDefinition]:
        """Every edition, newest first within a form."""
        return iter(self._definitions.values())

    def __len__(self) -> int:
        """How many editions there are."""
        return len(self._definitions)

    def get(self, ref: FormRef) -> FormDefinition:
        """The edition; NoSuchThing when we do not know it."""
        if ref not in self._definitions:
            raise NoSuchThing(f"there is no form {ref}")
        return self._definitions[ref]

    def newest(self, form: str) -> FormDefinition:
        """The newest edition of a form; NoSuchThing when we do not know the form."""
        for definition in self:
            if definition.ref.form == form:
                return definition
        raise NoSuchThing(f"there is no form {form}")

    def blank_path(self, ref: FormRef) -> Path:
        """The fillable PDF of the edition."""
        self.get(ref)
        return self._folders[ref] / BLANK_FILE

    def blank(self, ref: FormRef, page: int) -> NDArray[np.uint8]:
        """Page `page` (1-based) of the blank, rendered once, without its fillable fields; or NoSuchThing.

        Returns:
            uint8 gray, 255 paper, read-only, 2244 x 1734 (rows x columns): letter size at 204 dpi square.
        """
        if not 1 <= page <= self.get(ref).page_count:
            raise NoSuchThing(f"{ref} has no page {page}")
        with self._rendering:
            if (ref, page) not in self._blanks:
                self._blanks[ref, page] = render_page(self.blank_path(ref), page)
            return self._blanks[ref, page]


def load_forms(folder: Path = FORMS_FOLDER) -> FormLibrary:
    """Load and check every edition in a folder; BadFormFile names file and key of the first mistake."""
    folders = sorted(path.parent for path in folder.glob(f"*/{FORM_FILE}"))
    if not folders:
        raise BadFormFile(f"{folder}: no folder in it has a {FORM_FILE}")
    loaded: dict[Path, FormDefinition] = {}
    for path in folders:
        definition = load_form(path)
        if any(definition.ref == other.ref for other in loaded.values()):
            raise BadFormFile(f"{path / FORM_FILE}: edition: {definition.ref} is defined twice")
        for code in definition.codes:
            if any(code in other.codes for other in loaded.values()):
                raise BadFormFile(f"{path / FORM_FILE}: codes: {code} is on another edition's page, too")
        loaded[path] = definition
    return FormLibrary(loaded)


def load_form(folder: Path) -> FormDefinition:
    """Load and check the edition of one folder; BadFormFile names file and key of the first mistake."""
    written = read_form_file(folder)
    check_form_file(folder, written)
    geometry = read_geometry(folder)
    check_geometry(folder, written, geometry)
    boxes = {zone.name: zone.box for zone in geometry.zones}
    return _definition(written, boxes)


def _definition(written: FormFile, boxes: dict[str, Box]) -> FormDefinition:
    return FormDefinition(
        ref=written.ref,
        title=written.title,
        form_id=written.form_id,
        grants=written.grants,
        page_count=written.page_count,
        anchors=written.anchors,
        codes=written.codes,
        current_from=written.current_from,
        current_until=written.current_until,
        fields=tuple(_field(section, field, boxes) for section, field in written.fields()),
        rules=written.rules,
    )


def _field(section: SectionEntry, written: FieldEntry, boxes: dict[str, Box]) -> FieldDefinition:
    zones = [boxes[name] for name in zone_names(written)]
    options = tuple(
        Option(name=option.name, label=option.label, box=box)
        for option, box in zip(written.options, zones, strict=False)
    )
    if written.kind is FieldKind.TICK:
        options = (Option(name="yes", label=written.printed or written.label, box=zones[0]),)
    return FieldDefinition(
        name=written.name,
        label=written.label,
        kind=written.kind,
        need=written.need,
        section=section.title,
        page=section.page,
        box=reduce(Box.union, zones),
        options=options,
        required_when=written.required_when,
        role=written.role,
        critical=written.critical,
        statement=written.statement,
        comb=written.comb,
    )
