"""The crop behind a reading: its picture, the digest of the picture, and where on the page it was."""

import hashlib
from typing import NamedTuple

import cv2

from documents import Box, EngineFailed, Evidence
from extractors.align import Alignment
from extractors.features import Pixels


class Crop(NamedTuple):
    """A picture for the blob store: SHA-256 of the PNG, and the PNG."""

    digest: str
    png: bytes


class Seen(NamedTuple):
    """The measures of a zone: written share of its area, alignment error under it in pixels of 204 dpi."""

    ink: float
    residual: float


def picture(pixels: Pixels) -> Crop:
    """The PNG of some pixels; EngineFailed when they cannot be encoded."""
    done, png = cv2.imencode(".png", pixels, (cv2.IMWRITE_PNG_COMPRESSION, 3))
    if not done:
        raise EngineFailed("a crop could not be encoded as PNG")
    content = png.tobytes()
    return Crop(hashlib.sha256(content).hexdigest(), content)


def evidence_of(page: int, alignment: Alignment, box: Box, crop: Crop, seen: Seen) -> Evidence:
    """The evidence of a reading whose zone on the printed form is `box`."""
    return Evidence(
        page=page,
        box=alignment.to_page(box),
        crop=crop.digest,
        ink=min(seen.ink, 1.0),
        residual=seen.residual,
    )
