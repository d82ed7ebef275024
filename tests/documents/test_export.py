"""A document replaces the old one only when it was written and read back."""

import errno
import os

import pytest

from fosdesk.base.errors import UserError
from fosdesk.documents.export import exported


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    seen = []

    def check(beside):
        seen.append((beside.read_bytes(), path.read_bytes(), beside.parent == path.parent))

    exported(path, lambda beside: beside.write_bytes(b"new") and None, check)
    assert seen == [(b"new", b"old", True)]
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def failing(error):
    def fail(_):
        raise error

    return fail


@pytest.mark.parametrize("step", ["write", "check"])
def test_a_failure_at_any_step_leaves_the_old_file_alone(tmp_path, step):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    fail = failing(UserError("documents.not_readable", path=path, reason="x"))
    write = fail if step == "write" else lambda beside: beside.write_bytes(b"half") and None
    with pytest.raises(UserError):
        exported(path, write, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_the_words_of_the_user(tmp_path):
    path = tmp_path / "a.pdf"
    full = failing(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    with pytest.raises(UserError) as caught:
        exported(path, full, full)
    assert caught.value.code == "file.disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_while_writing_leaves_nothing_half(tmp_path):
    path = tmp_path / "a.pdf"

    def write(beside):
        beside.write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(UserError):
        exported(path, write, failing(AssertionError("nothing to check")))
    assert list(tmp_path.iterdir()) == []
