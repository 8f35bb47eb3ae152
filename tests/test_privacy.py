"""What a person wrote on a form reaches no log line, no exception text and no shown record."""

import importlib
import logging
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from documents import FormRef, KnownPatient, Record, Standing, StoreFailed
from pipeline.log import JsonLines
from registry.database import migrate, open_database
from registry.participant_tables import PatientRow
from registry.rows import Row
from tests.canaries import CANARY, NOW, canary_reading, decide_canaries, leaked
from tests.validators.builders import CURRENT_FORMS, PRESCRIPTION_AUTHORIZATION

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
    "documents.account.Account.name": "an account of the desk",
    "documents.fax.FormValue.name": "the name of a fillable field, printed by whoever made the form",
    "documents.reading.Signs.seen": "a probability",
    "documents.fax.Refusal.reason": "one of eight words",
    "documents.truth.FieldTruth.name": "a field of one of our forms",
    "documents.truth.FieldTruth.value": "samples are of people who do not exist",
    "registry.api_keys.ApiKey.name": "the name of a key, given on the command line",
    "documents.truth.SampleTruth.file": "a file of ours",
    "documents.program_setting.ProgramSetting.value": "a setting of the installation",
    "forms.definition.Condition.value": "an option of a form",
    "forms.definition.FieldDefinition.name": "a field of one of our forms",
    "forms.definition.Option.name": "an option of a form",
    "forms.form_file.FieldEntry.name": "a field of one of our forms",
    "forms.form_file.OptionEntry.name": "an option of a form",
    "forms.geometry.Zone.name": "a field of one of our forms",
    "intake.handed.HandedRefusal.reason": "one of eight words",
    "ocr.credit.brake.Brake.reason": "a sentence of ours about counts",
    "intake.opening.NotOpened.name": "shown to the operator who must find the file; never logged",
    "registry.open_items.Wanted.reason": "a reason code",
    "review_queue.web.queue.NextForm.reason": "a reason code of the filter",
    "review_queue.accounts.Actor.name": "an account of the desk",
    "review_queue.web.people.InviteForm.name": "an account of the desk",
    "pipeline.demo.Dropped.file": "a file of ours",
    "pipeline.score_tables.Tally.name": "the name of a measure",
    "pipeline.scores.DocumentScore.truth": "an outcome",
    "pipeline.scores.PageScore.truth": "a kind of page",
}
"""Fields of such a name that may be shown all the same, and why."""


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
    reading = canary_reading(ref)
    assert leaked(reading.model_dump_json()) != set()
    assert leaked(repr(reading)) == leaked(str(reading)) == leaked(f"{reading.readings!r}") == set()


def test_a_leak_is_told_from_a_digest_that_happens_to_hold_its_digits() -> None:
    assert leaked("phone=2125550187, ZIP code10187, Zebrafinches") == {"2125550187", "10187", "Zebrafinch"}
    assert leaked("fax 3ae10187, run 018c-7d5e-4f1018725ab1, thread 140818725504") == set()


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
    disposition = decide_canaries(engine, ref)
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
        decide_canaries(engine, PRESCRIPTION_AUTHORIZATION)
    engine.dispose()
    assert leaked(f"{wrong.value} {wrong.value.__cause__}") == set()
    assert leaked(caplog.text) == set()
