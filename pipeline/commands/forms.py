"""`faxdesk forms`: the form editions we know, their zones and blanks, and a check of their folders."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from documents import NoSuchThing, Outcome, Record, UnusableFile
from extractors import check_codes
from forms import FORMS_FOLDER, FormDefinition, FormLibrary, check_anchors, check_rules, load_forms
from pipeline.commands.options import AsJson
from pipeline.tables import console
from validators import RULES
from validators import check_rules as check_essential_rules

app = typer.Typer(no_args_is_help=True)

FormName = Annotated[str, typer.Argument(help="The form, as prescriber_enrollment.", show_default=False)]
Edition = Annotated[str, typer.Option("--edition", help="The edition, as 2017-10; otherwise the newest.")]


class FormSummary(Record):
    """One line of the list of forms; the dates are ISO, `current_until` is empty for a current edition."""

    form: str
    edition: str
    form_id: str
    title: str
    pages: int
    fields: int
    grants: Outcome
    current_from: str
    current_until: str


def summary(form: FormDefinition) -> FormSummary:
    """What the list says of a form."""
    return FormSummary(
        form=form.ref.form,
        edition=form.ref.edition,
        form_id=form.form_id,
        title=form.title,
        pages=form.page_count,
        fields=len(form.fields),
        grants=form.grants,
        current_from=form.current_from.isoformat(),
        current_until=form.current_until.isoformat() if form.current_until else "",
    )


@app.command("list")
def list_forms(as_json: AsJson = False) -> None:
    """List the form editions."""
    summaries = [summary(form) for form in load_forms()]
    if as_json:
        typer.echo(json.dumps([entry.model_dump(mode="json") for entry in summaries], indent=1))
        return
    table = _table("form", "edition", "form id", "title", "pages", "fields", "grants", "current")
    for entry in summaries:
        until = f" to {entry.current_until}" if entry.current_until else ""
        table.add_row(
            entry.form,
            entry.edition,
            entry.form_id,
            entry.title,
            str(entry.pages),
            str(entry.fields),
            entry.grants,
            entry.current_from + until,
        )
    console().print(table)


@app.command("show")
def show_form(form: FormName, edition: Edition = "", as_json: AsJson = False) -> None:
    """Show a form: every zone with its kind, need, options, and place in page fractions."""
    definition = _find(load_forms(), form, edition)
    if as_json:
        typer.echo(definition.model_dump_json(indent=1))
        return
    heading = f"{definition.title} ({definition.form_id}, edition {definition.ref.edition})"
    console().print(heading, style="bold")
    table = _table("page", "field", "label", "kind", "need", "options", "left", "top", "right", "bottom")
    for field in definition.fields:
        box = field.box
        table.add_row(
            str(field.page),
            field.name,
            escape(field.label),
            f"{field.kind} {field.comb}".rstrip(),
            f"{field.need}, critical" if field.critical else field.need,
            " ".join(option.name for option in field.options),
            *(f"{edge:.4f}" for edge in (box.left, box.top, box.right, box.bottom)),
        )
    console().print(table)


@app.command("check")
def check_forms(
    folder: Annotated[Path, typer.Argument(help="A folder with one folder per form edition.")] = FORMS_FOLDER,
) -> None:
    """Check every form folder; the first mistake is named with its file and key."""
    library = load_forms(folder)
    for form in library:
        blank = library.blank_path(form.ref)
        check_rules(form, RULES, blank.parent)
        check_essential_rules(form)
        check_anchors(form, blank)
        check_codes(form, library)
        typer.echo(f"{form.ref}: {len(form.fields)} fields, in order")


@app.command("blank")
def copy_blank(
    form: FormName,
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.", show_default=False)],
    edition: Edition = "",
) -> None:
    """Write the fillable blank of a form."""
    library = load_forms()
    definition = _find(library, form, edition)
    try:
        shutil.copyfile(library.blank_path(definition.ref), out)
    except OSError as trouble:
        raise UnusableFile(f"{out}: cannot be written") from trouble
    typer.echo(str(out))


def _find(library: FormLibrary, form: str, edition: str) -> FormDefinition:
    for definition in _editions(library, form):
        if edition in ("", definition.ref.edition):
            return definition
    known = sorted({definition.ref.form for definition in library})
    names = [str(definition.ref) for definition in _editions(library, form)] or known
    raise NoSuchThing(f"there is no form {form} {edition}".rstrip() + f"; there are {', '.join(names)}")


def _editions(library: FormLibrary, form: str) -> Iterable[FormDefinition]:
    return (definition for definition in library if definition.ref.form == form)


def _table(*headings: str) -> Table:
    table = Table(header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
