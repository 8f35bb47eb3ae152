"""The settings that the program has not fixed are shown to those who answer for them."""

import pytest

from documents import Role
from tests.review_queue.web.desk import Desk, text_of


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_answers_for_the_program_sees_what_is_not_configured(quick_desk: Desk, role: Role) -> None:
    quick_desk.add("lee", role)
    page = text_of(quick_desk.signed_in("lee").get("/settings"))
    assert "safety_hours - not configured" in page
    assert "limits.signatures_apart_days 30 default of faxdesk" in page
