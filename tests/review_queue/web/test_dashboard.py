"""The dashboard: every figure from what is kept, the same as one file, and nothing anybody wrote."""

import datetime as dt
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import Role
from pipeline.cli import app
from registry.database import writing
from registry.fax_tables import FaxRow, PageRow
from review_queue import resolve
from review_queue.dashboard import percentile
from review_queue.web import pages_of, report
from tests.registry.people import PREF, digest_of
from tests.review_queue.items import ORDER_FORM, Queue, by_clerk, in_review, said
from tests.review_queue.web.desk import Desk, text_of


@pytest.fixture
def busy(quick_desk: Desk) -> Desk:
    """A desk where one item was resolved, two wait, and a fax broke off."""
    in_review(quick_desk.engine, "prescriber", PREF)
    in_review(quick_desk.engine, "waiting")
    quick_desk.item("resolved")
    quick_desk.add("clerk", Role.OPERATOR)
    clerk = quick_desk.signed_in("clerk")
    clerk.post(f"/items/{digest_of('resolved')}/1/claim")
    quick_desk.clock.pass_by(seconds=95)
    readings = by_clerk(patient_last_name="Zebrafinch", quantity="4")
    given = said("resolved", readings=readings, made_at=quick_desk.clock.at)
    with writing(quick_desk.engine) as session:
        resolve(session, given, ORDER_FORM, Queue())
        session.get_one(FaxRow, digest_of("waiting")).whole = False
        row = session.get_one(PageRow, (digest_of("waiting"), 1))
        row.image = {**row.image, "bad_rows": 7}
    return quick_desk


def board(desk: Desk) -> str:
    desk.add("sue", Role.SUPERVISOR)
    return text_of(desk.signed_in("sue").get("/dashboard"))


def test_the_dashboard_counts_what_waits_what_passes_and_how_the_line_is(busy: Desk) -> None:
    words = board(busy)
    assert "2 waiting · 0 overdue · 0 taken" in words
    assert "median 1 min 35 s , nine of ten within 1 min 35 s , of 1 items" in words
    for table in (
        r"Form Items Oldest Prescriber Enrollment Form 1 \d min Prescription Authorization Form 1 \d min",
        r"Reason Items Oldest Illegible: patient last name 2 \d min There is handwriting outside the",
        r"Form Decided Without a person Share Prescription Authorization Form 2 0 0 %",
        r"Kind and writing Looked at Changed Share .*name, typed 1 1 100 %",
        r"Mon 20 Nov 3 1 3 1",
    ):
        assert re.search(table, words), table
    assert "Zebrafinch" not in words


def test_every_plot_has_its_table_and_draws_what_the_table_says(busy: Desk) -> None:
    busy.add("sue", Role.SUPERVISOR)
    page = busy.signed_in("sue").get("/dashboard").text
    plots = re.findall(r'<section class="plot".*?</section>', page, re.DOTALL)
    assert len(plots) == 5
    for plot in plots:
        assert plot.count('class="all"') == plot.count('<th scope="row">') > 0
        assert 'role="img"' in plot
    days = plots[-1]
    assert [float(width) for width in re.findall(r'class="all"[^>]* width="([0-9.]+)"', days)][-1] == 270
    assert re.findall(r'class="marked"[^>]* width="([0-9.]+)"', days)[-2] == "90.0"


def test_an_empty_desk_has_a_dashboard_too(quick_desk: Desk) -> None:
    words = board(quick_desk)
    assert "no item was taken and resolved at the desk" in words
    assert "No reading has been audited" in words


def test_checked_readings_stand_with_the_error_rate_they_do_not_rule_out(quick_desk: Desk) -> None:
    quick_desk.audit("one", ncpdp="0999017")
    quick_desk.add("ada", Role.OPERATOR)
    ada = quick_desk.signed_in("ada")
    ada.post("/audits/next")
    token = re.findall(r'name="task" value="(\w+)"', ada.get("/audits/key").text)[0]
    ada.post("/audits/keyings", {"task": token, "said": "read", "value": "0999017"})
    assert "checked numbers typed 1 0 95.00 % free" in board(quick_desk)


def test_the_report_is_the_dashboard_in_one_file_without_a_script(busy: Desk) -> None:
    made = report(busy.tools, pages_of(busy.tools))
    assert "median" in made
    assert not re.search(r"<script|<link|(?:src|href)=|url\(", made)


def test_the_command_writes_the_report(tmp_path: Path) -> None:
    out = tmp_path / "board.html"
    told = CliRunner().invoke(app, ["desk", "report", str(out), "--data", str(tmp_path / "data")])
    assert (told.exit_code, told.output) == (0, f"dashboard: {out}\n")
    assert "Dashboard" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(("share", "found"), [(0.5, 2), (0.9, 4), (0.0, 1), (1.0, 4)])
def test_a_percentile_is_one_of_the_values(share: float, found: int) -> None:
    assert percentile([dt.timedelta(seconds=n) for n in (1, 2, 3, 4)], share) == dt.timedelta(seconds=found)
