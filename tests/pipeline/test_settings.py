"""Settings: where they come from, and what a wrong one says."""

from pathlib import Path
from typing import Any

import pytest

from documents import BadSetting, Writing
from pipeline.settings import Settings, load_settings

QUIET = "crimson-otter"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> None:
    Path("faxdesk.toml").write_text(text, encoding="utf-8")


def complaint(**given: Any) -> str:
    with pytest.raises(BadSetting) as wrong:
        load_settings(**given)
    return str(wrong.value)


def test_without_a_file_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings == Settings.model_construct()
    assert settings.database == f"sqlite:///{Path('faxdesk-data').absolute()}/faxdesk.sqlite"
    assert (settings.blobs, settings.locks) == (Path("faxdesk-data/blobs"), Path("faxdesk-data/locks"))


def test_an_argument_wins_over_a_variable_and_a_variable_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write("readers = 3\nmax_pages = 7\nscan_seconds = 5")
    monkeypatch.setenv("FAXDESK_READERS", "4")
    monkeypatch.setenv("FAXDESK_MAX_PAGES", "8")
    settings = load_settings(readers=5)
    assert (settings.readers, settings.max_pages, settings.scan_seconds) == (5, 8, 5)


def test_an_option_that_was_not_given_leaves_the_setting_alone() -> None:
    write('inbox = "from-the-file"')
    assert load_settings(inbox=None).inbox == Path("from-the-file")


def test_the_limits_of_the_rules_are_a_table_of_the_file() -> None:
    write("[limits]\nmax_refills = 3\n[[limits.auto_thresholds]]\nwriting = 'typed'\nconfidence = 0.99")
    limits = load_settings().limits
    assert limits.max_refills == 3
    assert [(line.writing, line.confidence) for line in limits.auto_thresholds] == [(Writing.TYPED, 0.99)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("readers = 0", "readers"),
        ('readers = "many"', "readers"),
        ('receipt_time = "never"', "receipt_time"),
        ("no_such_setting = 1", "no_such_setting"),
        ('time_zone = "Mars/Olympus"', "time_zone"),
        ('time_zone = "../zone"', "time_zone"),
        ("[limits]\nno_such_limit = 1", "limits.no_such_limit"),
        ("letter_recertification_days = [30]", "settings"),
        ("[limits]\nadult_age = 0", "limits.adult_age"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_file(text: str, key: str) -> None:
    write(text)
    said = complaint()
    assert said.startswith("faxdesk.toml")
    assert f": {key}: " in said


def test_a_file_that_is_not_toml_is_named() -> None:
    write("readers = ")
    assert complaint().startswith("faxdesk.toml: not TOML")


def test_a_file_that_is_not_text_is_named() -> None:
    Path("faxdesk.toml").write_bytes(b"readers = 1 # \xff")
    assert complaint().startswith("faxdesk.toml: not TOML")


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAXDESK_READERS", "many")
    assert "FAXDESK_READERS" in complaint()


def test_a_variable_that_is_not_json_where_json_belongs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAXDESK_LIMITS", "{broken")
    assert "limits" in complaint()


def test_what_was_set_wrongly_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAXDESK_READERS", QUIET)
    assert QUIET not in complaint()


def test_the_inbox_and_the_data_folder_are_different() -> None:
    assert "inbox and data_folder must be different" in complaint(inbox="here", data_folder="./here")


def test_the_database_address_is_not_shown_for_it_may_hold_a_password() -> None:
    url = f"postgresql://faxdesk:{QUIET}@db/faxdesk"
    settings = load_settings(database_url=url)
    assert settings.database == url
    assert QUIET not in repr(settings)
    assert QUIET not in str(settings)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().readers = 9  # type: ignore[misc]  # what is tested


def test_curves_of_chances_that_cannot_be_used_stop_the_start_and_are_named() -> None:
    curves = Path("curves.json")
    curves.write_text('{"curves": [{"kinds": ["npi"], "slope": -1}]}', encoding="utf-8")
    said = complaint(chances=curves)
    assert "curves.json" in said
    assert "curves.0.writing" in said
    curves.write_text('{"curves": []}', encoding="utf-8")
    assert load_settings(chances=curves).chances == curves
