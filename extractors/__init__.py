"""From a page to a form reading: classify, assemble, align, crop, read."""

from extractors.align import Alignment, align
from extractors.assemble import assemble
from extractors.blanks import BlankPage, blank_page, blank_pages
from extractors.classify import classify_digital, classify_page
from extractors.evidence import Crop
from extractors.kinds import KINDS
from extractors.page_code import check_codes
from extractors.read import DocumentReading, read_document
from extractors.text_reading import TextReader

__all__ = [
    "KINDS",
    "Alignment",
    "BlankPage",
    "Crop",
    "DocumentReading",
    "TextReader",
    "align",
    "assemble",
    "blank_page",
    "blank_pages",
    "check_codes",
    "classify_digital",
    "classify_page",
    "read_document",
]
