"""Letters on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from documents import BadInput, NoSuchThing
from pipeline.commands.letters import app
from pipeline.commands.status import status
from registry.database import migrate, open_database, writing
from registry.outbox import put_letter
from tests.letters.outgoing import DEFICIENCY, MOMENT, REFERENCE

HELD = DEFICIENCY.model_copy(update={"to": DEFICIENCY.to.model_copy(update={"fax": ""})})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'faxdesk.sqlite'}"
    migrate(url)
    engine = open_database(url)
    with writing(engine) as session:
        put_letter(session, HELD, MOMENT)
    engine.dispose()
    return folder


def run(data: Path, *arguments: str) -> str:
    return CliRunner().invoke(app, [*arguments, "--data", str(data)], catch_exceptions=False).output


def test_a_held_letter_is_listed_shown_released_and_sent(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "needs number" in run(data, "list", "--state", "held")
    assert "needs number" in run(data, "show", REFERENCE, "--out", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{REFERENCE}.pdf",
        f"{REFERENCE}.tif",
    ]
    assert "0 letters" in run(data, "send")
    run(data, "release", REFERENCE, "--number", "617-555-0142", "--by", "Ada Brandt")
    assert "1 letters" in run(data, "send")
    sheet = json.loads(run(data, "show", REFERENCE, "--json"))
    assert [event["state"] for event in sheet["events"]] == ["held", "queued", "sending", "sent"]
    assert sheet["events"][1]["by"] == "Ada Brandt"
    status(as_json=True, data=data)
    assert json.loads(capsys.readouterr().out)["letters"]["sent"] == 1


def test_a_letter_is_cancelled_by_somebody_for_a_reason(data: Path) -> None:
    with pytest.raises(BadInput, match="must not be empty"):
        run(data, "cancel", REFERENCE, "--by", "Ada Brandt", "--reason", " ")
    run(data, "cancel", REFERENCE, "--by", "Ada Brandt", "--reason", "settled by telephone")
    (only,) = json.loads(run(data, "list", "--json"))
    assert only["state"] == "cancelled"


def test_a_reference_nobody_gave_is_an_error_for_the_command_line(data: Path) -> None:
    with pytest.raises(NoSuchThing, match="no letter"):
        run(data, "show", "L-1111111111")
