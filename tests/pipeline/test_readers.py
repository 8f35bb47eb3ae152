"""Readers outlive the thread that started them, and end with their parent."""

import datetime as dt
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from documents import Media, ReceivedFax
from forms.library import FORMS_FOLDER
from intake.limits import DecodeLimits
from pipeline.desk import DeskPlan, Opened
from pipeline.readers import Readers
from registry.blobs import BlobStore

pytestmark = pytest.mark.xdist_group("line")


def test_a_reader_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    content = b"no fax at all\n"
    fax = ReceivedFax(
        digest=BlobStore(tmp_path).put(content),
        channel="test",
        received_at=dt.datetime(2018, 3, 1, tzinfo=dt.UTC),
        byte_count=len(content),
        media=Media.UNKNOWN,
    )
    opened: list[Opened] = []
    with Readers(DeskPlan(blobs=tmp_path, forms=FORMS_FOLDER, limits=DecodeLimits()), 1, 60) as readers:
        for _ in range(2):
            thread = threading.Thread(target=lambda: opened.append(readers.open(fax)))
            thread.start()
            thread.join()
    assert [one.refusal is not None for one in opened] == [True, True]


_AS_THE_COMMAND_BEGINS = """
import json, sys
from multiprocessing import get_context
from pipeline.start import main

def loaded():
    import pipeline.readers
    print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))

if __name__ == "__main__":
    child = get_context("spawn").Process(target=loaded)
    child.start()
    child.join()
"""


def test_a_reader_loads_neither_the_desk_nor_the_database(tmp_path: Path) -> None:
    script = tmp_path / "faxdesk"
    script.write_text(_AS_THE_COMMAND_BEGINS)
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(json.loads(done.stdout))
    assert {"extractors", "onnxruntime"} <= loaded
    assert not {"dbos", "litestar", "sqlalchemy", "typer"} & loaded
