"""Serving the desk: nothing in plain text beyond this machine, no stranger believed, keys kept close."""

from pathlib import Path

import pytest
from litestar import Litestar
from typer.testing import CliRunner

from documents import Account, BadInput, BadSetting, NotAllowed, Role
from pipeline.commands.desk import app
from pipeline.serve import address_of, server_for, signing_key
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


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "desk.example.org"])  # noqa: S104
def test_25_beyond_this_machine_the_desk_listens_only_with_a_certificate(
    host: str, certificate: dict[str, Path]
) -> None:
    with pytest.raises(BadSetting, match="set desk_certificate and desk_key"):
        load_settings(desk_host=host)
    settings = load_settings(desk_host=host, desk_names=("desk.example.org",), **certificate)
    assert address_of(settings, settings.desk_port) == "https://desk.example.org:8060/"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_on_this_machine_no_certificate_is_needed(host: str) -> None:
    assert load_settings(desk_host=host).desk_host == host


def test_a_certificate_and_its_key_go_together_and_are_files(certificate: dict[str, Path]) -> None:
    with pytest.raises(BadSetting, match="go together"):
        load_settings(desk_key=certificate["desk_key"])
    certificate["desk_key"].unlink()
    with pytest.raises(BadSetting, match=r"desk\.pem \(desk_certificate or desk_key\) is not a file"):
        load_settings(**certificate)


def test_11_no_proxy_is_believed_unless_it_is_set() -> None:
    alone = server_for(Litestar([]), load_settings(), 8060).config
    behind = server_for(Litestar([]), load_settings(desk_proxy="127.0.0.1"), 8060).config
    assert (alone.proxy_headers, behind.proxy_headers) == (False, True)
    assert behind.forwarded_allow_ips == "127.0.0.1"
    assert (alone.server_header, alone.access_log, alone.is_ssl) == (False, False, False)


def test_25_the_key_of_the_desk_is_made_once_and_readable_for_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "desk.key"
    key = signing_key(file)
    assert len(key) == 64
    assert signing_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600


def test_12_the_machine_invites_one_administrator_and_closes_a_lost_one(tmp_path: Path) -> None:
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
