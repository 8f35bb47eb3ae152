"""Look at faxes without registering anything: the same steps, recorded nowhere."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from documents import Facts, ReceivedFax
from pipeline.judge import Matter, judged
from pipeline.process import Tools, in_deciding_order, read_document
from pipeline.result import FaxResult, JudgedDocument
from registry.as_of import View

T = TypeVar("T")

KnownFacts = Callable[[Matter, View], Facts]
"""Asks the registry what it knows about the people a document names, on a day."""


@dataclass
class Stopwatch:
    """Seconds spent in each step, by its name."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, step: str, work: Callable[[], T]) -> T:
        """The result of `work`, its time added to the step's."""
        start = time.perf_counter()
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start
        return result


def look_at(fax: ReceivedFax, tools: Tools, known: KnownFacts, watch: Stopwatch | None = None) -> FaxResult:
    """Take a fax whose bytes are in the blob store to its dispositions; the registry is asked, never changed.

    Raises:
        WorldFailed: a step failed.
    """
    timed = watch or Stopwatch()
    opened = timed.time("decode", lambda: tools.readers.open(fax))
    pages = opened.pages
    if pages is None:
        return FaxResult(fax=fax, refusal=opened.refusal)
    found = timed.time("classify", lambda: tools.readers.classify(pages))
    now = tools.clock()
    judged_documents = []
    for document in in_deciding_order(found.documents):
        read = timed.time("read", partial(read_document, document, pages, fax, tools))
        matter = Matter(fax, document, read.reading, pages, found.pages)
        facts = known(matter, tools.bench.view(now))
        disposition = timed.time("judge", partial(judged, matter, facts, tools.bench, now))
        judged_documents.append(
            JudgedDocument(document=document, reading=read.reading, disposition=disposition)
        )
    judged_documents.sort(key=lambda one: one.document.number)
    return FaxResult(fax=fax, pages=pages, classified=found.pages, documents=tuple(judged_documents))
