"""Open one entry of a folder others write to, without being led outside it or held up."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from documents import Record

IGNORED_ENDINGS = (b".tmp", b".part", b".filepart", b".crdownload", b"~")
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF, errno.ENOSYS}


class WhyNot(StrEnum):
    """Why an entry is not opened; the value is the sentence for people."""

    IGNORED_NAME = "Its name says that it is still being written or is no fax."
    LINK = "It is a link to another place; faxes must be copied into the folder."
    NOT_A_FILE = "It is not a file (a folder, a pipe or a device)."
    SEVERAL_NAMES = "The same file is also kept under another name; copy it instead of linking it."
    TOO_LARGE = "It is larger than a fax may be."
    NO_PERMISSION = "faxdesk may not read it."
    GONE = "It is no longer there."
    BUSY = "Another program holds it."
    CHANGED = "It changed while it was read."
    NOT_REMOVABLE = "It has been received, but faxdesk may not remove it from the folder."


class NotOpened(Record):
    """An entry that was not opened; `name` is printable."""

    name: str
    why: WhyNot


@dataclass(frozen=True)
class Look:
    """What a file was at one glance: the same look later means it was not written to or replaced."""

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def at(cls, status: os.stat_result) -> Self:
        """The look of a file by its status."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True)
class OpenedFile:
    """A regular file of the folder, opened and locked against other watchers."""

    name: bytes
    look: Look
    _descriptor: int

    def content(self) -> bytes | NotOpened:
        """All its bytes; CHANGED when it was written to meanwhile."""
        parts = []
        left = self.look.size + 1
        while left > 0 and (
            part := os.pread(self._descriptor, min(left, 1 << 20), self.look.size + 1 - left)
        ):
            parts.append(part)
            left -= len(part)
        if left != 1 or Look.at(os.fstat(self._descriptor)) != self.look:
            return NotOpened(name=printable(self.name), why=WhyNot.CHANGED)
        return b"".join(parts)


def is_ignored(name: bytes) -> bool:
    """Whether the name alone says that the entry is not, or not yet, a fax."""
    return name.startswith(b".") or name.lower().endswith(IGNORED_ENDINGS)


def printable(name: bytes) -> str:
    """The name as one line of text without control characters; different names stay different."""
    text = name.decode("utf-8", errors="surrogateescape")
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if character == "\\":
        return "\\\\"
    return character if character.isprintable() else f"\\u{{{code:x}}}"


def look_at(folder: int, name: bytes, max_bytes: int) -> Look | NotOpened:
    """What an entry is, without opening it; `folder` is a directory descriptor."""
    if is_ignored(name):
        return NotOpened(name=printable(name), why=WhyNot.IGNORED_NAME)
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError as failure:
        return NotOpened(name=printable(name), why=_why(failure))
    why = _refused(status, max_bytes)
    return NotOpened(name=printable(name), why=why) if why else Look.at(status)


@contextmanager
def opened(folder: int, name: bytes, max_bytes: int) -> Iterator[OpenedFile | NotOpened]:
    """The entry, opened for the time of the block; nobody else using this function has it open meanwhile.

    Where the file system has no locks, several watchers may have it: what they do with it must bear that.
    """
    first = look_at(folder, name, max_bytes)
    if isinstance(first, NotOpened):
        yield first
        return
    try:
        descriptor = os.open(name, _FLAGS, dir_fd=folder)
    except OSError as failure:
        yield NotOpened(name=printable(name), why=_why(failure))
        return
    try:
        status = os.fstat(descriptor)
        why = _refused(status, max_bytes) or _lock(descriptor) or _still_named(folder, name, status)
        yield (
            NotOpened(name=printable(name), why=why) if why else OpenedFile(name, Look.at(status), descriptor)
        )
    finally:
        os.close(descriptor)


def _refused(status: os.stat_result, max_bytes: int) -> WhyNot | None:
    if stat.S_ISLNK(status.st_mode):
        return WhyNot.LINK
    if not stat.S_ISREG(status.st_mode):
        return WhyNot.NOT_A_FILE
    if status.st_nlink == 0:
        return WhyNot.GONE
    if status.st_nlink > 1:
        return WhyNot.SEVERAL_NAMES
    return WhyNot.TOO_LARGE if status.st_size > max_bytes else None


def _lock(descriptor: int) -> WhyNot | None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return WhyNot.BUSY
    except OSError as failure:
        if failure.errno not in _NO_LOCKS:
            raise
    return None


def _still_named(folder: int, name: bytes, status: os.stat_result) -> WhyNot | None:
    try:
        now = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return WhyNot.GONE
    return None if Look.at(now) == Look.at(status) else WhyNot.CHANGED


def _why(failure: OSError) -> WhyNot:
    known = {
        errno.ENOENT: WhyNot.GONE,
        errno.ELOOP: WhyNot.LINK,
        errno.EACCES: WhyNot.NO_PERMISSION,
        errno.EPERM: WhyNot.NO_PERMISSION,
        errno.ENXIO: WhyNot.NOT_A_FILE,
        errno.EISDIR: WhyNot.NOT_A_FILE,
        errno.EWOULDBLOCK: WhyNot.BUSY,
    }
    if failure.errno not in known:
        raise failure
    return known[failure.errno]
