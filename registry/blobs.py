"""Bytes kept by their digest, as files that are written once and never changed."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Protocol

from documents import Digest, StoreFailed

LEFTOVER_SECONDS = 3600.0
_TEMPORARY = ".tmp"


class Blobs(Protocol):
    """A place for bytes addressed by their SHA-256."""

    def put(self, content: bytes) -> Digest:
        """Keep the bytes; when this returns they survive a power cut. StoreFailed when they are not kept."""
        ...

    def get(self, digest: Digest) -> bytes:
        """The bytes, checked against their digest; StoreFailed when absent or damaged."""
        ...

    def has(self, digest: Digest) -> bool:
        """Whether bytes are kept under this digest; they are not read."""
        ...


class BlobStore:
    """Blobs in a folder of one machine, two levels deep: `ab/cd/abcd...`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: Digest) -> Path:
        """Where the bytes of this digest lie, or would lie."""
        return self._folder / digest[:2] / digest[2:4] / digest

    def has(self, digest: Digest) -> bool:
        """Whether bytes are kept under this digest; they are not read."""
        return self.path(digest).is_file()

    def put(self, content: bytes) -> Digest:
        """Keep the bytes; when this returns they survive a power cut.

        Bytes already kept are read again, and replaced when damaged. StoreFailed when the disk refuses.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        try:
            self._make_folder(path.parent)
            if not _holds(path, content):
                _write(path, content)
            _flush_folder(path.parent)
        except OSError as failure:
            raise StoreFailed(f"the blob store did not take {digest}: {failure.strerror}") from failure
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes, checked against their digest; StoreFailed when absent or damaged."""
        try:
            content = self.path(digest).read_bytes()
        except OSError as failure:
            raise StoreFailed(f"the blob store does not give {digest}: {failure.strerror}") from failure
        if hashlib.sha256(content).hexdigest() != digest:
            raise StoreFailed(f"the blob {digest} is damaged on disk")
        return content

    def sweep(self, now: float, older_than: float = LEFTOVER_SECONDS) -> int:
        """Remove what killed writers left half-written; returns how many files.

        `now` is in seconds since the epoch. Files younger than `older_than` seconds may still be written to.
        """
        swept = 0
        for path in self._folder.glob(f"??/??/*{_TEMPORARY}"):
            try:
                if now - path.stat().st_mtime >= older_than:
                    path.unlink()
                    swept += 1
            except FileNotFoundError:
                continue
        return swept

    def _make_folder(self, folder: Path) -> None:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
            _flush_folder(place.parent)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o444)
            os.fsync(file.fileno())
        temporary.rename(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
