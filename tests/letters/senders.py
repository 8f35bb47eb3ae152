"""Every sender on a machine of its own, and what has arrived there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letters.folder import FolderSender
from letters.hylafax import HylafaxSender
from letters.sender import Sender

PROGRAMS = Path(__file__).parent / "hylafax"


@dataclass(frozen=True)
class Machine:
    """A sender, what has arrived by it as number and TIFF, and how its far side goes away."""

    sender: Sender
    arrived: Callable[[], list[tuple[str, bytes]]]
    go_down: Callable[[], object]


def folder_machine(home: Path) -> Machine:
    folder = home / "out"

    def arrived() -> list[tuple[str, bytes]]:
        return [
            ((one / "number.txt").read_text().strip(), (one / "fax.tif").read_bytes())
            for one in sorted(folder.glob("L-*"))
        ]

    return Machine(FolderSender(folder), arrived, lambda: folder.write_text("a file is in the way"))


def hylafax_machine(home: Path) -> Machine:
    """Its stand-ins find their spool in HYLAFAX_SPOOL, which must name `home / "spool"`."""
    spool = home / "spool"
    spool.mkdir(parents=True, exist_ok=True)
    sender = HylafaxSender(
        home / "pages", sendfax=str(PROGRAMS / "sendfax"), faxstat=str(PROGRAMS / "faxstat")
    )

    def arrived() -> list[tuple[str, bytes]]:
        return [
            (
                job.read_text().strip().split("|")[2].removeprefix("+1"),
                job.with_name(f"{job.name[1:]}.tif").read_bytes(),
            )
            for job in sorted(spool.glob("q*"))
        ]

    return Machine(sender, arrived, lambda: (spool / "down").touch())


MACHINES = {"folder": folder_machine, "hylafax": hylafax_machine}
