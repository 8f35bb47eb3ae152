"""The few functions of libspandsp.so.2 a fax terminal needs, with their C signatures."""

import ctypes
from functools import cache

from documents.errors import MissingEngine

V27, V29, V17 = 1, 2, 4
"""Bits of t30_set_supported_modems."""

T4_1D, T4_2D, T6 = 2, 4, 8
"""Bits of t30_set_supported_compressions."""

FILE_ENCODING = {"1d": 1, "2d": 2, "t6": 3}
"""How the received TIFF is stored: the argument of t30_set_rx_encoding."""

RESOLUTIONS = 0x1 | 0x2 | 0x4 | 0x20000 | 0x40000
"""Standard, fine and superfine rows on R8 and R16 columns."""

IMAGE_SIZES = 0x1 | 0x10000 | 0x20000 | 0x40000
"""A4 width; A4, B4 and unlimited length."""

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_TEXT = ctypes.c_char_p

PHASE_E = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _INT)
"""Called when a terminal ends its call, with the completion code."""

PHASE_D = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT)
"""Called when a page is over."""

_SIGNATURES = {
    "fax_init": (_POINTER, (_POINTER, _INT)),
    "fax_free": (_INT, (_POINTER,)),
    "fax_get_t30_state": (_POINTER, (_POINTER,)),
    "fax_rx": (_INT, (_POINTER, _POINTER, _INT)),
    "fax_rx_fillin": (_INT, (_POINTER, _INT)),
    "fax_tx": (_INT, (_POINTER, _POINTER, _INT)),
    "fax_set_transmit_on_idle": (None, (_POINTER, _INT)),
    "t30_set_tx_file": (None, (_POINTER, _TEXT, _INT, _INT)),
    "t30_set_rx_file": (None, (_POINTER, _TEXT, _INT)),
    "t30_set_tx_ident": (_INT, (_POINTER, _TEXT)),
    "t30_set_ecm_capability": (_INT, (_POINTER, _INT)),
    "t30_set_rx_encoding": (_INT, (_POINTER, _INT)),
    "t30_set_supported_modems": (_INT, (_POINTER, _INT)),
    "t30_set_supported_compressions": (_INT, (_POINTER, _INT)),
    "t30_set_supported_resolutions": (_INT, (_POINTER, _INT)),
    "t30_set_supported_image_sizes": (_INT, (_POINTER, _INT)),
    "t30_get_transfer_statistics": (None, (_POINTER, _POINTER)),
    "t30_completion_code_to_str": (_TEXT, (_INT,)),
    "t30_get_rx_ident": (_TEXT, (_POINTER,)),
    "t30_set_phase_d_handler": (None, (_POINTER, _POINTER, _POINTER)),
    "t30_set_phase_e_handler": (None, (_POINTER, _POINTER, _POINTER)),
    "t30_terminate": (None, (_POINTER,)),
}


class Statistics(ctypes.Structure):
    """`t30_stats_t` of spandsp 0.0.6, with room to spare behind it."""

    _fields_ = (
        ("bit_rate", _INT),
        ("ecm", _INT),
        ("pages_tx", _INT),
        ("pages_rx", _INT),
        ("pages_in_file", _INT),
        ("x_res", _INT),
        ("y_res", _INT),
        ("width", _INT),
        ("length", _INT),
        ("image_size", _INT),
        ("encoding", _INT),
        ("bad_rows", _INT),
        ("longest_bad_row_run", _INT),
        ("ecm_retries", _INT),
        ("current_status", _INT),
        ("spare", _INT * 16),
    )


@cache
def library(file: str = "libspandsp.so.2") -> ctypes.CDLL:
    """The library with its signatures set; MissingEngine names the Debian package to install."""
    try:
        loaded = ctypes.CDLL(file)
    except OSError as trouble:
        raise MissingEngine(
            f"{file} is not installed and sample faxes need it: apt-get install libspandsp2"
        ) from trouble
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.restype = result
        function.argtypes = arguments
    return loaded
