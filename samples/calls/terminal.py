"""One fax machine at one end of a call."""

import ctypes
from pathlib import Path

import numpy as np

from samples.calls import spandsp
from samples.calls.line import FRAME, Samples


class Terminal:
    """A T.30 terminal of spandsp; `stop` frees it."""

    def __init__(self, identity: str, *, calling: bool) -> None:
        self._library = spandsp.library()
        self._fax = self._library.fax_init(None, int(calling))
        self._t30 = self._library.fax_get_t30_state(self._fax)
        self.completion: int | None = None
        self.pages: list[spandsp.Statistics] = []
        self._phase_d = spandsp.PHASE_D(self._page_over)
        self._phase_e = spandsp.PHASE_E(self._call_over)
        call = self._library
        call.fax_set_transmit_on_idle(self._fax, 1)
        call.t30_set_tx_ident(self._t30, identity.encode("ascii"))
        call.t30_set_supported_resolutions(self._t30, spandsp.RESOLUTIONS)
        call.t30_set_supported_image_sizes(self._t30, spandsp.IMAGE_SIZES)
        call.t30_set_phase_d_handler(self._t30, ctypes.cast(self._phase_d, ctypes.c_void_p), None)
        call.t30_set_phase_e_handler(self._t30, ctypes.cast(self._phase_e, ctypes.c_void_p), None)

    def offer(self, *, ecm: bool, modems: int, compressions: int) -> None:
        """Say what this terminal can do; modems and compressions are the bits of `samples.calls.spandsp`."""
        self._library.t30_set_ecm_capability(self._t30, int(ecm))
        self._library.t30_set_supported_modems(self._t30, modems)
        self._library.t30_set_supported_compressions(self._t30, compressions)

    def send(self, pages: Path) -> None:
        """Transmit every page of a TIFF."""
        self._library.t30_set_tx_file(self._t30, str(pages).encode(), -1, -1)

    def receive(self, into: Path, encoding: int) -> None:
        """Write received pages to a TIFF, which appears when the first page has ended."""
        self._library.t30_set_rx_file(self._t30, str(into).encode(), -1)
        self._library.t30_set_rx_encoding(self._t30, encoding)

    def speak(self) -> Samples:
        """The next 20 ms this terminal puts on the line."""
        frame = np.zeros(FRAME, dtype=np.int16)
        self._library.fax_tx(self._fax, frame.ctypes.data, FRAME)
        return frame

    def hear(self, frame: Samples | None) -> None:
        """Take 20 ms from the line; None is a lost packet, which the terminal conceals."""
        if frame is None:
            self._library.fax_rx_fillin(self._fax, FRAME)
        else:
            heard = np.ascontiguousarray(frame)
            self._library.fax_rx(self._fax, heard.ctypes.data, FRAME)

    def result(self) -> str:
        """How the call ended for this terminal, in spandsp's words; empty while it goes on."""
        if self.completion is None:
            return ""
        said: bytes = self._library.t30_completion_code_to_str(self.completion)
        return said.decode("ascii")

    def peer(self) -> str:
        """The identity the other terminal sent."""
        said: bytes | None = self._library.t30_get_rx_ident(self._t30)
        return (said or b"").decode("ascii")

    def statistics(self) -> spandsp.Statistics:
        """What the terminal counted so far."""
        counted = spandsp.Statistics()
        self._library.t30_get_transfer_statistics(self._t30, ctypes.byref(counted))
        return counted

    def stop(self) -> None:
        """Close the received file and free the terminal."""
        self._library.t30_terminate(self._t30)
        self._library.fax_free(self._fax)

    def _page_over(self, _state: int, _user: int, _code: int) -> int:
        self.pages.append(self.statistics())
        return 0

    def _call_over(self, _state: int, _user: int, code: int) -> None:
        self.completion = code
