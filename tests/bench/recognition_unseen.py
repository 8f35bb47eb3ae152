"""What may be used unseen: shares, errors and bounds, calibration, documents, and curves of risk."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from documents import GRANTS
from extractors.chance import ChanceTable
from forms.definition import FieldKind
from ocr.credit import Target, upper_bound
from pipeline.audited_readings import known_readings, scores_of
from pipeline.earn_credit import calibrations
from pipeline.families import FAMILY_OF
from pipeline.replay import Replay
from pipeline.score_tables import summarize
from pipeline.scores import BatchScores
from tests.bench.recognition_curves import draw_curves
from tests.bench.recognition_runs import FAXDESK, PADDLE, TESSERACT, FieldRun, SampleRun, plain_hand
from tests.bench.recognition_scores import risk_by_coverage
from tests.bench.recognition_tables import grouped, is_written, percent, table

TARGET = Target()
_HANDS = {"typed": "typed", "hand": "handwritten", "digital": "digital", "blank": "left blank"}
CURVES: Mapping[str, tuple[str, ...]] = {
    "numbers": ("checked numbers", "numbers"),
    "names": ("names",),
    "text": ("text",),
}
"""Which families each picture shows."""
Named = Mapping[str, SampleRun]


def family_of(run: FieldRun) -> str:
    """The family of kinds a field shares its credit with."""
    return FAMILY_OF[FieldKind(run.score.kind)]


def used_table(runs: Iterable[FieldRun], group: Callable[[FieldRun], str]) -> list[str]:
    """Fields by group and hand: how many are used unseen, how many of these wrong, and the bound."""
    found = [run for run in runs if not run.score.ambiguous]
    rows = []
    for name, mine in grouped(found, lambda run: f"{group(run)}, {_HANDS[run.score.hand]}", ()):
        used = [run for run in mine if run.score.auto]
        wrong = sum(not run.score.right for run in used)
        bound = upper_bound(wrong, len(used), TARGET.confidence) if used else 1.0
        cells = [str(len(mine)), percent(len(used) / len(mine)), str(len(used)), str(wrong)]
        rows.append([name, *cells, percent(bound, 2) if used else "-"])
    return table(["fields", "count", "used unseen %", "used", "wrong", "bound %"], rows)


def calibration_rows(runs: Named, chances: ChanceTable) -> list[str]:
    """The expected calibration error of each family; a sentence where there are no chances."""
    found = calibrations(known_readings(scores_of([_replay(runs)]), chances))
    if not found:
        return ["No reading had a calibrated chance: there are no curves yet."]
    rows = [
        [f"{one.family}, {one.writing}", str(one.readings), percent(one.right)]
        + [percent(share, 2) for share in (one.error, one.by_chance)]
        + [f"{100 * one.excess:+.2f} [{100 * one.excess_span[0]:+.2f} to {100 * one.excess_span[1]:+.2f}]"]
        for one in found
    ]
    told = (
        "Expected calibration error over 15 bins of equal size, and what it were with every promise kept; "
        "then by how many points the chances promise more than is found, with its 95 % interval over writers."
    )
    headings = [
        "family",
        "readings",
        "right %",
        "calibration error %",
        "by chance alone %",
        "promised too much",
    ]
    return [told, "", *table(headings, rows)]


def tally_rows(runs: Named) -> list[str]:
    """Boxes, signatures, pages and documents counted as `replay` counts them."""
    tallies = [one for one in _replay(runs).summary.tallies if not one.name.startswith("typed")]
    rows = [[one.name, str(one.count), str(one.total), percent(one.share, 2)] for one in tallies]
    return table(["measure", "count", "of", "share %"], rows)


def document_rows(runs: Named) -> list[str]:
    """Grants with a wrong critical field, the bound their number supports, and what is left to a person."""
    documents = [document for run in runs.values() for document in run.documents]
    granted = sum(document.outcome in GRANTS for document in documents)
    wrong = sum(map(wrong_grants, runs.values()))
    rows = []
    for name, among in (("documents", len(documents)), ("grants", granted)):
        bound = percent(upper_bound(wrong, among, TARGET.confidence), 2) if among else "-"
        rows.append([f"granted with a wrong critical field, of {name}", str(wrong), str(among), bound])
    plain = [document for document in documents if document.truth != "review"]
    for name, some in (("of all", documents), ("of those whose story needs none", plain)):
        alone = sum(document.outcome != "review" for document in some)
        rows.append([f"needed no person, {name}", str(alone), str(len(some)), ""])
    return [*table(["documents", "count", "of", "bound %"], rows), "", *visit_rows(runs)]


def visit_rows(runs: Named) -> list[str]:
    """How many fields of a document a person would have to look at, by what it was filled in with."""
    visits: dict[str, list[int]] = defaultdict(list)
    for run in runs.values():
        for number, count in visited(run).items():
            hands = {one.score.hand for one in run.fields if one.score.document == number}
            written = {
                one.score.hand for one in run.fields if one.score.document == number and is_written(one)
            }
            kind = "handwriting" if "hand" in written else "type" if "typed" in hands else "others"
            visits[kind].append(count)
    rows = [
        [f"with {kind}", str(len(counts)), f"{statistics.mean(counts):.1f}", f"{statistics.median(counts):g}"]
        for kind, counts in sorted(visits.items())
    ]
    return table(["fields for a person, filled or blank", "documents", "mean", "median"], rows)


def wrong_grants(run: SampleRun) -> int:
    """Documents of a sample that were granted with a critical field read wrong, or without being there."""
    wrong = {one.score.document for one in run.fields if one.critical and not one.score.right}
    return sum(
        document.outcome in GRANTS and (number in wrong or document.truth == "not there")
        for number, document in enumerate(run.documents, start=1)
    )


def visited(run: SampleRun) -> Counter[int]:
    """How many fields of each document may not be used without a person."""
    counts: Counter[int] = Counter()
    for one in run.fields:
        counts[one.score.document] += not one.score.auto
    return counts


def draw_all(runs: Sequence[FieldRun], folder: Path) -> list[str]:
    """Draw the pictures of handwriting into a folder; their lines for the document."""
    lines = []
    for name, families in CURVES.items():
        mine = [run for run in filter(is_written, plain_hand(runs)) if family_of(run) in families]
        if not mine:
            continue
        file = f"recognition-{name}.png"
        title = f"Handwritten {name}: {len(mine)} fields"
        curves = {reader: risk_by_coverage(outcomes) for reader, outcomes in _outcomes(mine).items()}
        draw_curves(folder / file, title, curves, TARGET.rate)
        lines.append(f"![{title}, wrong readings by share used]({file})")
    return lines


def _outcomes(runs: Sequence[FieldRun]) -> dict[str, list[tuple[float, bool]]]:
    """(confidence, right) by reader; faxdesk's confidence is its calibrated chance where it has one."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for run in runs:
        read = run.score.read_as
        chance = read.chance if read is not None and read.chance is not None else run.score.confidence
        found[FAXDESK].append((chance, run.score.right))
        for peer in (PADDLE, TESSERACT):
            found[peer].append((run.peers[peer].confidence, run.peers[peer].right))
    return found


def _replay(runs: Named) -> Replay:
    """The runs as one replay; samples of several batches are told apart by their batch."""
    scores = BatchScores(
        fields=tuple(
            one.score.model_copy(update={"sample": f"{one.batch}/{one.score.sample}"})
            for run in runs.values()
            for one in run.fields
        ),
        pages=tuple(page for run in runs.values() for page in run.pages),
        documents=tuple(document for run in runs.values() for document in run.documents),
    )
    return Replay(
        batch="all",
        faxes=len(runs),
        pages=len(scores.pages),
        wall_seconds=0.0,
        seconds={},
        summary=summarize(scores),
        scores=scores,
    )
