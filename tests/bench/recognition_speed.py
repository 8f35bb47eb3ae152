"""Processor time of one core: a field by each reader, a strip by each engine, a page by everything."""

from collections.abc import Iterable, Sequence

from tests.bench.recognition_lines import ENGINES, LineRead
from tests.bench.recognition_runs import FAXDESK, PADDLE, TESSERACT, SampleRun
from tests.bench.recognition_scores import ratio
from tests.bench.recognition_tables import table

_READ = {
    FAXDESK: "all engines and decoding",
    PADDLE: "paddle and decoding",
    TESSERACT: "tesseract and decoding",
}


def speed_rows(runs: Iterable[SampleRun], lines: Sequence[LineRead]) -> list[str]:
    """Milliseconds a field or strip, seconds a page, and each as a ratio to paddle."""
    found = [run for run in runs if run.asked]
    asked, pages = sum(run.asked for run in found), sum(run.of_pages for run in found)
    rows = []
    if asked:
        spent = {name: sum(run.seconds.get(name, 0.0) for run in found) for name in _READ}
        rows += [
            [
                f"{words}, a field of a page (typed or handwritten)",
                _ms(spent[name] / asked),
                ratio(spent[name], spent[PADDLE]),
            ]
            for name, words in _READ.items()
        ]
        rows.append(["a page, from file to readings", f"{page_seconds(found) / pages:.2f} s", ""])
    if lines:
        each = {name: sum(line.seconds.get(name, 0.0) for line in lines) / len(lines) for name in ENGINES}
        rows += [
            [f"{name}, a natural word or line", _ms(each[name]), ratio(each[name], each[PADDLE])]
            for name in ENGINES
        ]
    return table(["processor time of one core", "time", "by paddle's"], rows)


def page_seconds(runs: Sequence[SampleRun]) -> float:
    """Seconds of faxdesk itself: opening, classifying and reading, without the peers."""
    steps = ("opening", "classifying", "documents")
    whole = sum(run.seconds.get(step, 0.0) for run in runs for step in steps)
    return whole - sum(run.seconds.get(peer, 0.0) for run in runs for peer in (PADDLE, TESSERACT))


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"
