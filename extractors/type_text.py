"""Reads typed fields: one engine reads all of them, others are asked where it is not sure by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents import ReadState, Writing
from extractors.agreement import (
    confirmed,
    is_worth_asking,
    is_worth_confirming,
    is_worth_vouching,
    outvoted,
    sees,
    unseen,
    weighed,
)
from extractors.kinds import KINDS, purpose_of
from extractors.second_look import looked_at_again
from extractors.settle import Settled, settle, shown_repair
from extractors.signs import signs_of
from extractors.text_request import TextReading, TextRequest, lines_of_type, lines_to_read
from extractors.writing import PLAINLY_TYPED, writing_by
from ocr import Engine, Engines, Grammar, Pixels, Recognition

Lines = tuple[Pixels, ...]

_BLANK_CONFIDENCE = 0.98


@dataclass(frozen=True)
class _Heard:
    """A reading so far: what it settled to, which engines were asked, and what an independent one saw."""

    settled: Settled
    engines: tuple[str, ...]
    other: Recognition | None = None


class TypeReader:
    """Reads typed fields of faxes received on one day; handwriting too, where nothing else reads it."""

    def __init__(self, engines: Engines, received_on: dt.date) -> None:
        self._engines = engines
        self._received_on = received_on

    def read(self, asked: Sequence[tuple[TextRequest, float | None]]) -> tuple[TextReading, ...]:
        """What each field says, in order; beside it the log odds that it is typed, None for no writing."""
        lines = [_lines(request, odds) for request, odds in asked]
        grammars = [request.grammar for (request, _), parts in zip(asked, lines, strict=True) for _ in parts]
        read = iter(self._engines.first.read_many([line for parts in lines for line in parts], grammars))
        return tuple(
            self._reading(request, odds, parts, request.understood([next(read) for _ in parts]))
            for (request, odds), parts in zip(asked, lines, strict=True)
        )

    def _reading(
        self, request: TextRequest, odds: float | None, lines: Lines, found: Recognition
    ) -> TextReading:
        field = request.field
        writing, heard = writing_by(odds), self._heard(request, odds, lines, found)
        settled = looked_at_again(heard.settled, field, request.crop)
        share = heard.other.seen_confidence if heard.other is not None else 0.0
        purpose = purpose_of(field, self._received_on)
        return TextReading(
            field=field.name,
            state=settled.state,
            value=settled.value,
            seen=found.seen,
            alternatives=settled.alternatives,
            confidence=settled.confidence,
            writing=writing,
            doubts=settled.doubts,
            engine="+".join(heard.engines),
            signs=signs_of(settled, found, heard.other, share, field, purpose),
        )

    def _heard(self, request: TextRequest, odds: float | None, lines: Lines, found: Recognition) -> _Heard:
        """The first engine's reading, and where it is worth asking what the others make of it."""
        first, second, writing = self._engines.first, self._engines.second, writing_by(odds)
        kind, purpose = KINDS[request.field.kind], purpose_of(request.field, self._received_on)
        settled = shown_repair(settle(found, kind, purpose), request.field.kind, found.seen)
        settled = replace(settled, trust=max(found.seen_confidence, found.confidence))
        if writing is Writing.NONE:
            return _Heard(Settled(ReadState.BLANK, confidence=_BLANK_CONFIDENCE), (first.name,))
        if second is None or not is_worth_asking(settled, kind, writing):
            return self._vouched(settled, request, lines)
        other = _seen_by(second, request, lines, request.grammar)
        heard = _Heard(weighed(settled, other, kind, purpose), (first.name, second.name), other)
        if not is_worth_confirming(heard.settled, request.field):
            return heard
        return self._confirmed(
            heard, other, request, lines, plainly=odds is not None and odds >= PLAINLY_TYPED
        )

    def _vouched(self, settled: Settled, request: TextRequest, lines: Lines) -> _Heard:
        """What the first engine was sure of; where only a check digit proves it, one more must see it."""
        kind, purpose = KINDS[request.field.kind], purpose_of(request.field, self._received_on)
        engines = (self._engines.second, self._engines.hand, self._engines.compact)
        others = [engine for engine in engines if engine is not None]
        asked = [self._engines.first.name]
        if not others or not is_worth_vouching(settled, kind):
            return _Heard(settled, tuple(asked))
        for other in others:
            asked.append(other.name)
            if sees(_seen_by(other, request, lines), settled, kind, purpose):
                return _Heard(settled, tuple(asked))
        return _Heard(unseen(settled), tuple(asked))

    def _confirmed(
        self, heard: _Heard, other: Recognition, request: TextRequest, lines: Lines, *, plainly: bool
    ) -> _Heard:
        """What two engines leave unsure, after the readers of handwriting, which read print as well.

        `other` is what the second engine saw. They make nothing sure that is not `plainly` typed: what they
        agree on may be handwriting.
        """
        settled, hand, compact = heard.settled, self._engines.hand, self._engines.compact
        if hand is None or compact is None:
            return heard
        field, names = request.field, (*heard.engines, hand.name, compact.name)
        kind, purpose = KINDS[field.kind], purpose_of(field, self._received_on)
        seen = [_seen_by(engine, request, lines) for engine in (hand, compact)]
        after = confirmed(settled, seen, kind, purpose) if plainly else settled
        if after is not settled:
            return _Heard(after, names, seen[1])
        return _Heard(outvoted(settled, [*seen, other], field, purpose), names, other)


def _lines(request: TextRequest, odds: float | None) -> Lines:
    return lines_of_type(request) if writing_by(odds) is Writing.TYPED else lines_to_read(request)


def _seen_by(
    engine: Engine, request: TextRequest, lines: Lines, grammar: Grammar | None = None
) -> Recognition:
    return request.understood([engine.read(line, grammar) for line in lines])
