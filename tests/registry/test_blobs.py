"""Blobs are written once, survive, and are checked when they are read."""

import hashlib
import os
from pathlib import Path

import pytest

from documents import StoreFailed
from registry.blobs import BlobStore


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def test_bytes_come_back_by_their_digest(store: BlobStore) -> None:
    digest = store.put(b"a fax")
    assert digest == hashlib.sha256(b"a fax").hexdigest()
    assert (store.get(digest), store.has(digest), store.has("0" * 64)) == (b"a fax", True, False)
    assert store.path(digest).stat().st_mode & 0o777 == 0o444
    assert store.path(digest).parent.parent.name == digest[:2]


def test_a_second_put_changes_nothing(store: BlobStore) -> None:
    first = store.path(store.put(b"a fax")).stat()
    assert store.path(store.put(b"a fax")).stat().st_ino == first.st_ino


def test_damage_is_noticed_and_healed_by_putting_again(store: BlobStore) -> None:
    digest = store.put(b"a fax")
    store.path(digest).unlink()
    store.path(digest).write_bytes(b"a fox")
    with pytest.raises(StoreFailed, match="damaged"):
        store.get(digest)
    store.put(b"a fax")
    assert store.get(digest) == b"a fax"


def test_an_absent_blob_is_a_failure_of_the_world(store: BlobStore) -> None:
    with pytest.raises(StoreFailed):
        store.get("0" * 64)


def test_a_disk_that_refuses_leaves_nothing_behind(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = store.put(b"first")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreFailed, match="No space left"):
        store.put(b"second")
    monkeypatch.undo()
    assert store.get(digest) == b"first"
    assert not store.has(hashlib.sha256(b"second").hexdigest())
    assert not list(store.path(digest).parents[2].rglob("*.tmp"))


def test_leftovers_of_a_killed_writer_are_swept_when_old(store: BlobStore) -> None:
    left = store.path(store.put(b"a fax")).parent / "left.tmp"
    left.write_bytes(b"half")
    os.utime(left, (1000, 1000))
    assert (store.sweep(now=1500), store.sweep(now=5000), store.sweep(now=5000)) == (0, 1, 0)
    assert store.has(store.put(b"a fax"))
