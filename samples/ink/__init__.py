"""Writing on paper: pen strokes, signatures, marks in boxes, lettering in print and by hand."""

from samples.ink.lettering import hand_lettering, print_lettering
from samples.ink.marks import draw_mark
from samples.ink.paper_sheet import PaperSheet, Pen
from samples.ink.signature import draw_signature

__all__ = ["PaperSheet", "Pen", "draw_mark", "draw_signature", "hand_lettering", "print_lettering"]
