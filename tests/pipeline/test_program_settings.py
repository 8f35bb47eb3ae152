"""What the program has not fixed is shown with its value and what follows, never guessed."""

from pathlib import Path

import pytest

from documents.program_setting import Origin
from pipeline.program_settings import UNFIXED, program_settings
from pipeline.settings import Settings, load_settings
from validators import Limits


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    Path("faxdesk.toml").write_text(
        "safety_hours = 24\nletter_recertification_days = [60, 30]\n[limits]\nrecertification_days = 730\n"
        "signature_max_age_days = 90\n"
    )
    return load_settings()


def test_everything_without_a_default_is_said_to_be_not_configured() -> None:
    found = {one.key: one for one in program_settings(Settings())}
    assert set(found) == set(UNFIXED)
    empty = {key for key, one in found.items() if one.origin is Origin.NOT_CONFIGURED}
    lacking = {f"limits.{name}" for name, field in Limits.model_fields.items() if field.default is None}
    assert lacking < empty
    assert found["limits.recertification_days"].follows == "No certification expires."
    assert all(one.follows for one in found.values())
    assert {found[key].value for key in empty} == {""}


def test_a_guess_of_ours_is_told_from_what_somebody_configured(configured: Settings) -> None:
    found = {one.key: one for one in program_settings(configured)}
    assert found["limits.signature_max_age_days"].origin is Origin.CONFIGURED
    assert found["limits.signatures_apart_days"].origin is Origin.USUAL
    assert found["safety_hours"].follows.endswith("within 24 calendar hours of receipt.")
    assert "60, 30 days" in found["letter_recertification_days"].follows
