"""Coming in and going out: passwords, codes, invitations, sessions and how they end."""

import pytest

from documents import Account, Role
from registry.accounts import save_account
from registry.database import writing
from tests.review_queue.web.desk import PASSWORD, Browser, Desk

NEW_PASSWORD = "seven damp violins ashore"  # noqa: S105  # of people who do not exist


@pytest.fixture
def ada(desk: Desk) -> Browser:
    """A browser in which an operator has signed in."""
    desk.add("ada", Role.OPERATOR)
    return desk.signed_in("ada")


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


def test_the_name_of_a_disabled_account_stays_taken(desk: Desk) -> None:
    desk.add("root", Role.ADMINISTRATOR)
    desk.add("ada", Role.OPERATOR)
    root = desk.signed_in("root")
    root.post("/people/ada/disable")
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
