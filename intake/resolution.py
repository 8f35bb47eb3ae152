"""The dots per inch of a fax page, from its tags where they can be believed, else from its size."""

_FAX_WIDTHS = {1728: 204.0, 2048: 204.0, 2432: 204.0}
_SQUARE_WIDTHS = {2592: 300.0, 3072: 300.0, 3648: 300.0}
_FINEST_WIDTHS = {3456: 408.0, 4096: 408.0, 4864: 408.0}
_STANDARD_BELOW, _FINE_UP_TO = 1500, 3200
_LEAST, _MOST = 90.0, 1300.0
_SCREEN = 96.5
_LETTER_WIDTH = 8.5
_UNITS = {1: 1.0, 2: 1.0, 3: 2.54}


def native_dpi(size: tuple[int, int], stated: tuple[float, float], unit: int) -> tuple[float, float]:
    """(across, down) dots per inch of a page of `size` (width, height).

    `stated` are the resolution tags, `unit` their TIFF unit (2 inch, 3 centimetre, 1 none). Tags that are
    missing, that state a screen (72 or 96), or that no fax machine has, give way to what the page size says:
    1728, 2048 and 2432 dots are 204 dpi across, and the rows then tell standard, fine and superfine apart.
    """
    factor = _UNITS.get(unit, 1.0)
    across, down = stated[0] * factor, stated[1] * factor
    if _believable(across, down):
        return across, down
    return inferred_dpi(*size)


def inferred_dpi(width: int, height: int) -> tuple[float, float]:
    """(across, down) dots per inch by the page size alone; an odd width is taken for a letter page."""
    if width in _FAX_WIDTHS:
        return _FAX_WIDTHS[width], _down(height)
    if width in _SQUARE_WIDTHS:
        return _SQUARE_WIDTHS[width], _SQUARE_WIDTHS[width]
    if width in _FINEST_WIDTHS:
        return _FINEST_WIDTHS[width], 391.0
    square = min(width, height) / _LETTER_WIDTH
    square = min(max(square, 50.0), 1200.0)
    return square, square


def _believable(across: float, down: float) -> bool:
    if not (_LEAST <= across <= _MOST and _LEAST <= down <= _MOST):
        return False
    is_screen = across == down and across < _SCREEN
    return not is_screen and 0.2 < down / across < 2.2


def _down(height: int) -> float:
    if height < _STANDARD_BELOW:
        return 98.0
    return 196.0 if height <= _FINE_UP_TO else 391.0
