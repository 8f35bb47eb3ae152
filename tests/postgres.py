"""A PostgreSQL server for the tests: in a temporary folder, under an ordinary user, on a socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import psycopg
from psycopg import sql

PACKAGE = "postgresql"
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "listen_addresses=",
)
ORDINARY_USERS = ("postgres", "nobody")


class MissingPackage(RuntimeError):
    """A Debian package the tests need is not installed."""


class PostgresServer:
    """A running server; every database made on it is new."""

    def __init__(self, socket_folder: Path) -> None:
        self._folder = socket_folder
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """The URL of a database on this server."""
        return f"postgresql://faxdesk@/{database}?host={quote(str(self._folder), safe='')}"

    def new_database(self, template: str = "template1") -> str:
        """The name of a new database, a copy of the template."""
        name = f"test_{next(self._numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def binaries() -> Path:
    """The folder of the newest installed server's programs; MissingPackage names what to install."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise MissingPackage(f"PostgreSQL is not installed: apt-get install {PACKAGE}")
    return found[-1].parent


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A server for as long as the block lasts; it also ends when this process is killed."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="faxdesk-pg-"))
    as_user = _as_ordinary_user(folder)
    data = folder / "data"
    try:
        where = [str(programs / "initdb"), "-D", str(data)]
        initdb = [*where, "-U", "faxdesk", "-A", "trust", "-E", "UTF8", "-N", "--no-locale"]
        subprocess.run([*as_user, *initdb], check=True, capture_output=True)
        options = [part for setting in FAST for part in ("-c", setting)]
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *options]
        with subprocess.Popen([*as_user, *command], stderr=subprocess.PIPE, text=True) as server:
            try:
                _wait_until_ready(server)
                reading = Thread(target=_read_on, args=(server,), daemon=True)
                reading.start()
                yield PostgresServer(folder)
            finally:
                server.send_signal(2)
                server.wait(timeout=60)
    finally:
        shutil.rmtree(folder)


def _as_ordinary_user(folder: Path) -> list[str]:
    command = ["setpriv", "--pdeathsig", "SIGINT"]
    if os.geteuid() != 0:
        return command
    known = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam(next(name for name in ORDINARY_USERS if name in known))
    os.chown(folder, user.pw_uid, user.pw_gid)
    return [*command, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _wait_until_ready(server: "subprocess.Popen[str]") -> None:
    if server.stderr is None:
        raise RuntimeError("the server's messages are not read")
    said: list[str] = []
    for line in server.stderr:
        said.append(line)
        if "ready to accept connections" in line:
            return
    raise RuntimeError("PostgreSQL did not start:\n" + "".join(said))


def _read_on(server: "subprocess.Popen[str]") -> None:
    """Take what the server says from its pipe: one that nobody empties stops it when it is full."""
    for _ in server.stderr or ():
        pass
