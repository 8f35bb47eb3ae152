"""Everything people can meet is written down: forms, rules, codes, commands, settings, states."""

import ast
import re
import typing
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import pytest
import typer

from documents import Doubt, FaxState, Outcome, PageKind, ReadState, RefusalReason, Severity, Writing
from forms.definition import FieldKind, Need
from forms.library import load_forms
from pipeline.cli import app
from pipeline.settings import Settings
from validators import RULES, Limits
from validators.reasons import NEVER_OVERRIDDEN, REASONS

ROOT = Path(__file__).parent.parent
DOCS = {
    path.name: path.read_text(encoding="utf-8")
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
}
SHIPPED = sorted(
    folder
    for folder in ROOT.iterdir()
    if (folder / "__init__.py").exists() and folder.name not in ("tests", "samples")
)
MODULES = sorted(path for folder in SHIPPED for path in folder.rglob("*.py"))


def docs(*names: str) -> str:
    """The text of these documents, or of all."""
    return "\n".join(DOCS[name] for name in names or DOCS)


def missing(words: Iterable[str], text: str) -> list[str]:
    """The words that the text does not have between backquotes."""
    marked = " ".join(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)))
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", marked)]


def rows(text: str) -> list[list[str]]:
    """The cells of every table row of a Markdown text."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|--")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


class Command(typing.Protocol):
    """What we ask of a command."""

    params: list[typing.Any]


def commands() -> Iterator[tuple[str, Command]]:
    """Every command that does something, by the words a person types."""

    def below(command: Command, words: tuple[str, ...]) -> Iterator[tuple[str, Command]]:
        within: Mapping[str, Command] = getattr(command, "commands", {})
        if not within:
            yield " ".join(words), command
        for name, each in within.items():
            yield from below(each, (*words, name))

    yield from below(typer.main.get_command(app), ("faxdesk",))


COMMANDS = dict(commands())


def section(name: str) -> str:
    """What docs/commands.md says of a command."""
    found = re.search(
        rf"^## {re.escape(name)}(?= |$).*?(?=^## |\Z)", DOCS["commands.md"], re.DOTALL | re.MULTILINE
    )
    return found.group() if found else ""


def test_every_command_has_its_section_and_no_section_speaks_of_another() -> None:
    headings = re.findall(r"^## (faxdesk(?: [a-z-]+)+)", DOCS["commands.md"], re.MULTILINE)
    assert sorted(headings) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented_with_every_option_and_an_example(name: str) -> None:
    options = {option for param in COMMANDS[name].params for option in param.opts if option.startswith("--")}
    text = section(name)
    assert set(re.findall(r"^\| `(--[a-z]+)", text, re.MULTILINE)) == options
    assert f"$ {name}" in text


def test_the_readme_names_every_command() -> None:
    named = DOCS["README.md"].split("## Use")[1].split("```")[1]
    wanted = {name.split()[1] for name in COMMANDS} - {"demo"}
    assert wanted == {line.split()[1] for line in named.splitlines() if line.startswith("faxdesk ")}


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert missing([f"make {target}" for target in targets], docs("operations.md")) == []
    helped = re.findall(r"^## make ([a-z-]+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(targets) - set(helped) == {"help", "clean"}


def test_every_setting_is_documented_with_its_default() -> None:
    table = {row[0].strip("`"): row[1] for row in rows(DOCS["operations.md"]) if len(row) == 3}
    assert [name for name in Settings.model_fields if name not in table] == []
    for name, field in Settings.model_fields.items():
        default = field.default
        if name not in ("database_url", "limits"):
            said = (
                str(default).lower()
                if isinstance(default, bool)
                else f"{default:g}"
                if isinstance(default, float)
                else str(default)
            )
            assert table[name].strip("`") == said, name


def test_every_limit_of_the_rules_is_documented_with_its_default() -> None:
    table = {row[0].strip("`"): row[1] for row in rows(DOCS["rules.md"]) if len(row) >= 3}
    assert [name for name in Limits.model_fields if name not in table] == []
    for name, field in Limits.model_fields.items():
        if name not in ("auto_thresholds", "ledger"):
            said = f"{field.default:g}" if isinstance(field.default, float) else str(field.default)
            assert table[name].split(" ")[0] == said, name


def test_every_form_is_documented_with_its_fields() -> None:
    text = DOCS["forms.md"]
    for form in load_forms():
        named = re.escape(f"{form.title}: `{form.ref.form}` {form.ref.edition} ({form.form_id}, ")
        heading = rf"### {named}.*?grants {form.grants}\)"
        found = re.search(rf"{heading}(.*?)(?=^### |\Z)", text, re.DOTALL | re.MULTILINE)
        assert found, form.ref
        need = {Need.REQUIRED: "R", Need.CONDITIONAL: "C", Need.OPTIONAL: "O"}
        for field in form.fields:
            mark = f"`{field.name}` {need[field.need]}{'!' if field.critical else ''} ({field.kind}"
            assert mark in found.group(1), f"{form.ref} {field.name}"


def test_every_rule_is_documented_and_no_other() -> None:
    table = DOCS["rules.md"].split("## Rules")[1].split("\n## ")[0]
    assert sorted(row[0].strip("`") for row in rows(table)[1:]) == sorted(RULES)


def test_every_reason_code_is_documented_and_no_other() -> None:
    table = DOCS["rules.md"].split("## Reason codes")[1].split("\n## ")[0]
    found = [re.findall(r"`([^`]+)`( †)?", row[0])[0] for row in rows(table)[1:]]
    assert {code for code, _ in found} == set(REASONS)
    assert {code for code, dagger in found if dagger} == set(NEVER_OVERRIDDEN)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (FieldKind, "forms.md"),
        (Need, "forms.md"),
        (Severity, "operations.md"),
        (Outcome, "operations.md"),
        (FaxState, "operations.md"),
        (RefusalReason, "intake.md"),
        (PageKind, "reading.md"),
        (Doubt, "review.md"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_every_word_of_a_list_is_documented(words: type[StrEnum], where: str) -> None:
    assert missing([word.value for word in words], DOCS[where]) == []


@pytest.mark.parametrize("words", [ReadState, Writing], ids=lambda each: each.__name__)
def test_the_words_of_a_reading_stand_in_the_glossary(words: type[StrEnum]) -> None:
    said = DOCS["glossary.md"].lower()
    assert [
        word.value for word in words if word.value not in ("none", "person") and word.value not in said
    ] == []


def test_every_log_line_is_documented() -> None:
    sentences = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "log"
            ):
                sentences.add(ast.literal_eval(node.args[0]))
    assert sentences
    assert missing(sorted(sentences), DOCS["operations.md"]) == []


def test_every_link_leads_to_a_file() -> None:
    broken = [
        f"{name}: {target}"
        for name, text in DOCS.items()
        for target in re.findall(r"\]\(([^)#:]+)\)", text)
        if not ((ROOT if name == "README.md" else ROOT / "docs") / target).exists()
    ]
    assert broken == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    linked = {Path(target).name for target in re.findall(r"\]\((docs/[^)]+\.md)\)", DOCS["README.md"])}
    assert linked == set(DOCS) - {"README.md"}
