"""The commands as a person runs them, each as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
BATCH = ROOT / "samples" / "batch"
ORDER = BATCH / "0022-prescription-authorization-blank-page" / "fax.pdf"
pytestmark = pytest.mark.xdist_group("commands")

FAXDESK = Path(sys.executable).with_name("faxdesk")


def faxdesk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(FAXDESK), *arguments]
    alone = os.environ | {"FAXDESK_READERS": "1"}
    return subprocess.run(
        command, cwd=folder, env=alone, capture_output=True, text=True, check=False, timeout=240
    )


def test_process_prints_what_would_become_of_a_fax_and_registers_nothing(tmp_path: Path) -> None:
    done = faxdesk(tmp_path, "process", str(ORDER), "--json")
    assert done.returncode == 0, done.stderr
    (fax,) = json.loads(done.stdout)
    document = next(one for one in fax["documents"] if one["form"])
    assert (document["form"], document["edition"]) == ("prescription_authorization", "2017-10")
    field = document["fields"]["prescriber_npi"]
    assert set(field) >= {"state", "value", "confidence", "auto", "alternatives", "box", "page"}
    assert document["disposition"]["outcome"] in ("review", "reject")
    assert "PRESCRIBER_NOT_CERTIFIED" in {finding["code"] for finding in document["findings"]}
    assert [page["number"] for page in fax["pages"]] == [1, 2]
    books = json.loads(faxdesk(tmp_path, "status", "--json").stdout)
    assert (books["arrivals"], books["received"], books["difference"]) == (0, 0, 0)


def test_process_commit_registers_the_fax_and_the_authorization(tmp_path: Path) -> None:
    assert faxdesk(tmp_path, "registry", "import", str(BATCH / "registry")).returncode == 0
    moment = json.loads((ORDER.parent / "truth.json").read_text())["received_on"]
    done = faxdesk(tmp_path, "process", str(ORDER), "--commit", "--received", moment, "--json")
    assert done.returncode == 0, done.stderr
    outcomes = {one["form"]: one["disposition"]["outcome"] for one in json.loads(done.stdout)[0]["documents"]}
    assert outcomes["prescription_authorization"] == "authorize"
    books = json.loads(faxdesk(tmp_path, "status", "--json").stdout)
    assert (books["received"], books["decided"], books["difference"]) == (1, 1, 0)


def test_show_draws_every_page(tmp_path: Path) -> None:
    done = faxdesk(tmp_path, "show", str(ORDER), "--out", "pictures")
    assert done.returncode == 0, done.stderr
    pictures = sorted((tmp_path / "pictures").glob("page-*.png"))
    assert len(pictures) == 2
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width > 2500
            assert picture.height > 2000


def test_replay_scores_a_batch_and_compares_it_with_an_earlier_run(tmp_path: Path) -> None:
    shutil.copytree(ORDER.parent, tmp_path / "batch" / ORDER.parent.name)
    shutil.copytree(BATCH / "registry", tmp_path / "batch" / "registry")
    first = faxdesk(tmp_path, "replay", "batch", "--out", "one", "--json")
    assert first.returncode == 0, first.stderr
    assert {tally["name"] for tally in json.loads(first.stdout)["tallies"]} >= {"documents: granted wrongly"}
    again = faxdesk(tmp_path, "replay", "batch", "--out", "two", "--against", "one")
    assert again.returncode == 0, again.stderr
    assert json.loads((tmp_path / "two" / "replay.json").read_text())["changes"] == []
    assert "What must hold" in (tmp_path / "two" / "report.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("process", "nothing.tif"), "nothing.tif: No such file or directory"),
        (("replay", "nowhere", "--out", "out"), "nowhere: no samples"),
        (("forms", "show", "no_such_form"), "no_such_form"),
    ],
)
def test_a_bad_argument_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = faxdesk(tmp_path, *arguments)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("faxdesk: ")] == [
        line for line in done.stderr.splitlines() if words in line
    ]
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_stops_start_up_naming_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "faxdesk.toml").write_text("max_pages = 0\n")
    done = faxdesk(tmp_path, "status")
    assert done.returncode == 2
    assert "faxdesk.toml" in done.stderr
    assert "max_pages" in done.stderr
