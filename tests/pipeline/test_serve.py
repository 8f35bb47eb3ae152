"""Serving the desk: nothing in plain text beyond this machine, no stranger believed, keys kept close."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import Account, BadInput, BadSetting, NotAllowed, Role
from pipeline.commands.desk import app
from pipeline.settings import load_settings
from registry.accounts import account, save_account
from registry.database import open_database, reading, writing


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, Path]:
    for name in ("desk.crt", "desk.pem"):
        (tmp_path / name).write_text("a file", encoding="ascii")
    return {"desk_certificate": tmp_path / "desk.crt", "desk_key": tmp_path / "desk.pem"}


def test_a_certificate_and_its_key_go_together_and_are_files(certificate: dict[str, Path]) -> None:
    with pytest.raises(BadSetting, match="go together"):
        load_settings(desk_key=certificate["desk_key"])
    certificate["desk_key"].unlink()
    with pytest.raises(BadSetting, match=r"desk\.pem \(desk_certificate or desk_key\) is not a file"):
        load_settings(**certificate)


def test_the_machine_invites_one_administrator_and_closes_a_lost_one(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        return CliRunner().invoke(app, [*arguments, "--data", str(tmp_path)], catch_exceptions=False).output

    assert "/join of the desk: " in run("invite", "ada", "--person", "Ada Brandt")
    engine = open_database(f"sqlite:///{tmp_path / 'faxdesk.sqlite'}")
    with writing(engine) as session:
        assert account(session, "ada").role is Role.ADMINISTRATOR
        save_account(
            session, Account(name="ada", full_name="Ada Brandt", role=Role.ADMINISTRATOR, joined=True)
        )
    with pytest.raises(NotAllowed, match="there is an administrator"):
        run("invite", "bo", "--person", "Bo Reed")
    with pytest.raises(BadInput, match="small letters"):
        run("invite", "Bo Reed", "--person", "Bo Reed")
    run("disable", "ada")
    run("invite", "bo", "--person", "Bo Reed")
    with reading(engine) as session:
        assert account(session, "ada").disabled
    engine.dispose()
