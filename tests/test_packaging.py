"""What is shipped is what is in the tree, and what is installed is what was locked."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
LOCK = (ROOT / "requirements.lock").read_text()
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([^ ;\\]+)")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in the wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.glob("faxdesk-*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def in_the_tree() -> set[str]:
    """Every file of the packages that is, or is about to be, kept in the repository."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *PACKAGES]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return {name for name in names if (ROOT / name).is_file()}


def pins() -> dict[str, str]:
    """The version each distribution is locked at."""
    return {canonicalize_name(name): version for name, version in PINNED.findall(LOCK)}


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: set[str]) -> None:
    shipped = {name for name in wheel if ".dist-info/" not in name}
    assert sorted(in_the_tree() - shipped) == []
    assert sorted(shipped - in_the_tree()) == []


def test_the_wheel_holds_forms_words_and_migrations(wheel: set[str]) -> None:
    for folder in (ROOT / "forms").glob("*_20*"):
        assert {f"forms/{folder.name}/form.toml", f"forms/{folder.name}/blank.pdf"} <= wheel
    assert {"registry/migrations/env.py", "registry/migrations/script.py.mako"} <= wheel
    assert [name for name in wheel if name.startswith("registry/migrations/versions/")]


def test_the_wheel_brings_the_command_and_may_not_be_uploaded(wheel: set[str]) -> None:
    assert PROJECT["project"]["scripts"] == {"faxdesk": "pipeline.start:main"}
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]
    assert [name for name in wheel if name.endswith("entry_points.txt")]


def test_the_lock_names_no_address() -> None:
    assert re.findall(r"\w+://\S+", LOCK) == []
    assert [line for line in LOCK.splitlines() if line.startswith("-")] == []


def test_every_locked_distribution_has_hashes() -> None:
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [block.split()[0] for block in blocks if not re.match(r"[A-Za-z0-9._-]+==\S+", block)] == []
    assert [block.split()[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}", block)] == []


def test_every_dependency_is_locked_within_its_range() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    wanted += PROJECT["build-system"]["requires"]
    locked = pins()
    off = [text for text in wanted if not _fits(Requirement(text), locked)]
    assert off == []


def _fits(wanted: Requirement, locked: dict[str, str]) -> bool:
    version = locked.get(canonicalize_name(wanted.name))
    return version is not None and wanted.specifier.contains(version)


def test_every_direct_dependency_has_a_lower_bound() -> None:
    loose = [text for text in PROJECT["project"]["dependencies"] if ">=" not in text]
    assert loose == []


def test_the_documented_debian_packages_are_those_that_are_installed() -> None:
    packages = (ROOT / "scripts" / "debian-packages.txt").read_text().split()
    assert packages == sorted(set(packages))
    assert {"libspandsp2", "postgresql", "tesseract-ocr"} <= set(packages)
