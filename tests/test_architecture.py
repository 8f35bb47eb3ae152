"""The layout holds: packages in the wheel, names not taken, small modules with one purpose each."""

import ast
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_SHIPPED = {"samples", "tests"}
PACKAGES = sorted(
    folder.name
    for folder in ROOT.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in NOT_SHIPPED
)
MODULES = sorted(
    path
    for package in [*PACKAGES, *NOT_SHIPPED]
    for path in (ROOT / package).rglob("*.py")
    if "__pycache__" not in path.parts
)


def test_every_package_folder_is_in_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert sorted(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES


def test_no_other_distribution_owns_one_of_our_names() -> None:
    owners = packages_distributions()
    assert {
        name: owners[name] for name in PACKAGES if set(owners.get(name, ["faxdesk"])) != {"faxdesk"}
    } == {}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_its_purpose_first_and_has_at_most_250_lines(module: Path) -> None:
    text = module.read_text()
    purpose = ast.get_docstring(ast.parse(text)) or ""
    assert len(text.splitlines()) <= 250
    assert module.parts[-2] == "versions" or "tests" in module.parts or purpose.strip()
