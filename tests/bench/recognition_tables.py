"""The tables of what was read: fields on pages and natural lines, each reader beside the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from forms.definition import MARKED_KINDS, FieldKind
from tests.bench.recognition_lines import ENGINES, GROUPS, LISTED, LineRead
from tests.bench.recognition_lines import PADDLE as LINE_PADDLE
from tests.bench.recognition_runs import FAXDESK, PADDLE, PEERS, UNLISTED, FieldRun, plain_hand, writer_of
from tests.bench.recognition_scores import Measure, Read, measured, ratio

T = TypeVar("T")
READERS = (FAXDESK, *PEERS)
NUMBERS = ("npi", "phone", "date", "zip", "dea", "ncpdp", "license", "integer", "decimal", "extension")
CAPITALS, MIXED = "name in capitals", "name in small letters"
_UNWRITTEN = frozenset({*(kind.value for kind in MARKED_KINDS), FieldKind.SIGNATURE.value})
_ORDER = (*NUMBERS, "icd10", "state", CAPITALS, MIXED, "initial", "city", "address", "email", "text")
_CASELESS = frozenset({"name", "initial", "city", "address", "email", "text"})


def kind_of(run: FieldRun) -> str:
    """The kind a field is counted under: names by their letters."""
    if run.score.kind == FieldKind.NAME:
        return CAPITALS if run.score.truth.isupper() else MIXED
    return run.score.kind


def is_written(run: FieldRun) -> bool:
    """Whether the field holds writing that is read letter by letter."""
    return run.score.filled and run.score.kind not in _UNWRITTEN


def read_by(name: str, run: FieldRun) -> Read:
    """What a reader made of a field; characters of words are compared without regard to case."""
    score = run.score
    value, right = score.read, score.right
    if name != FAXDESK:
        value, right = run.peers[name].value, run.peers[name].right
    truth = score.truth
    if score.kind in _CASELESS:
        truth, value = truth.casefold(), value.casefold()
    return Read(writer_of(run), truth, value, right)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table; the first column is of words, the others of numbers."""
    return [
        f"| {' | '.join(heads)} |",
        f"|{'|'.join(['---', *['---:'] * (len(heads) - 1)])}|",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]


def percent(share: float, digits: int = 1) -> str:
    """A share in percent."""
    return f"{100 * share:.{digits}f}"


def spread(interval: tuple[float, float]) -> str:
    """An interval in percent."""
    return f"[{percent(interval[0])} to {percent(interval[1])}]"


def grouped(
    items: Iterable[T], key: Callable[[T], str], order: Sequence[str]
) -> Iterator[tuple[str, list[T]]]:
    """The items by key, in the given order and then by name."""
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    for name in sorted(groups, key=lambda one: (order.index(one) if one in order else len(order), one)):
        yield name, groups[name]


def hand_table(runs: Sequence[FieldRun]) -> list[str]:
    """Handwriting by kind: exact and wrong characters, faxdesk with its intervals, then the others."""
    heads = ["handwritten", "fields", "writers"]
    heads += ["faxdesk exact %", "CER %", "without lists", "paddle", "tesseract", "CER by paddle's"]
    rows = []
    for name, found in grouped(filter(is_written, plain_hand(runs)), kind_of, _ORDER):
        measures = {one: measured(read_by(one, run) for run in found) for one in READERS}
        ours = measures[FAXDESK]
        rows.append(
            [
                *(name, str(ours.count), str(ours.writers)),
                f"{percent(ours.exact)} {spread(ours.exact_interval)}",
                f"{percent(ours.cer)} {spread(ours.cer_interval)}",
                *(both(measures[one]) for one in PEERS),
                ratio(ours.cer, measures[PADDLE].cer),
            ]
        )
    return table(heads, rows)


def both(measure: Measure) -> str:
    """Exact and wrong characters in one cell."""
    return f"{percent(measure.exact)} / {percent(measure.cer)}"


def condition_table(runs: Sequence[FieldRun], condition: Callable[[FieldRun], str], hand: str) -> list[str]:
    """Exact by kind in each condition: faxdesk, paddle, tesseract; fields in parentheses."""
    found = [run for run in runs if is_written(run) and run.score.hand == hand and not run.score.ambiguous]
    conditions = sorted({condition(run) for run in found}, key=_rank)
    rows = []
    for name, mine in grouped(found, kind_of, _ORDER):
        row = [name]
        for each in conditions:
            here = [run for run in mine if condition(run) == each]
            row.append(_cell(here))
        rows.append(row)
    return table([hand, *conditions], rows)


def _cell(here: list[FieldRun]) -> str:
    if not here:
        return ""
    shares = [measured(read_by(one, run) for run in here).exact for one in READERS if one != UNLISTED]
    return f"{' / '.join(map(percent, shares))} ({len(here)})"


def page_of(run: FieldRun) -> str:
    """How a page came: resolution, and whether the call spoilt it."""
    return f"{run.resolution}, {run.score.damage}"


def _rank(condition: str) -> tuple[int, str]:
    marks = ("fine, clean", "standard, clean", "fine, damaged", "standard, damaged")
    return (marks.index(condition) if condition in marks else len(marks), condition)


def edition_of(run: FieldRun) -> str:
    """The edition of the form a field stands on."""
    return run.score.form.partition("/")[2]


def line_table(lines: Sequence[LineRead]) -> list[str]:
    """Natural words and lines by group and resolution: exact / wrong characters of each engine."""
    heads = ["naturally written", "strips", "writers", *(f"{one} exact / CER %" for one in ENGINES)]
    rows = []
    for name, found in grouped(lines, lambda line: line.group, GROUPS):
        for way, mine in grouped(found, lambda line: _way(line), ()):
            measures = [measured(line_read(one, line) for line in mine) for one in ENGINES]
            rows.append([f"{name}, {way}", str(len(mine)), str(measures[0].writers), *map(both, measures)])
    return table([*heads, "CER by paddle's"], [[*row, _line_ratio(row)] for row in rows])


def _line_ratio(row: Sequence[str]) -> str:
    ours, theirs = (float(row[3 + ENGINES.index(one)].split(" / ")[1]) for one in ("hand", LINE_PADDLE))
    return ratio(ours, theirs)


def line_sums(lines: Sequence[LineRead]) -> list[str]:
    """All strips of a group together, the reader of handwriting with its intervals."""
    rows = []
    for name, found in grouped(lines, lambda line: line.group, GROUPS):
        ours = measured(line_read("hand", line) for line in found)
        theirs = measured(line_read(LINE_PADDLE, line) for line in found)
        listed = [line for line in found if line.listed]
        rows.append(
            [
                *(name, str(ours.count), str(ours.writers)),
                f"{percent(ours.exact)} {spread(ours.exact_interval)}",
                f"{percent(ours.cer)} {spread(ours.cer_interval)}",
                _listed(LISTED, found),
                str(len(listed)),
                *(_listed(one, listed) for one in ("hand", LISTED)),
                ratio(ours.cer, theirs.cer),
            ]
        )
    heads = ["naturally written", "strips", "writers", "hand exact %", "CER %", "with lists, exact / CER %"]
    heads += ["strips of listed words", "hand", "with lists", "CER by paddle's"]
    return table(heads, rows)


def _listed(engine: str, listed: Sequence[LineRead]) -> str:
    return both(measured(line_read(engine, line) for line in listed)) if listed else ""


def line_read(engine: str, line: LineRead) -> Read:
    """What an engine made of a strip: exact in case and signs."""
    text = " ".join(line.texts.get(engine, "").split())
    return Read(line.writer, line.truth, text, text == " ".join(line.truth.split()))


def _way(line: LineRead) -> str:
    return f"{line.resolution}, {line.damage}"
