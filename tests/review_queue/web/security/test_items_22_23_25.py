"""Items 22, 23 and 25: nothing runs that was written on paper, what is noted, and what we ship."""

import csv
import hashlib
import io
import json
import logging
import re
import runpy
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from documents import BadSetting, Role, SignInFailed
from pipeline.log import JsonLines
from pipeline.serve import signing_key
from pipeline.settings import load_settings
from registry.database import reading
from registry.desk_events import events
from registry.desk_tables import DeskEventRow
from review_queue.exports import FORMULA_SIGNS, as_csv
from tests.registry.people import digest_of
from tests.review_queue.web.desk import HOSTILE, PASSWORD, Browser, Desk, text_of
from tests.review_queue.web.saying import FAX, another, say
from tests.review_queue.web.whole_item import NPI, whole_item

ROOT = Path(__file__).parents[4]
HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
"""The SHA-256 of dist/htmx.min.js in version 2.0.11 of htmx."""
NO_FILTERS = (
    "form=' OR 1=1",
    "critical=maybe",
    "reason=MARGIN'",
    "holder=you",
    "holder=@A%20b",
    "after={}",
    "after=[1]",
)


@pytest.fixture
def sue(quick_desk: Desk) -> Browser:
    """A browser in which a supervisor has signed in."""
    return another(quick_desk, "sue", Role.SUPERVISOR)


def test_22_what_stands_on_paper_is_text_on_pages_in_queries_and_in_tables(
    quick_desk: Desk, sue: Browser
) -> None:
    shown = sue.get(quick_desk.item("two")).text
    assert HOSTILE not in shown
    assert "Oaks&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert {sue.get(f"/queue?{query}").status_code for query in NO_FILTERS} == {400}
    item = whole_item(quick_desk, "one")
    sue.post(f"{item}/claim")
    say(sue, item, "npi", value=NPI)
    say(sue, item, "rep_position", state="blank")
    way = {"revision": "0", "resolution": "reject", "reason": '=cmd|"/c calc"!A1'}
    assert sue.post(f"{item}/leave", way).status_code == 303
    (made, *_) = rows(sue, "/exports/corrections?since=2017-11-01")
    assert (made["fax"], made["field"], made["value"], made["old_value"]) == (FAX, "npi", NPI, NPI)
    assert (made["made"][-1], made["reason"]) == ("Z", '\'=cmd|"/c calc"!A1')
    assert rows(sue, "/exports/corrections?since=2018-11-01") == []
    (waiting,) = rows(sue, "/exports/queue")
    assert (waiting["fax"], waiting["reasons"]) == (
        digest_of("two"),
        "ILLEGIBLE_PATIENT_LAST_NAME MARGIN_NOTE",
    )
    for sign in (*FORMULA_SIGNS, "  =", "\n+"):
        assert as_csv((), [(f"{sign}1",)]).decode().splitlines(keepends=True)[1].startswith("\"'")
    lint = (ROOT / "pyproject.toml").read_text()
    assert re.search(r'^select = \[.*"S",', lint, re.MULTILINE | re.DOTALL)


def rows(browser: Browser, address: str) -> list[dict[str, str]]:
    """The lines of a table taken out of the desk."""
    answer = browser.get(address)
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_23_signing_in_denials_looks_at_paper_and_exports_are_noted_with_who_when_and_where(
    quick_desk: Desk, sue: Browser
) -> None:
    item = quick_desk.item("one")
    sue.get(item)
    sue.get(f"{item}/pages/1")
    sue.get("/people")
    sue.get("/exports/queue")
    sue.get("/exports/corrections")
    forged = "sue\r\n2017-11-20 root signed in"
    quick_desk.browser("10.6.6.6").sign_in("sue", code="000000")
    quick_desk.browser("10.6.6.6").sign_in(forged, code="000000")
    with reading(quick_desk.engine) as session:
        noted = [event for _, event in reversed(events(session, 99))]
        written = str(session.exec(select(DeskEventRow.record)).all())
    who: dict[str, Any] = {"by": "sue", "address": "10.0.0.1"}
    wanted: list[dict[str, Any]] = [
        {**who, "act": "signed_in"},
        {**who, "act": "item_seen", "fax": digest_of("one"), "page": 0},
        {**who, "act": "item_seen", "fax": digest_of("one"), "page": 1},
        {**who, "act": "denied", "route": "people"},
        {**who, "act": "exported", "table": "queue", "rows": 1},
        {**who, "act": "exported", "table": "corrections", "rows": 0},
        {"by": "", "address": "10.6.6.6", "act": "sign_in_failed", "account": "sue"},
        {"by": "", "address": "10.6.6.6", "act": "sign_in_failed", "account": ""},
    ]
    assert [event.model_dump(include=set(want)) for event, want in zip(noted, wanted, strict=True)] == wanted
    assert isinstance(noted[-1], SignInFailed)
    assert {event.at.utcoffset() for event in noted} == {noted[0].at.utcoffset()}
    assert noted[0].at.isoformat().endswith("+00:00")
    assert forged not in written
    line = JsonLines().format(logging.makeLogRecord({"msg": forged, "from": forged}))
    assert ("\n" in line, json.loads(line)["message"]) == (False, forged)
    seen = text_of(another(quick_desk, "odo", Role.AUDITOR).get("/events"))
    assert "exported 10.0.0.1 queue, 1 rows" in seen


def test_25_nothing_tells_how_we_are_built_secrets_are_files_and_everything_shipped_is_pinned(
    quick_desk: Desk, sue: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (quick_desk.app.debug, quick_desk.app.openapi_config) == (False, None)
    for address in ("/schema", "/metrics", "/docs", "/health"):
        answer = sue.get(address)
        assert answer.status_code == 404
        assert {"server", "x-powered-by"} & set(answer.headers) == set()
        assert "Traceback" not in answer.text
    monkeypatch.chdir(tmp_path)
    for host in ("0.0.0.0", "192.0.2.7", "::", "desk.example.org"):  # noqa: S104
        with pytest.raises(BadSetting, match="set desk_certificate and desk_key"):
            load_settings(desk_host=host)
    for host in ("127.0.0.1", "127.0.0.9", "::1", "localhost"):
        assert load_settings(desk_host=host).desk_host == host
    file = tmp_path / "desk.key"
    key = signing_key(file)
    assert (len(key), signing_key(file), stat.S_IMODE(file.stat().st_mode)) == (64, key, 0o600)
    monkeypatch.setenv("FAXDESK_DATABASE_URL", f"postgresql://faxdesk:{PASSWORD}@db/faxdesk")
    assert PASSWORD in load_settings().database
    assert PASSWORD not in repr(load_settings())
    assert _not_pinned() == []


def _not_pinned() -> list[str]:
    """What is in the bill of materials and not in the lock, or the other way round, by name and by hash."""
    lock = (ROOT / "requirements.lock").read_text()
    bill = runpy.run_path(str(ROOT / "scripts" / "sbom.py"))["bill"]()
    script = ROOT / "review_queue" / "web" / "static" / "htmx-2.0.11.min.js"
    assert hashlib.sha256(script.read_bytes()).hexdigest() == HTMX
    locked = [f"{name} {version}" for name, version in re.findall(r"^(\S+)==([^ ;\\]+)", lock, re.MULTILINE)]
    billed = [f"{one['name']} {one['version']}" for one in bill["components"]]
    hashes = [each["content"] for one in bill["components"] for each in one["hashes"]]
    wrong = [one["name"] for one in bill["components"] if not one["hashes"]]
    wrong += set(billed) ^ {*locked, "htmx 2.0.11"}
    return wrong + list(set(hashes) ^ {*re.findall(r"sha256:([0-9a-f]{64})", lock), HTMX})
