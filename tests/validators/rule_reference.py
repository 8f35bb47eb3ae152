"""Writes docs/rule-reference.md from the rules and their worked examples: `make rule-reference`."""

import inspect
import sys
from pathlib import Path

from tests.validators.builders import library
from tests.validators.worked_doubts import ON_DOUBTS
from tests.validators.worked_orders import ON_ORDERS
from tests.validators.worked_papers import ON_PAPERS, Worked, passing
from tests.validators.worked_people import ON_PEOPLE
from tests.validators.worked_records import ON_RECORDS
from tests.validators.worked_registry import ON_REGISTRY
from tests.validators.worked_standings import ON_STANDINGS
from validators import RULE_SET, RULES, Remark
from validators.sources import SOURCES

PAGE = Path(__file__).parents[2] / "docs" / "rule-reference.md"
WORKED = (*ON_PAPERS, *ON_PEOPLE, *ON_RECORDS, *ON_STANDINGS, *ON_DOUBTS, *ON_REGISTRY, *ON_ORDERS)


def says(worked: Worked) -> tuple[Remark, ...]:
    """What the rule says of the changed form."""
    return tuple(RULES[worked.rule](worked.change(passing(worked))))


def reference() -> str:
    """The page, as Markdown."""
    parts = [
        "# Rule reference",
        f"Written by `make rule-reference` from the rules of rule set {RULE_SET} and their worked examples, "
        "each of which is a test. How findings become a decision stands in [rules](rules.md).",
    ]
    for name in RULES:
        parts += _rule(name)
    return "\n\n".join(parts) + "\n"


def _rule(name: str) -> list[str]:
    forms = sorted({form.ref.form.replace("_", " ") for form in library() if name in form.rules})
    told = [_example(worked) for worked in WORKED if worked.rule == name]
    about = inspect.getdoc(inspect.unwrap(RULES[name])) or ""
    return [f"## `{name}`", about, f"Forms: {', '.join(forms)}. Source: {SOURCES[name]}.", *told]


def _example(worked: Worked) -> str:
    form = worked.form.form.replace("_", " ")
    said = "; ".join(map(_said, says(worked)))
    return f"Example: a perfect {form} passes. When {worked.told}: {said}"


def _said(remark: Remark) -> str:
    fields = f" at {', '.join(f'`{name}`' for name in remark.fields)}" if remark.fields else ""
    return f'{remark.severity.value}, `{remark.code}`{fields}, "{remark.message}"'


def main() -> int:
    """Write the page."""
    PAGE.write_text(reference(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
