"""Mutants are drawn the same way every time, counted by module, and every survivor is argued or named."""

import json
from pathlib import Path

from tests.bench.mutants import drawn, results, section, tallies

CODES = {"a.x_1": 1, "a.x_2": 0, "a.x_3": None, "a.x_4": 33, "a.x_5": 36}


def test_only_tested_mutants_are_killed_or_survive_and_untested_code_survives(tmp_path: Path) -> None:
    (tmp_path / "validators").mkdir()
    (tmp_path / "validators" / "order.py.meta").write_text(json.dumps({"exit_code_by_key": CODES}))
    (tmp_path / "validators" / "sources.py.meta").write_text(json.dumps({"exit_code_by_key": {}}))

    found = tallies(results(tmp_path), tuple(CODES))
    page = section(found, {"a.x_[23]": "the same"}, 7)

    assert [(tally.module, tally.survivors) for tally in found] == [("validators.order", ("a.x_2", "a.x_4"))]
    assert "| validators.order | 5 | 4 | 2 (50.0%) | 2 |" in page
    assert "the tests kill at least 9.8% of all mutants" in page
    assert "- `a.x_2`: the same" in page
    assert "- `a.x_4`: not argued" in page


def test_a_sample_takes_its_share_of_every_module_and_the_same_seed_draws_the_same() -> None:
    found = {name: dict.fromkeys((f"{name}.{number}" for number in range(made)), 1) for name, made in MADE}
    names = drawn(found, 20, 7)
    assert [sum(one.startswith(name) for one in names) for name, _ in MADE] == [15, 5, 1]
    assert names == drawn(found, 20, 7) != drawn(found, 20, 8)
    assert len(drawn(found, None, 7)) == 121
    assert [tally.tested for tally in tallies(found, names)] == [15, 5, 1]


MADE = (("large", 90), ("small", 30), ("tiny", 1))
