"""How long things took, as rows of a table: median, 95 % and longest, in milliseconds."""

from collections.abc import Sequence


def share_of(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies; 0 of none."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0


def row(what: str, seconds: Sequence[float]) -> str:
    """A row of the table of `HEADING` for what took so long each time."""
    middle, late, longest = (
        1000 * one for one in (share_of(seconds, 0.5), share_of(seconds, 0.95), max(seconds, default=0))
    )
    return f"| {what} | {len(seconds)} | {middle:.1f} | {late:.1f} | {longest:.0f} |"


def heading(what: str) -> str:
    """The head of such a table."""
    return f"\n| {what} | times | median ms | 95 % ms | longest ms |\n|---|---:|---:|---:|---:|"
