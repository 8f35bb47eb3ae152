"""A small program comes to the end of its plot, in whatever order independent faxes arrive."""

import datetime as dt
import random
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput
from documents.chronicle import CHRONICLE_FILE, Chronicle, Happening, ProgramEnd
from forms.library import load_forms
from pipeline.chronicle import ends, in_another_order
from pipeline.cli import app
from pipeline.settings import load_settings
from pipeline.station import open_station
from samples.chronicle import make_chronicle
from samples.plot import SMALL

NOON = dt.datetime(2018, 3, 12, 16, tzinfo=dt.UTC)
ORDERS = 4


def two_threads() -> Chronicle:
    """Faxes an hour apart, of two threads in turn."""
    happenings = tuple(
        Happening(at=NOON + dt.timedelta(hours=number), thread="ab"[number % 2], sample=str(number))
        for number in range(8)
    )
    return Chronicle(seed=1, ends_at=NOON, delay_days=2, happenings=happenings, end=ProgramEnd())


def test_a_small_program_comes_to_the_end_of_its_plot_in_every_order_of_arrival(tmp_path: Path) -> None:
    batch = tmp_path / "batch"
    told = make_chronicle(batch, SMALL, 20261128, load_forms(), lambda done, of: None)
    with open_station(load_settings(data_folder=tmp_path / "data")) as station:
        found = list(ends(station, batch, told, ORDERS, random.Random(1)))
    assert [end.differences(told.end) for end in found] == [()] * (ORDERS + 1)


def test_in_another_order_each_thread_is_late_as_a_whole() -> None:
    told, orders = two_threads(), set()
    for seed in range(5):
        moved = in_another_order(told, random.Random(seed))
        orders.add(tuple(one.sample for one in moved))
        assert all(before.at <= after.at for before, after in pairwise(moved))
        for thread in "ab":
            late = {
                one.at - was.at
                for one, was in zip(
                    [one for one in moved if one.thread == thread],
                    [one for one in told.happenings if one.thread == thread],
                    strict=True,
                )
            }
            assert len(late) == 1
            assert dt.timedelta() <= late.pop() <= dt.timedelta(days=told.delay_days)
    assert len(orders) > 1


def test_whatever_ends_otherwise_is_said() -> None:
    now = ProgramEnd(standings={"1": "certified"}, letters={"0001": ("refusal to prescriber",)})
    meant = ProgramEnd(standings={"1": "pending"}, authorizations={"0002": "open"})
    assert now.differences(now) == ()
    assert now.differences(meant) == (
        "standing of 1: certified, not pending",
        "authorization of 0002: none, not open",
        "letters of 0001: ('refusal to prescriber',), not none",
    )


@pytest.mark.parametrize(("meant", "exits"), [({}, 0), ({"1234567893": "certified"}, 1)])
def test_a_chronicle_that_ends_otherwise_exits_1(tmp_path: Path, meant: dict[str, str], exits: int) -> None:
    told = Chronicle(seed=1, ends_at=NOON, delay_days=0, happenings=(), end=ProgramEnd(standings=meant))
    (tmp_path / CHRONICLE_FILE).write_text(told.model_dump_json(), encoding="utf-8")
    ran = CliRunner().invoke(app, ["replay", str(tmp_path), "--out", str(tmp_path / "run")])
    assert ran.exit_code == exits
    assert ("order 0: standing of 1234567893: none, not certified" in ran.output) == bool(exits)


def test_a_chronicle_is_not_compared_with_an_earlier_run(tmp_path: Path) -> None:
    told = Chronicle(seed=1, ends_at=NOON, delay_days=0, happenings=(), end=ProgramEnd())
    (tmp_path / CHRONICLE_FILE).write_text(told.model_dump_json(), encoding="utf-8")
    run = ["replay", str(tmp_path), "--out", str(tmp_path / "run"), "--against", str(tmp_path)]
    ran = CliRunner().invoke(app, run)
    assert isinstance(ran.exception, BadInput)
    assert "--against" in str(ran.exception)
