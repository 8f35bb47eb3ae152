"""`faxdesk export`: what the registry holds, for other systems."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from documents import StoreFailed
from forms.library import FormLibrary
from pipeline.commands.options import DataFolder
from pipeline.csv_tables import TABLES
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from registry.database import reading
from review_queue.exports import write_csv

app = typer.Typer(no_args_is_help=True)


@app.command("fhir")
def fhir(
    out: Annotated[Path, typer.Argument(help="Folder for one Bundle a document.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Write every decided form as a FHIR Bundle: response, fax reference, and provenance of corrections."""
    with open_station(load_settings(data_folder=data)) as station:
        count = _write_bundles(station, station.library, out)
    typer.echo(f"{count} bundles in {out}")


@app.command("csv")
def csv_tables(
    out: Annotated[Path, typer.Argument(help="Folder for one CSV file a table.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Write who stands where today, authorizations, letters, decisions and safety reports as CSV."""
    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        view = station.tools.bench.view(station.tools.clock())
        for name, table in TABLES.items():
            with _writing(out / f"{name}.csv") as file:
                count = write_csv(file, table.headings, table.rows(session, view))
            typer.echo(f"{name}.csv: {count} rows")


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    """A new file in a folder that is made where it is missing; StoreFailed names the file that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as failure:
        raise StoreFailed(f"{path}: {failure.strerror}") from failure


@app.command("etasu")
def etasu(
    number: Annotated[str, typer.Argument(help="A patient number.", show_default=False)],
    data: DataFolder = None,
) -> None:
    """Print the answer to `$rems-etasu` for a patient: which requirements are met."""
    from fhir.resources.R4B.parameters import Parameters  # a second to import, for this command alone

    from pipeline.fhir import etasu as asked
    from pipeline.fhir.bundle import checked

    with open_station(load_settings(data_folder=data)) as station, reading(station.engine) as session:
        now = station.tools.clock()
        answer = asked.etasu(session, number, now, station.tools.bench.view(now))
        typer.echo(json.dumps(json.loads(checked(Parameters, answer)), indent=1))


def _write_bundles(station: Station, library: FormLibrary, out: Path) -> int:
    from pipeline.fhir.bundle import bundle  # a second to import, for this command alone
    from pipeline.fhir.filed import filed, forms_decided

    limits, count = station.tools.bench.limits, 0
    with reading(station.engine) as session:
        for fax, document in forms_decided(session):
            found = filed(session, station.tools.blobs, fax, document)
            form = found.decided.disposition.form
            if form is None:
                continue
            text = bundle(found, library.get(form), limits)
            with _writing(out / f"{fax}-{document}.json") as file:
                file.write(f"{text}\n")
            count += 1
    return count
