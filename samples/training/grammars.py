"""The shapes of the kinds of text that have one, for scoring."""

from types import MappingProxyType

from documents.formats import npi_is_valid
from ocr.grammar import Grammar

_DIGITS = "0123456789"

GRAMMARS = MappingProxyType(
    {
        "npi": Grammar(_DIGITS, r"[12]\d{9}", npi_is_valid),
        "zip": Grammar(_DIGITS + "-", r"\d{5}(-\d{4})?"),
        "phone": Grammar(_DIGITS + "()-. ", r"(\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ]?)[2-9]\d{2}[-. ]?\d{4}"),
        "date": Grammar(
            _DIGITS + "/-",
            r"(0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])[/-](19\d\d|20[0-3]\d|\d\d)",
        ),
    }
)
