"""Puts letters into a folder, from which people or another machine send them."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from documents import SendFailed
from letters.sender import Parcel, Progress


class FolderSender:
    """One folder a letter, there whole or not at all: `letter.pdf`, `fax.tif` and `number.txt`."""

    name = "folder"
    follows = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, key: str) -> str:
        """The key itself when its folder is there."""
        return key if (self._folder / key).is_dir() else ""

    def send(self, parcel: Parcel) -> str:
        """Write the letter; when this returns it survives a power cut. SendFailed when the disk refuses."""
        if self.find(parcel.key):
            return parcel.key
        unfinished = self._folder / f".{parcel.key}"
        files = {
            "letter.pdf": parcel.pdf,
            "fax.tif": parcel.fax,
            "number.txt": f"{parcel.number}\n".encode(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
            for name, content in files.items():
                _write(unfinished / name, content)
            _flush(unfinished)
            unfinished.rename(self._folder / parcel.key)
            _flush(self._folder)
        except OSError as failure:
            raise SendFailed(f"the letter folder did not take a letter: {failure.strerror}") from failure
        return parcel.key

    def progress(self, jobs: Sequence[str]) -> Mapping[str, Progress]:
        """Nothing: a folder does not know who takes a letter out of it."""
        del jobs
        return {}


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
