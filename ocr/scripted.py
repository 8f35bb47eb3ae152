"""An engine that says what it was told to say, for tests and for trying a pipeline without weights."""

from collections.abc import Iterable, Sequence

from documents import EngineFailed
from ocr.cleanup import tight
from ocr.engine import Pixels, Recognition
from ocr.grammar import Grammar


class ScriptedEngine:
    """Gives the next text of the script to each crop with ink; EngineFailed when the script is used up."""

    name = "scripted"

    def __init__(self, texts: Iterable[str], confidence: float = 1.0) -> None:
        self._texts = iter(texts)
        self._confidence = confidence

    def read(self, crop: Pixels, grammar: Grammar | None = None) -> Recognition:
        """The next text of the script; under a grammar that forbids it, only as what was seen."""
        if not tight(crop).size:
            return Recognition(text="", confidence=0)
        seen = next(self._texts, None)
        if seen is None:
            raise EngineFailed("the script is used up")
        text = seen if grammar is None or grammar.allows(seen) else ""
        trust = self._confidence if text else 0.0
        return Recognition(
            text=text,
            confidence=trust,
            seen=seen,
            seen_confidence=self._confidence,
            share=trust,
            unchecked=text,
            unchecked_share=trust,
        )

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        """The next texts of the script, one for each crop with ink."""
        return tuple(self.read(crop, grammar) for crop, grammar in zip(crops, grammars, strict=True))
