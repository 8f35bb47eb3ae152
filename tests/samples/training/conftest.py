"""Made-up stroke data for the tests of training."""

from pathlib import Path

import pytest

from tests.samples.training.strokes import write_strokes


@pytest.fixture(scope="session")
def strokes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with stroke data in the files of the real one."""
    folder = tmp_path_factory.mktemp("strokes")
    write_strokes(folder)
    return folder
