"""Every place where a rule says something is reached by a worked example, which compares what it says."""

import ast
import inspect
import sys
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from tests.validators.rule_reference import WORKED, says
from tests.validators.worked_papers import Worked
from validators import RULES, say


class Place(NamedTuple):
    """A line of a file at which something is said."""

    file: str
    line: int


_MODULES = {inspect.getfile(inspect.unwrap(rule)) for rule in RULES.values()}


def places(file: str) -> set[Place]:
    """The lines at which a module calls what makes remarks, by its name or by one chosen between two."""
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {Place(file, call.lineno) for call in calls if _makes_remarks(call.func)}


def reached(worked: Worked) -> set[Place]:
    """The places at which the rule of an example says something of the changed form."""
    found = set[Place]()

    def note_caller(frame: FrameType, event: str, arg: object) -> None:
        del arg
        if event == "call" and frame.f_code.co_filename == say.__file__ and frame.f_back is not None:
            found.add(Place(frame.f_back.f_code.co_filename, frame.f_back.f_lineno))

    before: Any = sys.getprofile()
    sys.setprofile(note_caller)
    try:
        says(worked)
    finally:
        sys.setprofile(before)
    return found


def test_every_place_where_a_rule_says_something_has_a_worked_example() -> None:
    said = {place for worked in WORKED for place in reached(worked)}
    assert sorted({place for file in _MODULES for place in places(file)} - said) == []


def _makes_remarks(func: ast.expr) -> bool:
    names = {"note", "pending", "deficiency", "refusal", "review", "unsure", "say"}
    return isinstance(func, ast.IfExp) or (isinstance(func, ast.Name) and func.id in names)
