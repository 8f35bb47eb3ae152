"""Sessions of the desk: whose they are, and everything that ends them."""

import pytest
from sqlmodel import select

from documents import Role
from registry.database import reading
from registry.desk_tables import SignInRow
from review_queue.web.sessions import COOKIE, IDLE, LONGEST, PASSIVE
from tests.review_queue.web.desk import PASSWORD, Browser, Desk

NEW_PASSWORD = "seven damp violins ashore"  # noqa: S105  # of people who do not exist


@pytest.fixture
def ada(desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    desk.add("ada", Role.OPERATOR)
    return desk.signed_in("ada")


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


def test_15_a_sign_in_ends_when_idle_and_an_open_page_does_not_prevent_it(desk: Desk, ada: Browser) -> None:
    for _ in range(4):
        desk.clock.pass_by(seconds=IDLE.total_seconds() - 1)
        assert ada.get("/queue").status_code == 200
    desk.clock.pass_by(seconds=IDLE.total_seconds() - 1)
    assert ada.get("/queue", headers={PASSIVE: "1"}).status_code == 200
    desk.clock.pass_by(seconds=2)
    assert ada.get("/queue").status_code == 401


def test_15_a_sign_in_ends_after_twelve_hours_however_busy(desk: Desk, ada: Browser) -> None:
    started = desk.clock.at
    while desk.clock.at + IDLE / 2 < started + LONGEST:
        desk.clock.pass_by(seconds=IDLE.total_seconds() / 2)
        assert ada.get("/queue").status_code == 200
    desk.clock.pass_by(seconds=IDLE.total_seconds() / 2)
    assert ada.get("/queue").status_code == 401


def test_16_signing_out_ends_the_session_even_for_a_copy_of_its_cookie(desk: Desk, ada: Browser) -> None:
    copy = ada.client.cookies[COOKIE]
    assert ada.post("/sign-out").status_code == 303
    ada.client.cookies.set(COOKIE, copy, domain="desk.test")
    assert ada.get("/queue").status_code == 401


@pytest.mark.parametrize("how", ["everywhere", "password", "role", "disable", "end"])
def test_16_every_sign_in_of_an_account_ends_at_once(desk: Desk, ada: Browser, how: str) -> None:
    other = desk.signed_in("ada", "10.0.0.2")
    desk.add("root", Role.ADMINISTRATOR)
    root = desk.signed_in("root")
    if how == "everywhere":
        ada.post("/sign-out-everywhere")
    elif how == "password":
        form = {"password": PASSWORD, "code": desk.code("ada"), "new": NEW_PASSWORD, "again": NEW_PASSWORD}
        assert ada.post("/account/password", form).status_code == 303
    elif how == "role":
        root.post("/people/ada/role", {"role": "auditor"})
    else:
        root.post(f"/people/ada/{'disable' if how == 'disable' else 'sign-out'}")
    assert [browser.get("/queue").status_code for browser in (ada, other)] == [401, 401]
    assert root.get("/people").status_code == 200
