"""Writes build/sbom.json: every locked distribution and shipped script with its hashes, as CycloneDX."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SCRIPTS = {"htmx": "htmx.org"}
"""Scripts that ship beside ours, and the package each comes from."""


def bill() -> dict[str, Any]:
    """The bill of materials, always the same for the same tree; holds tools of development, too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    subject = {"type": "application", "name": project["name"], "version": project["version"]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**subject, "bom-ref": project["name"]}},
        "components": [*locked((ROOT / "requirements.lock").read_text(encoding="utf-8")), *scripts()],
    }


def locked(lock: str) -> list[dict[str, Any]]:
    """A component for each distribution of a lock; each hash belongs to one of its files."""
    return [
        component(name, version, f"pkg:pypi/{name}@{version}", HASH.findall(rest))
        for name, version, rest in LOCKED.findall(lock)
    ]


def scripts() -> list[dict[str, Any]]:
    """A component for each script of others that the desk sends to browsers."""
    folder = ROOT / "review_queue" / "web" / "static"
    return [script(file) for file in sorted(folder.glob("*.min.js"))]


def script(file: Path) -> dict[str, Any]:
    """The component of one script, whose file says its name and version."""
    name, _, version = file.name.removesuffix(".min.js").rpartition("-")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return component(name, version, f"pkg:npm/{SCRIPTS[name]}@{version}", [digest])


def component(name: str, version: str, purl: str, hashes: list[str]) -> dict[str, Any]:
    """One component, with the SHA-256 of each of its files."""
    files = [{"alg": "SHA-256", "content": digest} for digest in hashes]
    named = {"type": "library", "name": name, "version": version, "purl": purl}
    return {**named, "bom-ref": purl, "hashes": files}


if __name__ == "__main__":
    out = ROOT / "build" / "sbom.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8")
