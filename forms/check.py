"""A form.toml held against its blank: each field has its zones, each zone its field, and none overlap."""

from collections.abc import Collection
from itertools import combinations
from pathlib import Path

import pdfplumber

from documents import BadFormFile
from forms.comb import COMB_CELLS, LEAST_CELL, cells_of
from forms.definition import MARKED_KINDS, FieldKind, FormDefinition
from forms.form_file import FORM_FILE, FieldEntry, FormFile
from forms.geometry import BLANK_FILE, Geometry, Zone

PAGE_INCHES = 8.5
_ROUNDING = 0.001


def zone_names(field: FieldEntry) -> tuple[str, ...]:
    """The names the zones of a field must have in the blank."""
    if field.kind is FieldKind.TICK:
        return (f"{field.name}.yes",)
    if field.kind in MARKED_KINDS:
        return tuple(f"{field.name}.{option.name}" for option in field.options)
    return (field.name,)


def check_form_file(folder: Path, written: FormFile) -> None:
    """Refuse a form.toml that contradicts itself; BadFormFile names file and key."""
    path = folder / FORM_FILE
    if written.current_until is not None and written.current_until < written.current_from:
        raise BadFormFile(f"{path}: current_until: is before current_from")
    if len(written.anchors) != written.page_count:
        raise BadFormFile(f"{path}: anchors: one list for each of {written.page_count} pages is needed")
    if written.codes and len(set(written.codes)) != written.page_count:
        raise BadFormFile(f"{path}: codes: one for each of {written.page_count} pages is needed, or none")
    if len(set(written.rules)) != len(written.rules):
        raise BadFormFile(f"{path}: rules: a rule is named twice")
    seen: set[str] = set()
    for _, field in written.fields():
        if field.name in seen:
            raise BadFormFile(f"{path}: field {field.name}: the name is used twice")
        seen.add(field.name)
        _check_options(path, field)
        _check_comb(path, field)
    for _, field in written.fields():
        _check_condition(path, field, written)


def _check_options(path: Path, field: FieldEntry) -> None:
    names = [option.name for option in field.options]
    if len(set(names)) != len(names):
        raise BadFormFile(f"{path}: field {field.name}: options: a name is used twice")
    chosen = field.kind in (FieldKind.CHOICE, FieldKind.CHOICES)
    if chosen and len(names) < 2:
        raise BadFormFile(f"{path}: field {field.name}: options: a {field.kind} has at least two")
    if not chosen and names:
        raise BadFormFile(f"{path}: field {field.name}: options: a {field.kind} has none")


def _check_comb(path: Path, field: FieldEntry) -> None:
    if not field.comb:
        return
    known, count = COMB_CELLS.get(field.kind, ()), len(cells_of(field.comb))
    if count not in known:
        rule = f"has {' or '.join(map(str, known))} cells, not {count}" if known else "has no comb"
        raise BadFormFile(f"{path}: field {field.name}: comb: a field of kind {field.kind} {rule}")
    if field.width:
        raise BadFormFile(f"{path}: field {field.name}: width: a comb is as wide as its cells")


def _check_condition(path: Path, field: FieldEntry, written: FormFile) -> None:
    condition = field.required_when
    if condition is None:
        return
    others = {other.name: other for _, other in written.fields()}
    if condition.field not in others or condition.field == field.name:
        raise BadFormFile(
            f"{path}: field {field.name}: required_when: there is no other field {condition.field}"
        )
    options = {option.name for option in others[condition.field].options}
    if condition.value and options and condition.value not in options:
        raise BadFormFile(
            f"{path}: field {field.name}: required_when: {condition.field} has no option {condition.value}"
        )


def check_geometry(folder: Path, written: FormFile, geometry: Geometry) -> None:
    """Refuse a blank that does not fit its form.toml; BadFormFile names file and key."""
    blank, wanted = folder / BLANK_FILE, written.page_count
    if geometry.page_count != wanted:
        raise BadFormFile(f"{blank}: has {geometry.page_count} pages, {FORM_FILE} has sections on {wanted}")
    zones = _zones_by_name(blank, geometry)
    for section, field in written.fields():
        _take_zones(folder / FORM_FILE, section.page, field, zones)
    if zones:
        raise BadFormFile(f"{blank}: zone {next(iter(zones))}: {FORM_FILE} has no such field or option")
    for one, other in combinations(geometry.zones, 2):
        if one.page == other.page and one.box.overlap(other.box) > 0:
            raise BadFormFile(f"{blank}: zones {one.name} and {other.name} overlap")


def _zones_by_name(blank: Path, geometry: Geometry) -> dict[str, Zone]:
    zones: dict[str, Zone] = {}
    for zone in geometry.zones:
        if zone.name in zones:
            raise BadFormFile(f"{blank}: zone {zone.name}: the name is used twice")
        zones[zone.name] = zone
    return zones


def _take_zones(path: Path, page: int, field: FieldEntry, zones: dict[str, Zone]) -> None:
    for name in zone_names(field):
        if name not in zones:
            raise BadFormFile(f"{path}: field {field.name}: {BLANK_FILE} has no zone {name}")
        zone = zones.pop(name)
        if zone.page != page:
            raise BadFormFile(f"{path}: field {field.name}: zone {name} is not on page {page}")
        _check_cells(path, field, zone)


def _check_cells(path: Path, field: FieldEntry, zone: Zone) -> None:
    count = len(field.comb)
    if zone.cells != count:
        there = f"a comb of {zone.cells} places" if zone.cells else "no comb"
        raise BadFormFile(f"{path}: field {field.name}: comb: {BLANK_FILE} has {there}, {count} are named")
    wide = zone.box.width * PAGE_INCHES / count if count else LEAST_CELL
    if wide < LEAST_CELL - _ROUNDING:
        raise BadFormFile(
            f"{path}: field {field.name}: comb: its cells are {wide:.3f} inches wide, {LEAST_CELL} is needed:"
            " digits by hand are 2 to 3 mm wide, and 1 mm of a cell goes with its printed lines"
        )


def check_rules(form: FormDefinition, known: Collection[str], folder: Path) -> None:
    """Refuse a rule nobody knows; BadFormFile names the form.toml and the rule."""
    for rule in form.rules:
        if rule not in known:
            raise BadFormFile(f"{folder / FORM_FILE}: rules: there is no rule {rule}")


def check_anchors(form: FormDefinition, blank: Path) -> None:
    """Refuse an anchor that is not printed on its page; BadFormFile names the form.toml and the anchor."""
    with pdfplumber.open(blank) as pdf:
        for number, (page, anchors) in enumerate(zip(pdf.pages, form.anchors, strict=True), 1):
            printed = " ".join(page.extract_text().split())
            for anchor in anchors:
                if anchor not in printed:
                    raise BadFormFile(
                        f"{blank.parent / FORM_FILE}: anchors: {anchor!r} is not printed on page {number}"
                    )
