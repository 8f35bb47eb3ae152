"""A process dies over letters; the next ones send each of them once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import LetterKind, LetterState
from registry.database import writing
from registry.outbox import put_letter
from tests.letters.dying_post import DIED
from tests.letters.outgoing import EVERY_KIND, MOMENT, written
from tests.letters.senders import MACHINES

ROOT = Path(__file__).parents[2]
LETTERS = [EVERY_KIND[kind] for kind in (LetterKind.CERTIFICATION, LetterKind.WITHDRAWAL)]

pytestmark = pytest.mark.xdist_group("kill")


def run(home: Path, url: str, kind: str, point: str) -> int:
    command = [sys.executable, "-m", "tests.letters.dying_post", str(home), url, kind, point]
    spool = os.environ | {"HYLAFAX_SPOOL": str(home / "spool")}
    return subprocess.run(command, cwd=ROOT, env=spool, check=False, timeout=120).returncode


@pytest.mark.parametrize("kind", MACHINES)
@pytest.mark.parametrize("point", ["taken", "handed over"])
def test_no_letter_is_sent_twice_and_none_is_lost(
    registry_engine: sa.Engine, registry_url: str, tmp_path: Path, kind: str, point: str
) -> None:
    for number, letter in enumerate(LETTERS):
        with writing(registry_engine) as session:
            put_letter(session, letter.model_copy(update={"reference": f"L-000000000{number}"}), MOMENT)
    for _ in LETTERS:
        assert run(tmp_path, registry_url, kind, point) == DIED
    assert run(tmp_path, registry_url, kind, "") == 0
    assert len(MACHINES[kind](tmp_path).arrived()) == len(LETTERS)
    assert {status.state for status in written(registry_engine)} == {LetterState.SENT}
