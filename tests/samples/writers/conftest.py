"""The stand-in folder of pen strokes, made once."""

from pathlib import Path

import pytest

from samples.writers.load import Company, load_company
from tests.samples.writers.stand_in import make_folder


@pytest.fixture(scope="session")
def strokes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("strokes"))


@pytest.fixture(scope="session")
def company(strokes: Path) -> Company:
    return load_company(strokes, "test")
