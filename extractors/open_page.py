"""A page of the fax while its fields are read: what of it may be harmed or misplaced."""

from dataclasses import dataclass

import cv2
import numpy as np

from documents import Box, Doubt, Evidence
from extractors.align import Alignment
from extractors.crop import WrittenPage, ZoneCrop
from extractors.digital import StatedPage
from extractors.evidence import Crop, Seen, evidence_of
from extractors.printed import Mask
from forms.definition import FieldDefinition

TEXT_HARM = 3.0
"""Pixels of harm from which what is written may be another thing."""
_HIDING_HARM = 10.0
_NEAR = 4
_MISALIGNED = 2.5


@dataclass(frozen=True, eq=False)
class OpenPage:
    """A page of the fax while its fields are read; `stated` is what a born-digital page says of itself.

    `repeated` tells for each row of the upright page whether it is a copy, `hit` whether the call spoilt it.
    """

    number: int
    written: WrittenPage
    stated: StatedPage | None
    repeated: Mask
    hit: bool

    @property
    def alignment(self) -> Alignment:
        """How the page lies on its blank."""
        return self.written.alignment

    def harm(self, box: Box) -> float:
        """Rows of the page within a box of the printed form that are missing or copies, in pixels."""
        return self.alignment.rows_lost(box) + self.copies(box) if self.hit else 0.0

    def copies(self, box: Box) -> float:
        """How many of the rows under a box of the printed form are copies."""
        return float(self.repeated[slice(*self.alignment.page_rows(box))].sum()) if self.hit else 0.0

    def torn(self, box: Box) -> bool:
        """Whether any row within a box of the printed form is missing or a copy."""
        return self.harm(box) >= 1

    def misplaced(self, field: FieldDefinition) -> tuple[Doubt, ...]:
        """MISALIGNED when the form is not surely found around the field; boxes are known by their labels."""
        laid = self.alignment
        sure = laid.found if field.options else laid.trusted
        labelled = all(laid.label_found(option.box) for option in field.options)
        on = sure and labelled and laid.residual_under(field.box) <= _MISALIGNED
        return () if on else (Doubt.MISALIGNED,)

    def doubts(self, field: FieldDefinition, least: float) -> tuple[Doubt, ...]:
        """The doubts that come from the page; `least` is the harm in pixels that may change what is read."""
        return self._doubts(field, torn=self.harm(field.box) >= least)

    def doubts_of_writing(self, field: FieldDefinition, zone: ZoneCrop) -> tuple[Doubt, ...]:
        """The same for a zone with writing in it: harm counts where it may have changed a stroke.

        As much harm as can hide a line of writing counts anywhere in the zone.
        """
        hidden = self.harm(field.box) >= _HIDING_HARM
        return self._doubts(field, torn=hidden or self.harm_to_strokes(zone) >= TEXT_HARM)

    def harm_to_strokes(self, zone: ZoneCrop) -> float:
        """Rows that are missing or copies, of those that the strokes of a zone reach or nearly, in pixels."""
        if not self.hit:
            return 0.0
        reached = self.alignment.page_rows_of(zone.mask, zone.origin).astype(np.uint8)
        near = cv2.dilate(reached[:, None], np.ones((2 * _NEAR + 1, 1), np.uint8))[:, 0] > 0
        lost = sum(tear.lost for tear in self.alignment.tears if near[tear.first : tear.last + 1].any())
        return lost + float((self.repeated & near).sum())

    def _doubts(self, field: FieldDefinition, *, torn: bool) -> tuple[Doubt, ...]:
        return self.misplaced(field) + ((Doubt.DAMAGED_ROWS,) if torn else ())

    def evidence(self, field: FieldDefinition, crop: Crop, ink: float) -> Evidence:
        """The evidence of a reading of the field."""
        seen = Seen(ink, self.alignment.residual_under(field.box))
        found = evidence_of(self.number, self.alignment, field.box, crop, seen)
        return found.model_copy(update={"bad_rows": round(self.harm(field.box))})
