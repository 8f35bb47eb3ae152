"""Tesseract in this process, one line at a time: the second, independent reader."""

import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import tesserocr
from PIL import Image

from documents import EngineFailed, MissingEngine
from ocr.cleanup import despeckled, written_band
from ocr.engine import Pixels, Recognition
from ocr.grammar import PRINTABLE, Grammar

TESSDATA_FOLDERS = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
)
"""Where distributions keep Tesseract's language files; the variable TESSDATA_PREFIX goes before them."""

_LANGUAGE = "eng"
_MARGIN = 10
_BLUR = 0.6
_EMPTY = Recognition(text="", confidence=0)


def tessdata() -> Path:
    """The folder that holds the English language file; MissingEngine names the Debian package."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = (Path(named), *TESSDATA_FOLDERS) if named else TESSDATA_FOLDERS
    for folder in folders:
        if (folder / f"{_LANGUAGE}.traineddata").is_file():
            return folder
    raise MissingEngine(f"no {_LANGUAGE}.traineddata found (Debian: tesseract-ocr-eng)")


class TesseractEngine:
    """Reads a despeckled, slightly blurred crop as a single line. Not to be shared between threads."""

    name = "tesseract"

    def __init__(self) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(tessdata()), lang=_LANGUAGE, psm=tesserocr.PSM.SINGLE_LINE
            )
        except RuntimeError as broken:
            raise MissingEngine(f"tesseract does not open {tessdata()} (Debian: tesseract-ocr)") from broken

    def read(self, crop: Pixels, grammar: Grammar | None = None) -> Recognition:
        """What the crop says; a grammar limits the characters only, and text it does not allow is not given.

        The confidence is Tesseract's mean over words, as a fraction.
        """
        inside = written_band(despeckled(crop), _MARGIN)
        if not inside.size:
            return _EMPTY
        soft = cv2.GaussianBlur(inside, (0, 0), _BLUR)
        self._api.SetVariable("tessedit_char_whitelist", _whitelist(grammar))
        try:
            self._api.SetImage(Image.fromarray(soft))
            self._api.SetSourceResolution(204)
            seen = " ".join(self._api.GetUTF8Text().split())
        except RuntimeError as failed:
            raise EngineFailed("tesseract failed on a crop") from failed
        trust = min(max(self._api.MeanTextConf() / 100, 0.0), 1.0) if seen else 0.0
        text = seen if grammar is None or grammar.allows(seen) else ""
        return Recognition(
            text=text,
            confidence=trust if text else 0,
            seen=seen,
            seen_confidence=trust,
            share=trust if text else 0,
        )

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        """What each crop says, one after the other."""
        return tuple(self.read(crop, grammar) for crop, grammar in zip(crops, grammars, strict=True))


def _whitelist(grammar: Grammar | None) -> str:
    if grammar is None:
        return PRINTABLE
    if not grammar.fold_case:
        return grammar.alphabet
    return "".join(sorted({*grammar.alphabet, *grammar.alphabet.swapcase()}))
