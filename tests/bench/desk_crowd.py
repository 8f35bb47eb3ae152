"""People at the desk over real connections: what each act takes, and whether anything is lost."""

import multiprocessing
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_lowercase
from threading import Lock
from typing import Any

import httpx
import pyotp
import sqlalchemy as sa
import uvicorn

from documents import Role
from registry.database import open_database
from registry.tables import METADATA
from tests.bench.desk_items import npi_of
from tests.bench.desk_times import heading, row
from tests.review_queue.web.desk import PASSWORD, Desk

Said = tuple[str, str, str, str]
"""Of which fax, who, which field, what."""

ACTS = ("taking the next item", "opening its page", "saving a keying", "completing", "letting go")
NOTHING_RESTS_ON = "address_2"
"""A field that may hold anything: each keying of it gets a value of its own."""

HERE = re.compile(r"^/items/([0-9a-f]{64})/1$")


@dataclass
class Tally:
    """What everybody together did: seconds of each act, what was acknowledged, who held which item."""

    end: float
    pause: float
    lock: Any = field(default_factory=Lock)
    spent: dict[str, list[float]] = field(default_factory=lambda: {act: [] for act in ACTS})
    held: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    saved: Counter[Said] = field(default_factory=Counter)
    completed: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def note(self, act: str, seconds: float) -> None:
        """One act took so long."""
        with self.lock:
            self.spent[act].append(seconds)

    def take(self, fax: str, me: str) -> None:
        """An item is somebody's; nobody else may have it."""
        with self.lock:
            if self.held.setdefault(fax, me) != me:
                self.twice.append(fax)

    def let_go(self, fax: str) -> None:
        """An item is about to be nobody's."""
        with self.lock:
            self.held.pop(fax, None)


class Person:
    """Somebody at the desk, who goes on until the end and thinks between two acts."""

    def __init__(self, name: str, client: httpx.Client, tally: Tally) -> None:
        self.name, self.client, self.tally = name, client, tally
        self.chance = random.Random(name)
        self.token = ""
        self.count = 0

    def sign_in(self, code: str) -> None:
        """Sign in; the cookies travel by hand, because clients send them over TLS only."""
        self._keep_cookies(self.client.get("/sign-in"))
        form = {"name": self.name, "password": PASSWORD, "code": code}
        answer = self._post("/sign-in", form)
        if answer.status_code != 303:
            raise RuntimeError(f"{self.name} cannot sign in: {answer.status_code}")
        self._keep_cookies(answer)

    def _keep_cookies(self, answer: httpx.Response) -> None:
        for cookie in answer.headers.get_list("set-cookie"):
            pair = cookie.split(";")[0]
            kept = self.client.headers.get("cookie", "")
            self.client.headers["cookie"] = f"{kept}; {pair}" if kept else pair
            if "-token=" in pair:
                self.token = pair.partition("=")[2]

    def _post(self, path: str, form: dict[str, str]) -> httpx.Response:
        sent = {"_csrf_token": self.token, **form}
        return self.client.post(path, data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    def _timed(self, act: str, ask: Callable[[], httpx.Response], wanted: int) -> httpx.Response | None:
        time.sleep(self.chance.expovariate(1 / self.tally.pause) if self.tally.pause else 0)
        start = time.perf_counter()
        answer = ask()
        self.tally.note(act, time.perf_counter() - start)
        if answer.status_code != wanted:
            self.tally.refused.append(f"{act}: {answer.status_code}")
            return None
        return answer

    def work(self) -> None:
        """Take, look, say what stands there, complete every second item and let the other ones go."""
        while time.monotonic() < self.tally.end:
            taken = self._timed(ACTS[0], lambda: self._post("/queue/next", {}), 303)
            place = HERE.match(taken.headers["location"]) if taken else None
            if place is None:
                raise RuntimeError("nothing is left to take: fill the queue with more")
            item, fax = place.group(), place[1]
            self.tally.take(fax, self.name)
            page = self._timed(ACTS[1], lambda item=item: self.client.get(item), 200)  # type: ignore[misc]
            if page is not None and "/fields/npi" in page.text:
                self._save(fax, "npi", npi_of(fax))
            self._save(fax, "rep_last_name", "Castellanos")
            self._save(fax, NOTHING_RESTS_ON, self._new_name())
            self._end(item, fax)

    def _new_name(self) -> str:
        self.count += 1
        letters, left = "", self.count
        while left:
            left, digit = divmod(left, len(ascii_lowercase))
            letters += ascii_lowercase[digit]
        return f"{self.name.title()} {letters.title()}"

    def _save(self, fax: str, name: str, value: str) -> None:
        form = {"revision": "0", "value": value}
        answer = self._timed(ACTS[2], lambda: self._post(f"/items/{fax}/1/fields/{name}", form), 200)
        if answer is not None and "Not kept" not in answer.text:
            with self.tally.lock:
                self.tally.saved[fax, self.name, name, value] += 1

    def _end(self, item: str, fax: str) -> None:
        self.tally.let_go(fax)
        if self.chance.random() < 0.5:
            done = self._timed(ACTS[3], lambda: self._post(f"{item}/complete", {"revision": "0"}), 303)
            if done is not None:
                self.tally.completed.add(fax)
        else:
            self._timed(ACTS[4], lambda: self._post(f"{item}/release", {}), 303)


@contextmanager
def served(url: str, folder: Path) -> Iterator[str]:
    """The desk in a process of its own; its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        spawn = multiprocessing.get_context("spawn")
        server = spawn.Process(target=serve, args=(url, folder, host, listening))
        server.start()
        try:
            yield host
        finally:
            server.terminate()
            server.join()


def serve(url: str, folder: Path, host: str, listening: socket.socket) -> None:
    """Serve the desk until terminated; its clock stands."""
    desk = Desk(open_database(url), folder, (host,))
    config = uvicorn.Config(
        desk.app, log_config=None, access_log=False, ws="none", log_level="error", timeout_keep_alive=120
    )
    uvicorn.Server(config).run(sockets=[listening])


def at_the_desk(engine: sa.Engine, url: str, folder: Path, people: int, seconds: float, pause: float) -> bool:
    """Have people work for so long, print what it took; whether nothing was taken twice and nothing lost."""
    desk = Desk(engine, folder)
    names = [f"{'solo' if people == 1 else 'worker'}{chr(97 + number)}" for number in range(people)]
    for name in names:
        desk.add(name, Role.OPERATOR)
    with served(url, folder) as host:
        tally = Tally(0, pause)
        crowd = [Person(name, _client(host), tally) for name in names]
        for one in crowd:
            one.sign_in(pyotp.TOTP(desk.secrets[one.name]).at(desk.clock.at))
        tally.end = time.monotonic() + seconds
        with ThreadPoolExecutor(people) as threads:
            list(threads.map(Person.work, crowd))
    lost = tally.saved - kept_keyings(engine)
    open_still = tally.completed - resolved(engine)
    who = "one person" if people == 1 else f"{people} people"
    print(heading(f"{who} at the desk, {pause:g} s of thought before each act"))
    for act, spent in tally.spent.items():
        print(row(act, spent))
    saved, completed = tally.saved.total(), len(tally.completed)
    print(f"\nacknowledged in {seconds:g} s: {saved} keyings, {completed} completions")
    print(f"lost: {lost.total()} and {len(open_still)}; items two people had at once: {len(tally.twice)}")
    print(f"refused: {len(tally.refused)} {sorted(set(tally.refused))}", flush=True)
    return not (lost or open_still or tally.twice or tally.refused)


def _client(host: str) -> httpx.Client:
    return httpx.Client(base_url=f"http://{host}", timeout=120, follow_redirects=False)


def kept_keyings(engine: sa.Engine) -> Counter[Said]:
    """Every keying that the database holds, with how often it does."""
    table = METADATA.tables["statement"]
    with engine.connect() as connection:
        found = connection.execute(sa.select(table.c.fax, table.c.by, table.c.record)).all()
    return Counter((fax, by, said["field"], said["value"]) for fax, by, said in found if "field" in said)


def resolved(engine: sa.Engine) -> set[str]:
    """The faxes with a correction."""
    table = METADATA.tables["correction"]
    with engine.connect() as connection:
        return set(connection.execute(sa.select(table.c.fax)).scalars())
