"""Sends letters through HylaFAX: `sendfax` takes them, `faxstat` says what became of them."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from documents import SendFailed
from letters.raster import Resolution
from letters.sender import Parcel, Progress

_SECONDS = 60
_TAKEN = re.compile(r"request id is (\d+)")
_FORMAT = 'JobFmt: "%j|%a|%J"\n'
"""Job, state and tag, a line each; read by `faxstat` from `.hylarc` in its home folder."""

_ENDED = {"D": Progress.DELIVERED, "F": Progress.FAILED}


class _Job(NamedTuple):
    number: str
    state: str
    tag: str


class HylafaxSender:
    """A HylaFAX server, local or `host`; `folder` holds the page images while they are handed over.

    The key of a parcel is the job's tag, so that a job can be found again by it in the queues of jobs that
    are sent and jobs that are done.
    """

    name = "hylafax"
    follows = True

    def __init__(
        self,
        folder: Path,
        host: str = "",
        resolution: Resolution = "fine",
        *,
        sendfax: str = "sendfax",
        faxstat: str = "faxstat",
    ) -> None:
        self._folder = folder
        self._fineness = "-m" if resolution == "fine" else "-l"
        self._at = ["-h", host] if host else []
        self._sendfax = sendfax
        self._faxstat = faxstat

    def find(self, key: str) -> str:
        """The number of the job with this tag."""
        return next((job.number for job in self._jobs() if job.tag == key), "")

    def send(self, parcel: Parcel) -> str:
        """Submit the pages as they are, without a cover page; the number of the job."""
        before = self.find(parcel.key)
        if before:
            return before
        pages = self._folder / f"{parcel.key}.tif"
        self._prepare()
        pages.write_bytes(parcel.fax)
        try:
            options = ["-n", self._fineness, *self._at, "-i", parcel.key, "-d", f"+1{parcel.number}"]
            said = self._run(self._sendfax, *options, str(pages))
        finally:
            pages.unlink(missing_ok=True)
        taken = _TAKEN.search(said)
        if taken is None:
            raise SendFailed("sendfax named no job")
        return taken[1]

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        """What the queues say of each job."""
        known = {job.number: _ENDED.get(job.state, Progress.UNDER_WAY) for job in self._jobs()}
        return {job: known[job] for job in jobs if job in known}

    def _jobs(self) -> Iterator[_Job]:
        self._prepare()
        for line in self._run(self._faxstat, *self._at, "-s", "-d").splitlines():
            parts = line.strip().split("|")
            if len(parts) == len(_Job._fields) and parts[0].strip().isdigit():
                yield _Job(*(part.strip() for part in parts))

    def _prepare(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self._folder / ".hylarc").write_text(_FORMAT, encoding="ascii")
        except OSError as failure:
            raise SendFailed(f"the folder for page images is not writable: {failure.strerror}") from failure

    def _run(self, *command: str) -> str:
        """What a program of HylaFAX prints; it ends with us, so that none goes on when we were killed."""
        try:
            done = subprocess.run(  # noqa: S603  # a list of arguments of our own making, no shell
                ["setpriv", "--pdeathsig", "KILL", *command],  # noqa: S607  # of util-linux, on the PATH
                env={**os.environ, "HOME": str(self._folder), "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=True,
                text=True,
                errors="replace",
            )
        except FileNotFoundError as failure:
            raise SendFailed("setpriv is not installed") from failure
        except subprocess.TimeoutExpired as failure:
            raise SendFailed(f"{Path(command[0]).name} did not answer in {_SECONDS} seconds") from failure
        except subprocess.CalledProcessError as failure:
            raise SendFailed(f"{Path(command[0]).name} failed with code {failure.returncode}") from failure
        return done.stdout
