"""The engines by name; a new engine is one module and one line here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from documents import BadSetting
from ocr.engine import Engine, Engines
from ocr.hand import HandEngine
from ocr.hand_compact import CompactEngine
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


def open_engines(first: str = "paddle", second: str = "tesseract") -> Engines:
    """Open the engines a reader works with; an empty `second` means no second reader."""
    for name in (first, second):
        if name and name not in ENGINES:
            raise BadSetting(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    return Engines(ENGINES[first](), ENGINES[second]() if second else None)
