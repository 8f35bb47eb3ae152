"""The contract of every sender, and what HylaFAX says of its jobs."""

from pathlib import Path

import pytest

from documents import SendFailed
from letters.sender import Parcel, Progress
from tests.letters.senders import MACHINES, Machine, hylafax_machine

PARCEL = Parcel(key="L-7K2M9QX4TD-1", number="6175550142", pdf=b"%PDF", fax=b"II*\0 a page")


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv("HYLAFAX_SPOOL", str(tmp_path / "spool"))
    return MACHINES[request.param](tmp_path)


def test_what_was_handed_over_is_found_by_its_key(machine: Machine) -> None:
    assert machine.sender.find(PARCEL.key) == ""
    job = machine.sender.send(PARCEL)
    assert job
    assert machine.sender.find(PARCEL.key) == job
    assert machine.sender.find("L-7K2M9QX4TD-2") == ""


def test_number_and_pages_arrive_as_they_were(machine: Machine) -> None:
    machine.sender.send(PARCEL)
    assert machine.arrived() == [(PARCEL.number, PARCEL.fax)]


def test_a_key_is_not_taken_twice(machine: Machine) -> None:
    assert machine.sender.send(PARCEL) == machine.sender.send(PARCEL)
    assert len(machine.arrived()) == 1


def test_a_sender_that_does_not_answer_says_so(machine: Machine) -> None:
    machine.go_down()
    with pytest.raises(SendFailed):
        machine.sender.send(PARCEL)


def test_nothing_is_said_of_jobs_nobody_knows(machine: Machine) -> None:
    assert machine.sender.progress(("977",)) == {}


@pytest.fixture
def hylafax(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv("HYLAFAX_SPOOL", str(tmp_path / "spool"))
    return hylafax_machine(tmp_path)


@pytest.mark.parametrize(
    ("state", "progress"),
    [
        ("W", Progress.UNDER_WAY),
        ("R", Progress.UNDER_WAY),
        ("D", Progress.DELIVERED),
        ("F", Progress.FAILED),
    ],
)
def test_the_state_of_a_job_tells_what_became_of_it(
    hylafax: Machine, tmp_path: Path, state: str, progress: Progress
) -> None:
    job = hylafax.sender.send(PARCEL)
    queued = tmp_path / "spool" / f"q{job}"
    queued.write_text(queued.read_text().replace("W|", f"{state}|", 1))
    assert hylafax.sender.progress((job,)) == {job: progress}


def test_a_job_whose_answer_was_lost_is_found_and_not_made_again(hylafax: Machine, tmp_path: Path) -> None:
    mute = tmp_path / "spool" / "mute"
    mute.touch()
    with pytest.raises(SendFailed, match="sendfax failed with code 1"):
        hylafax.sender.send(PARCEL)
    mute.unlink()
    assert hylafax.sender.find(PARCEL.key) == hylafax.sender.send(PARCEL)
    assert len(hylafax.arrived()) == 1


def test_no_page_is_left_beside_the_queue(hylafax: Machine, tmp_path: Path) -> None:
    hylafax.sender.send(PARCEL)
    assert [path.name for path in (tmp_path / "pages").iterdir()] == [".hylarc"]


def test_a_folder_with_half_a_letter_has_no_letter(tmp_path: Path) -> None:
    machine = MACHINES["folder"](tmp_path)
    (tmp_path / "out" / f".{PARCEL.key}").mkdir(parents=True)
    assert machine.sender.find(PARCEL.key) == ""
    machine.sender.send(PARCEL)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [PARCEL.key]
