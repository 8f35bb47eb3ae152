"""Pixels to text: rasters, engines, constrained decoding."""

from ocr.engine import Engine, Engines, Pixels, Recognition
from ocr.engines import ENGINES, open_engines
from ocr.grammar import Grammar
from ocr.scripted import ScriptedEngine

__all__ = [
    "ENGINES",
    "Engine",
    "Engines",
    "Grammar",
    "Pixels",
    "Recognition",
    "ScriptedEngine",
    "open_engines",
]
