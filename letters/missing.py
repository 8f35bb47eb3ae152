"""What a sender is asked to put right, what was fine, and what can be printed on the form again."""

from collections.abc import Iterator

from documents import Disposition, FilledField, Finding, MissingItem, Severity
from forms.definition import FieldDefinition, FieldKind, FormDefinition
from validators import Case

_ASKED = {
    "MISSING": "is blank",
    "SIG_MISSING": "is missing",
    "ILLEGIBLE": "cannot be read; please write it again",
    "INVALID": "is not valid; please check it",
}
_GIVEN_ANEW = frozenset({FieldKind.TICK, FieldKind.SIGNATURE})
_OF_A_SIGNER = "printed_name"


def missing_items(disposition: Disposition, sent: FormDefinition) -> tuple[MissingItem, ...]:
    """Each deficiency in the words of the form that is `sent` along, in the order of its pages."""
    found = [item for finding in _deficiencies(disposition) for item in _items(finding, sent)]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.page))


def fine_sections(case: Case, disposition: Disposition) -> tuple[str, ...]:
    """The headings of the sections that were received and need nothing."""
    wanting = {name for finding in _deficiencies(disposition) for name in finding.fields}
    sections = dict.fromkeys(field.section for field in case.fields())
    bad = {field.section for field in case.form.fields if field.name in wanting}
    return tuple(section for section in sections if section not in bad)


def filled_fields(case: Case, disposition: Disposition, sent: FormDefinition) -> tuple[FilledField, ...]:
    """What was read for certain and was not found wanting, for the fields of the form that is `sent`.

    Statements, signatures and what belongs to a signature are never filled in: they must be given anew.
    """
    spoken_of = {
        name
        for finding in disposition.findings
        if finding.severity is not Severity.NOTE
        for name in finding.fields
    }
    return tuple(
        FilledField(field=field.name, value=value)
        for field in sent.fields
        if field.name not in spoken_of and not is_given_anew(field) and (value := case.known(field.name))
    )


def is_given_anew(field: FieldDefinition) -> bool:
    """Whether only who signs may fill the field in: statements, signatures, their dates and names."""
    dates_a_signature = field.kind is FieldKind.DATE and bool(field.role)
    return field.kind in _GIVEN_ANEW or dates_a_signature or field.name.endswith(_OF_A_SIGNER)


def _deficiencies(disposition: Disposition) -> Iterator[Finding]:
    return (finding for finding in disposition.findings if finding.severity is Severity.DEFICIENCY)


def _items(finding: Finding, sent: FormDefinition) -> Iterator[MissingItem]:
    fields = [sent.field(name) for name in finding.fields if sent.has(name)]
    if not fields:
        yield MissingItem(ask=finding.message)
    for field in fields:
        yield MissingItem(
            field=field.name,
            page=field.page,
            section=field.section,
            printed=field.statement or field.label,
            ask=_ask(finding, field),
        )


def _ask(finding: Finding, field: FieldDefinition) -> str:
    if field.kind is FieldKind.TICK:
        return "is not ticked"
    for start, words in _ASKED.items():
        if finding.code.startswith(f"{start}_"):
            return words
    return f"is not right: {finding.message.rstrip('.')}"
