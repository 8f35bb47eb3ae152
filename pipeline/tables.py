"""The tables that commands print for people."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from documents import Outcome
from pipeline.result import FaxReport
from pipeline.score_tables import Row, Summary

MOST_REASONS = 4

STYLES = {
    Outcome.CERTIFY: "bold green",
    Outcome.ENROLL: "bold green",
    Outcome.AUTHORIZE: "bold green",
    Outcome.RECORD: "bold green",
    Outcome.PENDING: "cyan",
    Outcome.DEFICIENT: "yellow",
    Outcome.REVIEW: "magenta",
    Outcome.REJECT: "red",
    Outcome.DUPLICATE: "blue",
    Outcome.ROUTE: "blue",
}


def console() -> Console:
    """Standard output; wide where it is no terminal."""
    screen = Console()
    return screen if screen.is_terminal else Console(width=180)


def disposition_table(reports: Iterable[FaxReport], title: str) -> Table:
    """One row a document (or refused fax): file, form, pages, outcome, reasons."""
    table = Table(title=title, title_justify="left", header_style="bold", show_lines=False)
    for heading in ("fax", "form", "pages", "outcome", "reasons"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("fax", "form"))
    for report in reports:
        for row in _rows(report):
            table.add_row(*row)
    return table


def _rows(report: FaxReport) -> Iterable[tuple[str, str, str, str, str]]:
    name = Path(report.file).parent.name if Path(report.file).stem == "fax" else Path(report.file).name
    if report.refusal:
        yield (
            name,
            "",
            "",
            "[red]quarantined[/red]",
            f"{report.refusal.reason.upper()}: {report.refusal.message}",
        )
        return
    for index, document in enumerate(report.documents):
        outcome = Outcome(document.disposition.outcome)
        form = f"{document.form} {document.edition}" if document.form else "(no form of ours)"
        pages = ",".join(map(str, document.pages))
        missing = f" (missing {','.join(map(str, document.missing))})" if document.missing else ""
        yield (
            name if index == 0 else "",
            form,
            f"{pages}{missing}",
            f"[{STYLES[outcome]}]{outcome}[/]",
            _few(document.disposition.reasons),
        )


def _few(reasons: tuple[str, ...]) -> str:
    """The reasons, cut where there are many: the findings have them all."""
    rest = len(reasons) - MOST_REASONS
    return " ".join(reasons[:MOST_REASONS]) + (f" and {rest} more" if rest > 0 else "")


def score_tables(summary: Summary) -> Iterable[Table]:
    """The tables of a replay: what must hold first, then by writing, then by kind."""
    table = Table(title="What must hold", title_justify="left", header_style="bold")
    for heading in ("measure", "count", "of", "share"):
        table.add_column(heading, justify="left" if heading == "measure" else "right")
    for tally in summary.tallies:
        table.add_row(tally.name, str(tally.count), str(tally.total), f"{tally.share:.2%}")
    yield table
    yield _row_table("All fields by writing and damage", summary.by_hand)
    yield _row_table("Fields by kind, writing and damage", summary.by_kind)


def _row_table(title: str, rows: Iterable[Row]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold")
    for heading in (
        "kind",
        "writing",
        "page",
        "fields",
        "exactly right",
        "right or to a person",
        "auto",
        "auto and wrong",
    ):
        table.add_column(heading, justify="left" if heading in ("kind", "writing", "page") else "right")
    for row in rows:
        table.add_row(
            row.kind,
            row.hand,
            row.damage,
            str(row.fields),
            f"{row.exact:.1%}",
            f"{row.safe:.1%}",
            f"{row.auto:.1%}",
            str(row.auto_wrong),
        )
    return table
