"""Whole-page text and orientation of odd pages, by Tesseract in a process of its own."""

import os
from functools import cache

import pytesseract
from PIL import Image

from documents import EngineFailed, MissingEngine, Turn
from ocr.engine import Pixels

_LEAST_ORIENTATION = 2.0
_TURNS: dict[int, Turn] = {0: 0, 90: 90, 180: 180, 270: 270}


def page_text(pixels: Pixels, seconds: float = 30.0) -> str:
    """All text on an upright page, lines by newlines; EngineFailed when it takes longer than `seconds`."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    _needs("eng", "tesseract-ocr-eng")
    try:
        text: str = pytesseract.image_to_string(
            Image.fromarray(pixels), config="--psm 11 --dpi 204", timeout=seconds
        )
    except (pytesseract.TesseractError, RuntimeError) as failed:
        raise EngineFailed("tesseract did not read the page") from failed
    return "\n".join(line for line in (" ".join(raw.split()) for raw in text.splitlines()) if line)


def page_turn(pixels: Pixels, seconds: float = 15.0) -> Turn | None:
    """Degrees clockwise that stand the page upright; None when there is too little text to say."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    _needs("osd", "tesseract-ocr-osd")
    try:
        found = pytesseract.image_to_osd(
            Image.fromarray(pixels),
            config="--psm 0 --dpi 204",
            output_type=pytesseract.Output.DICT,
            timeout=seconds,
        )
    except pytesseract.TesseractError:
        return None
    except RuntimeError as late:
        raise EngineFailed("tesseract took too long over the page") from late
    if float(found["orientation_conf"]) < _LEAST_ORIENTATION:
        return None
    return _TURNS[int(found["rotate"]) % 360]


@cache
def _needs(language: str, package: str) -> None:
    try:
        known = pytesseract.get_languages()
    except pytesseract.TesseractNotFoundError as missing:
        raise MissingEngine("tesseract is not installed (Debian: tesseract-ocr)") from missing
    if language not in known:
        raise MissingEngine(f"tesseract lacks {language} (Debian: {package})")
