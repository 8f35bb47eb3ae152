"""What mutmut left is counted by module, and every survivor is argued or named as not argued."""

import json
from pathlib import Path

from tests.bench.mutants import section, tallies


def test_only_tested_mutants_are_killed_or_survive_and_untested_code_survives(tmp_path: Path) -> None:
    (tmp_path / "validators").mkdir()
    codes = {"a.x_1": 1, "a.x_2": 0, "a.x_3": None, "a.x_4": 33, "a.x_5": 36}
    (tmp_path / "validators" / "order.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))

    found = tallies(tmp_path)
    page = section(found, {"a.x_[23]": "the same"})

    assert [(tally.module, tally.survivors) for tally in found] == [("validators.order", ("a.x_2", "a.x_4"))]
    assert "| validators.order | 5 | 4 | 2 (50.0%) | 2 |" in page
    assert "- `a.x_2`: the same" in page
    assert "- `a.x_4`: not argued" in page
