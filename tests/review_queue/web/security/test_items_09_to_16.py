"""Items 9 to 16: passwords, second factor, accounts, and everything that ends a sign-in."""

import datetime as dt
from pathlib import Path

import pyotp
import pytest
from sqlmodel import select

from documents import Account, NotAllowed, Role
from pipeline.serve import server_for
from pipeline.settings import load_settings
from registry.accounts import all_accounts, secrets_of
from registry.database import reading, writing
from registry.desk_events import events
from registry.desk_tables import SignInRow
from review_queue.accounts import Actor, invite, invite_first
from review_queue.passwords import objections
from review_queue.web.sessions import COOKIE, IDLE, LONGEST, PASSIVE
from tests.review_queue.web.desk import PASSWORD, Browser, Desk, text_of

NEW_PASSWORD = "seven damp violins ashore"  # noqa: S105  # of people who do not exist
GOOD = (
    "slate heron canal ember",
    "lowercase words without any sign",
    "naïve Überraschung 蓝色 quilt",
    "tulip harbor " * 9 + "quiz vex",
)
BAD = (
    "slate heron ca",
    "passwordpassword",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "qwertyuiop1234567890",
    "Kynamro2026!!!!",
    "adabrandtadabrandt",
    "x" * 129,
)
ENDINGS = ("sign out", "everywhere", "password", "role", "disable", "end")


@pytest.fixture
def ada(desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    desk.add("ada", Role.OPERATOR)
    return desk.signed_in("ada")


def at_the_machine(desk: Desk) -> Actor:
    return Actor(name="", address="", at=desk.clock.at)


def test_09_a_password_is_long_and_not_easily_guessed_and_nothing_else_is_asked(ada: Browser) -> None:
    words = ("kynamro", "rems", "program", "ada", "brandt")
    assert [password for password in GOOD if objections(password, words)] == []
    assert [password for password in BAD if not objections(password, words)] == []
    ada.desk.clock.pass_by(days=400)
    assert ada.desk.browser().sign_in("ada").status_code == 303


def test_10_a_password_is_kept_as_argon2id_with_19_mib_and_two_passes(desk: Desk, ada: Browser) -> None:
    form = {"password": PASSWORD, "code": desk.code("ada"), "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert ada.post("/account/password", form).status_code == 303
    with reading(desk.engine) as session:
        kept = secrets_of(session, "ada").password
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_11_failures_hold_off_by_account_and_by_address_and_strangers_lock_nobody_out(
    desk: Desk, ada: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = desk.browser("10.9.9.9")
    forged = {"X-Forwarded-For": "10.0.0.1"}
    wrong = {"name": "ada", "password": PASSWORD, "code": "000000"}
    answers = [stranger.post("/sign-in", wrong, headers=forged) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {403}
    assert ["not right" in text_of(answer) for answer in answers] == [True] * 10 + [False] * 2
    with reading(desk.engine) as session:
        assert {event.address for _, event in events(session, 12)} == {"10.9.9.9"}
    assert "Too many attempts" in text_of(stranger.sign_in("ada"))
    assert "Too many attempts" in text_of(desk.browser("10.8.8.8").sign_in("ada"))
    assert desk.browser("10.0.0.1").sign_in("ada").status_code == 303
    desk.clock.pass_by(minutes=16)
    assert stranger.sign_in("ada").status_code == 303
    flood = desk.browser("10.7.7.7")
    assert [flood.post("/sign-in", wrong | {"name": "no"}).status_code for _ in range(21)][-1] == 429
    monkeypatch.chdir(tmp_path)
    alone, behind = (
        server_for(desk.app, load_settings(desk_proxy=proxy), 8060).config for proxy in (None, "127.0.0.1")
    )
    assert (alone.proxy_headers, behind.proxy_headers, behind.forwarded_allow_ips) == (
        False,
        True,
        "127.0.0.1",
    )


def test_12_there_is_no_account_until_the_machine_makes_one_administrator_by_a_code_good_once(
    desk: Desk,
) -> None:
    first = Account(name="root", full_name="Ro Oth", role=Role.ADMINISTRATOR)
    with reading(desk.engine) as session:
        assert all_accounts(session) == ()
    with writing(desk.engine) as session:
        code = invite_first(session, first, at_the_machine(desk))
    browser = desk.browser()
    page = browser.post("/join", {"name": "root", "invitation": code})
    with reading(desk.engine) as session:
        desk.secrets["root"] = secrets_of(session, "root").secret
    assert page.text.count(desk.secrets["root"]) == 1
    chosen = {"name": "root", "invitation": code, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert browser.post("/join/finish", {**chosen, "code": "000000"}).status_code == 403
    right = {**chosen, "code": pyotp.TOTP(desk.secrets["root"]).at(desk.clock.at)}
    assert browser.post("/join/finish", right).headers["location"] == "/sign-in"
    assert browser.post("/join/finish", right).status_code == 409
    assert browser.post("/join", {"name": "root", "invitation": code}).status_code == 403
    assert browser.sign_in("root", password=NEW_PASSWORD).status_code == 303
    other = Account(name="other", full_name="Other", role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="there is an administrator"), writing(desk.engine) as session:
        invite_first(session, other, at_the_machine(desk))
    with writing(desk.engine) as session:
        late = invite(session, other, at_the_machine(desk))
    desk.clock.pass_by(days=3)
    assert desk.browser().post("/join", {"name": "other", "invitation": late}).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_13_nobody_of_any_role_comes_in_without_a_code_that_is_good_once_for_30_seconds(
    quick_desk: Desk, role: Role
) -> None:
    quick_desk.add("ada", role)
    browser, totp = quick_desk.browser(), pyotp.TOTP(quick_desk.secrets["ada"])
    missing = {"name": "ada", "password": PASSWORD, "code": ""}
    assert browser.post("/sign-in", missing).status_code == 403
    old = quick_desk.code("ada")
    quick_desk.clock.pass_by(seconds=30)
    early = totp.at(quick_desk.clock.at + dt.timedelta(seconds=30))
    assert [browser.sign_in("ada", code=code).status_code for code in (old, early)] == [403, 403]
    now = totp.at(quick_desk.clock.at)
    assert [browser.sign_in("ada", code=now).status_code for _ in range(2)] == [303, 403]


def test_14_each_sign_in_has_a_new_cookie_of_256_bits_that_the_browser_cannot_choose(desk: Desk) -> None:
    desk.add("ada", Role.OPERATOR)
    browser = desk.browser()
    browser.client.cookies.set(COOKIE, "f" * 64, domain="desk.test")
    seen = {"f" * 64}
    for _ in range(3):
        answer = browser.sign_in("ada")
        seen.add(answer.headers["set-cookie"].split("=")[1].split(";")[0])
    assert len(seen) == 4
    assert {len(cookie) for cookie in seen} == {64}
    with reading(desk.engine) as session:
        kept = session.exec(select(SignInRow.key)).all()
    assert len(kept) == 1
    assert set(kept) & seen == set()


def test_15_a_sign_in_ends_when_idle_for_15_minutes_and_after_12_hours_however_busy(
    desk: Desk, ada: Browser
) -> None:
    assert (dt.timedelta(minutes=15), dt.timedelta(hours=12)) == (IDLE, LONGEST)
    desk.clock.pass_by(seconds=IDLE.total_seconds() - 1)
    assert ada.get("/queue", headers={PASSIVE: "1"}).status_code == 200
    desk.clock.pass_by(seconds=2)
    assert ada.get("/queue").status_code == 401
    ada = desk.signed_in("ada")
    started = desk.clock.at
    while desk.clock.at + IDLE * 0.9 < started + LONGEST:
        desk.clock.pass_by(seconds=IDLE.total_seconds() * 0.9)
        assert ada.get("/queue").status_code == 200
    desk.clock.pass_by(seconds=IDLE.total_seconds() * 0.9)
    assert ada.get("/queue").status_code == 401


@pytest.mark.parametrize("how", ENDINGS)
def test_16_signing_out_a_new_password_and_an_administrator_end_sign_ins_at_once(
    desk: Desk, ada: Browser, how: str
) -> None:
    cookie = ada.client.cookies[COOKIE]
    other = desk.signed_in("ada", "10.0.0.2")
    desk.add("root", Role.ADMINISTRATOR)
    root = desk.signed_in("root")
    if how == "sign out":
        ada.post("/sign-out")
    elif how == "everywhere":
        ada.post("/sign-out-everywhere")
    elif how == "password":
        form = {"password": PASSWORD, "code": desk.code("ada"), "new": NEW_PASSWORD, "again": NEW_PASSWORD}
        assert ada.post("/account/password", form).status_code == 303
    elif how == "role":
        root.post("/people/ada/role", {"role": "auditor"})
    else:
        root.post(f"/people/ada/{'disable' if how == 'disable' else 'sign-out'}")
    ada.client.cookies.set(COOKIE, cookie, domain="desk.test")
    assert ada.get("/queue").status_code == 401
    assert other.get("/queue").status_code == (200 if how == "sign out" else 401)
    assert root.get("/people").status_code == 200
    assert desk.browser().sign_in("ada", password=PASSWORD).status_code == (
        403 if how in ("disable", "password") else 303
    )
