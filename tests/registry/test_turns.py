"""Turns among threads: in the order asked, alone, and not for ever."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from documents import StoreFailed
from registry import database
from registry.database import open_database, writing
from registry.turns import TurnMissed, Turns

PATIENT = 60.0


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns, order = Turns(), list[int]()

    def one(number: int) -> None:
        with turns.turn(PATIENT):
            order.append(number)

    with ThreadPoolExecutor(8) as threads:
        with turns.turn(PATIENT):
            for number in range(8):
                threads.submit(one, number)
                while turns.asked < number + 2:
                    pass
        with turns.turn(PATIENT):
            order.append(8)
    assert order == list(range(9))


def test_who_does_not_want_to_wait_longer_leaves_the_others_their_order() -> None:
    turns = Turns()
    with turns.turn(PATIENT), pytest.raises(TurnMissed), turns.turn(0.0):
        pytest.fail("two at once")
    with turns.turn(0.0):
        assert turns.asked == 1
    assert turns.asked == 0


def test_a_writer_within_a_writer_is_refused_and_nothing_of_both_is_kept(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 1)
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'one.sqlite')}")
    with pytest.raises(StoreFailed), writing(engine), writing(engine):
        pytest.fail("two at once")
    engine.dispose()
