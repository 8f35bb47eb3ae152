"""The engines by name; a new engine is one module and one line here."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from documents import BadSetting
from ocr.engine import Engine, Engines
from ocr.hand import HandEngine
from ocr.hand_compact import CompactEngine
from ocr.line_engine import LineEngine
from ocr.paddle import PaddleEngine
from ocr.tesseract import TesseractEngine

ENGINES: Mapping[str, Callable[[], Engine]] = MappingProxyType(
    {
        "paddle": PaddleEngine,
        "hand": HandEngine,
        "compact": CompactEngine,
        "tesseract": TesseractEngine,
    }
)
"""How to open each engine; opening raises MissingEngine when something it needs is not installed."""

TRAINED: Mapping[str, Callable[[Path | None], LineEngine]] = MappingProxyType(
    {"hand": HandEngine, "compact": CompactEngine}
)
"""The engines of our own training: their weights may come from a folder, as `NAME.onnx`."""


def open_engines(
    first: str = "paddle",
    second: str = "tesseract",
    hand: str = "hand",
    compact: str = "compact",
    weights: Path | None = None,
) -> Engines:
    """Open the engines a reader works with; an empty name means none in that place.

    Engines of our own training take what the folder `weights` has instead of what ships. BadSetting for a
    name nobody has, or one in a place for handwriting that shows no probabilities.
    """
    for name in (first, second, hand, compact):
        if name and name not in ENGINES:
            raise BadSetting(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    return Engines(
        ENGINES[first](),
        ENGINES[second]() if second else None,
        _line_engine(hand, weights),
        _line_engine(compact, weights),
    )


def _line_engine(name: str, weights: Path | None) -> LineEngine | None:
    if name in TRAINED:
        return TRAINED[name](weights)
    engine = ENGINES[name]() if name else None
    if engine is not None and not isinstance(engine, LineEngine):
        raise BadSetting(f"engine {name!r} shows no probabilities; handwriting needs one that does")
    return engine
