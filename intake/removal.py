"""Remove a file from a folder others write to, only if it is still the file we took."""

import errno
import os
import re

from intake.opening import Look

_REMOVING = re.compile(rb"\.faxdesk-(\d+)-(\d+)-(-?\d+)")


def remove(folder: int, name: bytes, taken: Look) -> bool:
    """Remove `name` if it still looks as it did when taken; false when the folder does not let us.

    The file is first moved to a hidden name that says which file we mean, then checked: a new file written
    under the same name in the last instant is given its name back.
    """
    hidden = b".faxdesk-%d-%d-%d" % (taken.inode, taken.size, taken.mtime_ns)
    try:
        if Look.at(os.stat(name, dir_fd=folder, follow_symlinks=False)) != taken:
            return True
        os.rename(name, hidden, src_dir_fd=folder, dst_dir_fd=folder)
    except FileNotFoundError:
        return True
    except OSError as failure:
        if failure.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise
        return False
    if not _finish(folder, hidden):
        _give_back(folder, hidden, name)
    return True


def finish_removals(folder: int, names: list[bytes]) -> None:
    """Do what a killed process left half-done: drop what it had taken, give back what it had not."""
    for hidden in names:
        if _REMOVING.fullmatch(hidden) and not _finish(folder, hidden):
            _give_back(folder, hidden, b"returned" + hidden)


def _finish(folder: int, hidden: bytes) -> bool:
    meant = _REMOVING.fullmatch(hidden)
    try:
        status = os.stat(hidden, dir_fd=folder, follow_symlinks=False)
        found = (status.st_ino, status.st_size, status.st_mtime_ns)
        if meant is None or found != tuple(int(number) for number in meant.groups()):
            return False
        os.unlink(hidden, dir_fd=folder)
    except FileNotFoundError:
        return True
    return True


def _give_back(folder: int, hidden: bytes, name: bytes) -> None:
    for place in (name, b"returned" + hidden):
        try:
            os.link(hidden, place, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return
        os.unlink(hidden, dir_fd=folder)
        return
