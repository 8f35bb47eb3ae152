"""Item 24: what people write reaches no log line, address, error page, temporary file or file elsewhere."""

import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from documents import FormRef, Role, StoreFailed
from pipeline.judge import judge
from pipeline.log import JsonLines
from registry import papers
from registry.database import open_database, writing
from registry.faxes import FaxSink
from tests.canaries import matter_of
from tests.registry.people import NOON, arrival_of, fax_of
from tests.review_queue.items import nothing_to_queue
from tests.review_queue.web.desk import Browser, Desk
from tests.review_queue.web.saying import another
from tests.review_queue.web.security.planted import (
    MARKS,
    filled_in,
    found_in,
    in_database,
    on_forms,
    reading_with,
)

FAXDESK = Path(sys.executable).with_name("faxdesk")
LINKS = r'(?:href|src|action|hx-[a-z]+)="(/[^"]*)"'


def test_24_of_fifty_things_people_write_none_is_logged_addressed_told_in_errors_or_left_elsewhere(
    quick_desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(MARKS) == 50
    caplog.set_level(logging.DEBUG)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    said = _through_the_line(tmp_path, elsewhere)
    answers = _through_the_desk(quick_desk, monkeypatch)
    assert in_database(quick_desk.engine) == set(MARKS.values())
    refused = [answer.text for answer in answers if answer.status_code >= 400]
    assert len(refused) >= 4 * len(MARKS)
    ours = [record for record in caplog.records if not record.name.startswith("httpx")]
    logged = [*map(JsonLines().format, ours), *(str(vars(record)) for record in ours)]
    assert [line for line in logged if "the desk could not answer" in line]
    addresses = [link for answer in answers for link in re.findall(LINKS, answer.text)]
    addresses += [answer.headers.get("location", "") for answer in answers]
    assert found_in("\n".join((said, *refused, *logged, *addresses))) == set()
    left = [path for path in elsewhere.rglob("*") if path.is_file()]
    assert [path for path in left if found_in(f"{path} {path.read_bytes()!r}")] == []


def _through_the_line(tmp_path: Path, elsewhere: Path) -> str:
    """Have the four forms processed by the command itself; all that it says."""
    faxes = [
        filled_in(ref, written, tmp_path / f"fax-{number}.pdf")
        for number, (ref, written) in enumerate(on_forms().items())
    ]
    alone = {"TMPDIR": str(elsewhere), "HOME": str(elsewhere), "FAXDESK_READERS": "1"}
    done = subprocess.run(
        [str(FAXDESK), "process", *map(str, faxes), "--commit", "--data", str(tmp_path / "data")],
        cwd=elsewhere,
        env=os.environ | alone,
        capture_output=True,
        text=True,
        check=True,
        timeout=400,
    )
    engine = open_database(f"sqlite:///{tmp_path / 'data' / 'faxdesk.sqlite'}")
    assert len(in_database(engine)) >= 40
    engine.dispose()
    return done.stdout + done.stderr


def _through_the_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """Have the four forms reviewed, with everything typed where it may and may not go; every answer."""
    ada, sue = another(desk, "ada"), another(desk, "sue", Role.SUPERVISOR)
    answers, typed = [ada.get("/queue")], set[str]()
    for ref, written in on_forms().items():
        item = _in_review(desk, ref, written)
        answers += [ada.post(f"{item}/claim"), ada.get(item), sue.get(item)]
        new = {text: field for field, text in written.items() if text not in typed}
        answers += [answer for text, field in new.items() for answer in _typed(ada, item, field, text)]
        typed |= set(new)
        answers += [ada.get(item)]
        answers += [ada.post(f"{item}/complete", {"revision": "0"}), ada.get(f"{item}/pages/1")]
    for number, text in enumerate(MARKS):
        answers += _typed_elsewhere(ada, desk.browser(f"10.1.1.{number}"), text)
    answers += [sue.get(way) for way in ("/queue", "/dashboard", "/exports/queue")]
    monkeypatch.setattr(desk.blobs, "get", _broken)
    answers += [ada.get(f"{item}/pages/1"), sue.get(f"/files/{item.split('/')[2]}")]
    assert typed == set(MARKS)
    sa.event.listen(desk.engine, "do_connect", _down)
    desk.engine.dispose()
    answers.append(ada.get("/queue"))
    sa.event.remove(desk.engine, "do_connect", _down)
    assert [answer.status_code for answer in answers[-3:]] == [500, 500, 503]
    return answers


def _in_review(desk: Desk, ref: FormRef, written: Mapping[str, str]) -> str:
    """A form with these texts in its fields, decided; the address of its item."""
    fax = fax_of(str(ref))
    FaxSink(desk.engine, nothing_to_queue).accept(fax, arrival_of(str(ref)))
    matter = matter_of(fax, reading_with(ref, written, fax.digest))
    with writing(desk.engine) as session:
        papers.save_pages(session, matter.pages)
        papers.save_classified(session, fax.digest, matter.classified)
        papers.save_documents(session, fax.digest, (matter.document,))
        judge(session, matter, desk.bench, NOON, desk.queue)
    return f"/items/{fax.digest}/1"


def _typed(browser: Browser, item: str, field: str, text: str) -> list[httpx.Response]:
    address = f"{item}/fields/{field}"
    return [
        browser.post(address, {"revision": revision, "value": text, **more})
        for revision, more in (("0", {"insist": "true"}), ("7", {}), ("0", {"more": text}))
    ]


def _typed_elsewhere(browser: Browser, stranger: Browser, text: str) -> list[httpx.Response]:
    item = f"/items/{'f' * 64}/1"
    return [
        browser.get("/queue", params={"fax": text, "after": text}),
        browser.get("/exports/corrections", params={"since": text}),
        browser.post(f"{item}/findings/MARGIN_NOTE", {"revision": "0", "reason": text}),
        browser.post(f"{item}/leave", {"revision": "0", "resolution": text, "reason": text}),
        browser.post("/audits/keyings", {"task": text, "said": "read", "value": text}),
        stranger.post("/sign-in", {"name": text, "password": text, "code": text[:20]}),
    ]


def _broken(_digest: str) -> bytes:
    raise ValueError(" ".join(MARKS))


def _down(*_: object) -> None:
    raise StoreFailed
