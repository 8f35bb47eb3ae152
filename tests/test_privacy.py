"""What a person wrote on a form reaches no log line, no exception text and no shown record."""

import datetime as dt
import importlib
import logging
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from pydantic import ValidationError
from sqlmodel import Session

from documents import (
    ClassifiedPage,
    Digest,
    FieldReading,
    FormReading,
    FormRef,
    KnownPatient,
    PageGuess,
    PageImage,
    PageKind,
    PageOrigin,
    PageSet,
    ReadState,
    ReceivedFax,
    Record,
    Standing,
    StoreFailed,
    Writing,
)
from forms.definition import MARKED_KINDS, FieldKind
from pipeline.judge import Bench, Matter, judge
from pipeline.log import JsonLines
from registry import faxes, papers
from registry.database import migrate, open_database, writing
from registry.faxes import FaxSink
from registry.participant_tables import PatientRow
from registry.rows import Row
from tests.registry.people import arrival_of, digest_of, fax_of
from tests.validators.builders import CURRENT_FORMS, PRESCRIPTION_AUTHORIZATION, form_of, library, perfect
from validators import Limits

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "audit", "documents", "extractors", "forms", "intake", "letters", "ocr", "pipeline", "registry",
    "review_queue", "validators",
)  # fmt: skip
WRITTEN = frozenset(
    {
        "alternatives", "before", "birth_date", "caller", "file", "first_name", "header",
        "last_name", "name", "now", "provider_id", "read", "reason", "representative", "seen", "text",
        "truth", "unchecked", "value", "values", "words",
    }
)  # fmt: skip
"""Names of record fields that hold, or may hold, what a person wrote."""

SHOWN: Mapping[str, str] = {
    "documents.fax.FormValue.name": "the name of a fillable field, printed by whoever made the form",
    "documents.fax.Refusal.reason": "one of eight words",
    "documents.truth.FieldTruth.name": "a field of one of our forms",
    "documents.truth.FieldTruth.value": "samples are of people who do not exist",
    "documents.truth.SampleTruth.file": "a file of ours",
    "forms.definition.Condition.value": "an option of a form",
    "forms.definition.FieldDefinition.name": "a field of one of our forms",
    "forms.definition.Option.name": "an option of a form",
    "forms.form_file.FieldEntry.name": "a field of one of our forms",
    "forms.form_file.OptionEntry.name": "an option of a form",
    "forms.geometry.Zone.name": "a field of one of our forms",
    "intake.opening.NotOpened.name": "shown to the operator who must find the file; never logged",
    "pipeline.demo.Dropped.file": "a file of ours",
    "pipeline.score_tables.Tally.name": "the name of a measure",
    "pipeline.scores.DocumentScore.truth": "an outcome",
    "pipeline.scores.PageScore.truth": "a kind of page",
}
"""Fields of such a name that may be shown all the same, and why."""

CANARY = "Zebrafinch"
BY_KIND: Mapping[FieldKind, str] = {
    FieldKind.PHONE: "2125550187",
    FieldKind.ZIP: "10187",
    FieldKind.EMAIL: "zebrafinch@example.org",
    FieldKind.DEA: "ZF0187187",
    FieldKind.NCPDP: "0187187",
    FieldKind.LICENSE: "ZF0187",
    FieldKind.DATE: "1987-06-18",
    FieldKind.DECIMAL: "187.25",
    FieldKind.INTEGER: "18725",
    FieldKind.EXTENSION: "81872",
}
"""Values that occur nowhere else; other written kinds say the canary itself."""
CANARIES = frozenset({CANARY, CANARY.upper(), CANARY.lower(), *BY_KIND.values()})
NOW = dt.datetime(2018, 3, 12, 15, 0, tzinfo=dt.UTC)


def records() -> Iterator[type[Record]]:
    """Every record class of the product."""
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        for module in pkgutil.walk_packages(path, f"{package}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    yield from _below(Record)


def _below(record: type[Record]) -> Iterator[type[Record]]:
    for each in record.__subclasses__():
        if each.__module__.split(".")[0] in PACKAGES:
            yield each
        yield from _below(each)


def shown() -> set[str]:
    """The fields of records that are shown although their name says they hold what a person wrote."""
    return {
        full_name(record, name)
        for record in records()
        for name, field in record.model_fields.items()
        if name in WRITTEN and field.repr
    }


def full_name(record: type[Record], field: str) -> str:
    return f"{record.__module__}.{record.__name__}.{field}"


def canary_case(ref: FormRef) -> FormReading:
    """A reading of every field of a form with a canary in each that is written."""
    reading = perfect(ref).reading
    return reading.model_copy(update={"readings": tuple(_canary(one, ref) for one in reading.readings)})


def _canary(reading: FieldReading, ref: FormRef) -> FieldReading:
    kind = form_of(ref).field(reading.field).kind
    if kind in MARKED_KINDS or kind in (FieldKind.SIGNATURE, FieldKind.NPI, FieldKind.STATE):
        return reading
    value = BY_KIND.get(kind, CANARY)
    update = {"state": ReadState.READ, "value": value, "seen": value, "writing": Writing.TYPED}
    return FieldReading.model_validate({**dict(reading), **update})


def leaked(text: str) -> set[str]:
    return {canary for canary in CANARIES if canary in text}


def test_fields_that_hold_what_a_person_wrote_are_not_shown() -> None:
    assert sorted(shown() - set(SHOWN)) == []


def test_every_exception_is_still_needed() -> None:
    assert sorted(set(SHOWN) - shown()) == []


def test_no_record_quotes_its_input_in_a_validation_error() -> None:
    assert [record for record in records() if not record.model_config.get("hide_input_in_errors")] == []
    with pytest.raises(ValidationError) as wrong:
        KnownPatient.model_validate({"number": "P-1", "first_name": CANARY, "last_name": {"is": CANARY}})
    assert leaked(str(wrong.value)) == set()


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_a_reading_is_shown_without_its_values(ref: FormRef) -> None:
    reading = canary_case(ref)
    assert leaked(reading.model_dump_json()) != set()
    assert leaked(repr(reading)) == leaked(str(reading)) == leaked(f"{reading.readings!r}") == set()


def test_a_row_of_the_registry_is_shown_without_its_content() -> None:
    row = PatientRow(
        number="P-1", first_name=CANARY, last_name=CANARY, birth_date=NOW.date(), standing=Standing.PENDING
    )
    assert leaked(repr(row)) == leaked(str(row)) == set()
    assert [each.__name__ for each in Row.__subclasses__() if "__repr__" in vars(each)] == []


def test_the_database_engine_hides_what_it_was_given(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'one.sqlite'}")
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError) as wrong:
        connection.execute(sa.text("INSERT INTO nowhere VALUES (:name)"), {"name": CANARY})
    engine.dispose()
    assert leaked(str(wrong.value)) == set()


def test_log_calls_are_constant_sentences() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert {"G", "LOG"} <= set(lint["select"])
    assert not {"G", "G004", "LOG"} & set(lint["ignore"])
    ignored = {code for codes in lint["per-file-ignores"].values() for code in codes}
    assert not {code for code in ignored if code.startswith(("G", "LOG"))}


@pytest.mark.parametrize("ref", CURRENT_FORMS, ids=str)
def test_nothing_written_on_a_form_is_logged_or_shown_on_the_way_to_its_decision(
    ref: FormRef, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"sqlite:///{tmp_path / 'registry.sqlite'}"
    migrate(url)
    engine = open_database(url)
    disposition = _decide(engine, ref)
    engine.dispose()
    assert leaked(repr(disposition)) == set()
    assert disposition.findings
    assert leaked("".join(finding.message for finding in disposition.findings)) == set()
    assert caplog.records
    assert leaked(caplog.text + "".join(map(JsonLines().format, caplog.records))) == set()


def test_a_database_that_fails_on_the_way_tells_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"sqlite:///{tmp_path / 'registry.sqlite'}"
    migrate(url)
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE reading RENAME TO gone"))
    with pytest.raises(StoreFailed) as wrong:
        _decide(engine, PRESCRIPTION_AUTHORIZATION)
    engine.dispose()
    assert leaked(f"{wrong.value} {wrong.value.__cause__}") == set()
    assert leaked(caplog.text) == set()


def _decide(engine: sa.Engine, ref: FormRef) -> Record:
    reading = canary_case(ref)
    fax = fax_of("one")
    reading = reading.model_copy(update={"document": reading.document.model_copy(update={"fax": fax.digest})})
    FaxSink(engine, lambda session, digest: None).accept(fax, arrival_of("one"))
    matter = _matter(fax, reading)
    bench = Bench(library=library(), limits=Limits(), zone=ZoneInfo("America/New_York"))
    with writing(engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, fax.digest, matter.classified)
        papers.save_documents(session, fax.digest, (matter.document,))
        return judge(session, matter, bench, NOW, _wake_nobody)


def _wake_nobody(_session: Session, _fax: Digest, _document: int, _revision: int) -> None:
    return


def _matter(fax: ReceivedFax, reading: FormReading) -> Matter:
    numbers = [page.number for page in reading.document.pages]
    pages = tuple(
        PageImage(
            fax=fax.digest,
            number=number,
            digest=digest_of(f"page {number}"),
            width=1728,
            height=2200,
            x_dpi=204,
            y_dpi=196,
            origin=PageOrigin.NATIVE,
            header=CANARY,
        )
        for number in numbers
    )
    classified = tuple(
        ClassifiedPage(
            number=number,
            turn=0,
            best=PageGuess(kind=PageKind.FORM, form=reading.document.form, form_page=number, score=1),
            text=CANARY,
        )
        for number in numbers
    )
    whole = PageSet(fax=fax.digest, pages=pages, whole=True)
    return Matter(fax, reading.document, reading, whole, classified)
