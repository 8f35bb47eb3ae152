"""Which fonts there are, by look and by use."""

import functools
import tomllib
from pathlib import Path
from typing import Literal

from PIL import ImageFont
from pydantic import Field

from documents import Record

_FOLDER = Path(__file__).parent
_PROBE_SIZE = 200

FontUse = Literal["maker", "tests"]
Look = Literal["hand", "print"]


class SampleFont(Record):
    """One line of fonts.toml; `joined` letters run into each other and are not moved singly."""

    family: str
    file: str
    look: Look
    use: FontUse
    joined: bool
    license: str
    package: str
    version: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def path(self) -> Path:
        """Where the font file is."""
        return _FOLDER / self.file


@functools.cache
def catalog() -> dict[str, SampleFont]:
    """Every font of fonts.toml by family."""
    table = tomllib.loads((_FOLDER / "fonts.toml").read_text(encoding="utf-8"))
    read = [SampleFont.model_validate(entry) for entry in table["font"]]
    return {font.family: font for font in read}


def fonts(look: Look, use: FontUse = "maker") -> tuple[SampleFont, ...]:
    """The fonts of that look; those kept for tests come only when asked for by name."""
    return tuple(font for font in catalog().values() if font.look == look and font.use == use)


@functools.lru_cache(maxsize=256)
def loaded(family: str, size: int) -> ImageFont.FreeTypeFont:
    """The font at that size in pixels per em, laid out without the optional shaping library."""
    return ImageFont.truetype(str(catalog()[family].path), size, layout_engine=ImageFont.Layout.BASIC)


def capital_height(family: str) -> float:
    """Height of a capital H as a share of the em."""
    return _height(family, "H")


def small_height(family: str) -> float:
    """Height of a small n as a share of the em."""
    return _height(family, "n")


@functools.cache
def _height(family: str, letter: str) -> float:
    _, top, _, bottom = loaded(family, _PROBE_SIZE).getbbox(letter)
    return (bottom - top) / _PROBE_SIZE
