"""The post of an installation: where letters go by default, and that only one process sends them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from letters.hylafax import HylafaxSender
from pipeline.liveness import FileLiveness
from pipeline.posting import post_of, posting, send_letters, sender_of
from pipeline.settings import load_settings
from pipeline.station import Station, open_station
from registry.database import writing
from registry.outbox import put_letter
from tests.letters.outgoing import DEFICIENCY, MOMENT


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(load_settings(data_folder=tmp_path / "data", letter_seconds=0.01)) as station:
        with writing(station.engine) as session:
            put_letter(session, DEFICIENCY, MOMENT)
        yield station


def in_the_folder(station: Station) -> list[str]:
    return [path.name for path in station.settings.letters.glob("*")]


def test_letters_go_into_the_data_folder_when_nothing_else_is_set(station: Station) -> None:
    assert send_letters(station, post_of(station)) == 1
    assert in_the_folder(station) == [f"{DEFICIENCY.reference}-1"]
    assert station.settings.letters.parent == station.settings.data_folder


def test_only_one_process_sends_at_a_time(station: Station) -> None:
    other = FileLiveness(station.settings.locks, "letters")
    other.hold()
    assert send_letters(station, post_of(station)) is None
    other.release()
    assert send_letters(station, post_of(station)) == 1


def test_letters_go_out_while_the_line_runs(station: Station) -> None:
    with posting(station) as check:
        while not in_the_folder(station):
            check()
    assert in_the_folder(station) == [f"{DEFICIENCY.reference}-1"]


def test_hylafax_is_a_setting(tmp_path: Path) -> None:
    settings = load_settings(data_folder=tmp_path, letter_sender="hylafax")
    assert isinstance(sender_of(settings), HylafaxSender)
