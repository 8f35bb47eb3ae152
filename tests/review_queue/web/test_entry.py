"""Coming in and going out: passwords, codes, invitations, sessions and how they end."""

import datetime as dt

import pyotp
import pytest
from sqlmodel import select

from documents import Account, NotAllowed, Role, SignInFailed
from registry.accounts import all_accounts, save_account, secrets_of
from registry.database import reading, writing
from registry.desk_events import events
from registry.desk_tables import DeskEventRow
from review_queue.accounts import Actor, invite, invite_first
from review_queue.passwords import objections
from review_queue.web.sessions import COOKIE
from tests.review_queue.web.desk import PASSWORD, Browser, Desk, text_of

NEW_PASSWORD = "seven damp violins ashore"  # noqa: S105  # of people who do not exist


@pytest.fixture
def ada(desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    desk.add("ada", Role.OPERATOR)
    return desk.signed_in("ada")


def acts(desk: Desk) -> list[str]:
    """What happened, newest first."""
    with reading(desk.engine) as session:
        return [str(event.model_dump()["act"]) for _, event in events(session, 100)]


def at_the_machine(desk: Desk) -> Actor:
    return Actor(name="", address="", at=desk.clock.at)


def test_1_the_session_cookie_is_kept_from_scripts_other_sites_and_plain_connections(desk: Desk) -> None:
    desk.add("ada", Role.OPERATOR)
    answer = desk.browser().sign_in("ada")
    cookies = [
        *answer.headers.get_list("set-cookie"),
        *desk.browser().get("/sign-in").headers.get_list("set-cookie"),
    ]
    assert [cookie.split("=")[0] for cookie in cookies] == [COOKIE, f"{COOKIE}-token"]
    for cookie in cookies:
        assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_10_a_password_is_kept_as_argon2id_with_19_mib_and_two_passes(desk: Desk) -> None:
    desk.add("ada", Role.OPERATOR)
    with reading(desk.engine) as session:
        kept = secrets_of(session, "ada").password
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("password", "good"),
    [
        ("slate heron ca", False),
        ("passwordpassword", False),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", False),
        ("qwertyuiop1234567890", False),
        ("Kynamro2026!!!!", False),
        ("adabrandtadabrandt", False),
        ("slate heron canal ember", True),
        ("lowercase words without any sign", True),
        ("naïve Überraschung 蓝色 quilt", True),
        ("tulip harbor " * 9 + "quiz vex", True),
        ("x" * 129, False),
    ],
)
def test_9_a_password_is_long_and_not_easily_guessed_and_nothing_else_is_asked(
    password: str,
    good: bool,  # noqa: FBT001
) -> None:
    assert (objections(password, ("kynamro", "rems", "program", "ada", "brandt")) == ()) is good


def test_11_ten_failures_hold_an_account_off_from_there_and_strangers_cannot_lock_it_out(desk: Desk) -> None:
    desk.add("ada", Role.OPERATOR)
    home, stranger = desk.signed_in("ada", "10.0.0.1"), desk.browser("10.9.9.9")
    answers = [stranger.sign_in("ada", code="000000") for _ in range(12)]
    assert [answer.status_code for answer in answers] == [403] * 12
    assert ["not right" in text_of(answer) for answer in answers] == [True] * 10 + [False] * 2
    assert "Too many attempts" in text_of(stranger.sign_in("ada"))
    assert "Too many attempts" in text_of(desk.browser("10.8.8.8").sign_in("ada"))
    assert home.sign_in("ada").status_code == 303
    desk.clock.pass_by(minutes=16)
    assert stranger.sign_in("ada").status_code == 303


def test_11_more_than_twenty_attempts_a_minute_from_one_address_are_not_looked_at(quick_desk: Desk) -> None:
    browser = quick_desk.browser()
    tried = [browser.sign_in("nobody", code="000000").status_code for _ in range(21)]
    assert tried == [403] * 20 + [429]


def test_11_an_address_that_somebody_claims_to_speak_for_counts_for_nothing(quick_desk: Desk) -> None:
    browser = quick_desk.browser("10.9.9.9")
    for number in range(3):
        headers = {"X-Forwarded-For": f"10.1.1.{number}"}
        form = {"name": "ada", "password": "x", "code": "0"}
        browser.post("/sign-in", form, headers=headers)
    with reading(quick_desk.engine) as session:
        assert {event.address for _, event in events(session, 9)} == {"10.9.9.9"}


def test_12_there_is_no_account_until_the_machine_invites_the_first_administrator_once(desk: Desk) -> None:
    with reading(desk.engine) as session:
        assert all_accounts(session) == ()
    desk.add("root", Role.ADMINISTRATOR)
    second = Account(name="second", full_name="Second", role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="there is an administrator"), writing(desk.engine) as session:
        invite_first(session, second, at_the_machine(desk))


def test_12_an_invitation_is_good_once_and_its_secret_is_shown_once(desk: Desk) -> None:
    new = Account(name="bo", full_name="Bo Reed", role=Role.OPERATOR)
    with writing(desk.engine) as session:
        code = invite(session, new, at_the_machine(desk))
    browser = desk.browser()
    assert browser.post("/join", {"name": "bo", "invitation": "0" * 32}).status_code == 403
    page = browser.post("/join", {"name": "bo", "invitation": code})
    with reading(desk.engine) as session:
        secret = secrets_of(session, "bo").secret
    assert page.text.count(secret) == 1
    assert "<svg" in page.text
    chosen = {"name": "bo", "invitation": code, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    wrong = browser.post("/join/finish", {**chosen, "code": "000000"})
    assert (wrong.status_code, secret in wrong.text) == (403, False)
    right = {**chosen, "code": pyotp.TOTP(secret).at(desk.clock.at)}
    assert browser.post("/join/finish", right).headers["location"] == "/sign-in"
    assert browser.post("/join/finish", right).status_code == 409
    assert browser.post("/join", {"name": "bo", "invitation": code}).status_code == 403
    desk.secrets["bo"] = secret
    assert browser.sign_in("bo", password=NEW_PASSWORD).status_code == 303
    assert acts(desk) == ["signed_in", "sign_in_failed", "joined", "sign_in_failed", "invited"]


def test_19_what_a_page_would_not_send_the_server_does_not_take(quick_desk: Desk) -> None:
    new = Account(name="bo", full_name="Bo Reed", role=Role.OPERATOR)
    with writing(quick_desk.engine) as session:
        code = invite(session, new, at_the_machine(quick_desk))
    browser = quick_desk.browser()
    browser.post("/join", {"name": "bo", "invitation": code})
    with reading(quick_desk.engine) as session:
        secret = secrets_of(session, "bo").secret
    shown = pyotp.TOTP(secret).at(quick_desk.clock.at)
    form = {"name": "bo", "invitation": code, "password": "short", "again": "short", "code": shown}
    refused = browser.post("/join/finish", form)
    assert (refused.status_code, "at least 15 characters" in text_of(refused)) == (403, True)
    assert browser.post("/join/finish", {**form, "again": "other"}).status_code == 403


def test_12_an_invitation_ends_after_three_days(desk: Desk) -> None:
    new = Account(name="bo", full_name="Bo Reed", role=Role.OPERATOR)
    with writing(desk.engine) as session:
        code = invite(session, new, at_the_machine(desk))
    desk.clock.pass_by(days=3)
    assert desk.browser().post("/join", {"name": "bo", "invitation": code}).status_code == 403


def test_13_nobody_comes_in_without_a_code_and_a_code_is_good_once(desk: Desk) -> None:
    desk.add("ada", Role.OPERATOR)
    code = desk.code("ada")
    browser = desk.browser()
    assert browser.sign_in("ada", code="").status_code == 303
    used = pyotp.TOTP(desk.secrets["ada"]).at(desk.clock.at)
    assert browser.sign_in("ada", code=used).status_code == 403
    assert browser.sign_in("ada", code=code).status_code == 403
    early = pyotp.TOTP(desk.secrets["ada"]).at(desk.clock.at + dt.timedelta(seconds=30))
    assert browser.sign_in("ada", code=early).status_code == 403


def test_a_password_is_changed_only_with_the_present_one_and_a_code(desk: Desk, ada: Browser) -> None:
    form = {"password": PASSWORD, "code": "000000", "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert ada.post("/account/password", form).status_code == 403
    assert ada.post("/account/password", {**form, "code": desk.code("ada"), "again": "x"}).status_code == 403
    assert (
        ada.post(
            "/account/password", {**form, "code": desk.code("ada"), "new": "x", "again": "x"}
        ).status_code
        == 403
    )
    assert desk.signed_in("ada").get("/queue").status_code == 200


def test_16_a_disabled_account_cannot_sign_in_and_its_name_stays_taken(desk: Desk) -> None:
    desk.add("root", Role.ADMINISTRATOR)
    desk.add("ada", Role.OPERATOR)
    root = desk.signed_in("root")
    root.post("/people/ada/disable")
    assert desk.browser().sign_in("ada").status_code == 403
    again = {"name": "ada", "full_name": "Ada", "role": "operator"}
    assert root.post("/people/invite", again).status_code == 409


def test_an_administrator_changes_nobody_into_the_last_and_not_themselves(desk: Desk) -> None:
    desk.add("root", Role.ADMINISTRATOR)
    root = desk.signed_in("root")
    assert root.post("/people/root/disable").status_code == 409
    assert root.post("/people/root/role", {"role": "operator"}).status_code == 409
    assert root.post("/people/nobody/disable").status_code == 404
    with writing(desk.engine) as session:
        save_account(session, Account(name="two", full_name="Two", role=Role.ADMINISTRATOR))
    assert root.post("/people/two/disable").status_code == 303


def test_23_what_somebody_typed_as_a_name_is_kept_only_when_it_is_one(desk: Desk) -> None:
    desk.browser().sign_in("my secret password", code="000000")
    with reading(desk.engine) as session:
        ((_, failed),) = events(session, 9)
        rows = session.exec(select(DeskEventRow.record)).all()
    assert isinstance(failed, SignInFailed)
    assert (failed.account, failed.address, failed.at) == ("", "10.0.0.1", desk.clock.at)
    assert "secret" not in str(rows)
