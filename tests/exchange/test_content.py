import hashlib
import io
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.errors import UserError
from fosdesk.exchange.container import DEFLATED, STORED, Entry
from fosdesk.exchange.content import CHUNK, inflate, pack_file, pack_memory, put_file, read_packed, verified
from fosdesk.exchange.manifest import Part


def code_of(work):
    with pytest.raises(UserError) as refusal:
        work()
    return refusal.value.code


@given(st.lists(st.binary(max_size=3000)), st.booleans())
def test_what_is_packed_comes_back(chunks, deflate):
    packed = pack_memory("journal.jsonl", chunks, deflate=deflate)
    data = b"".join(packed.chunks())
    assert len(data) == packed.entry.packed == packed.part.in_file
    found = b"".join(verified(at_its_place(packed.entry, data), packed.entry, packed.part, len))
    assert found == b"".join(chunks)
    assert packed.part.sha256 == hashlib.sha256(found).hexdigest()


def at_its_place(entry, data):
    return io.BytesIO(bytes(entry.start) + data)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 5 * CHUNK + 7])
def test_pieces_never_lose_a_byte_at_their_borders(size):
    content = (b"abcdefg\n" * (size // 8 + 1))[:size]
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = squeeze.compress(content) + squeeze.flush()
    entry = Entry("journal.jsonl", DEFLATED, zlib.crc32(content), len(packed), size)
    for step in (1, 7, len(packed)) if size < 2 * CHUNK else (len(packed),):
        pieces = [packed[n : n + step] for n in range(0, len(packed), step)]
        assert b"".join(inflate(pieces, entry)) == content


def test_readers_limits_decide_what_is_deflated():
    """Content that deflates more than 200 to 1 is stored, so that no honest dossier looks like a bomb."""
    packed = pack_memory("journal.jsonl", [b"a" * 3_000_000], deflate=True)
    assert packed.entry.method == STORED
    assert pack_memory("journal.jsonl", [b"some words " * 50], deflate=True).entry.method == DEFLATED
    assert pack_memory("journal.jsonl", [b"some words " * 50]).entry.method == STORED


def test_content_that_grows_beyond_what_it_declares_is_cut_off():
    packed = zlib.compress(bytes(50_000_000), 9)[2:-4]
    entry = Entry("journal.jsonl", DEFLATED, 0, len(packed), 1000)
    tracemalloc.start()
    try:
        assert code_of(lambda: list(inflate([packed], entry))) == "dossier.bomb"
        assert tracemalloc.get_traced_memory()[1] < 4 * CHUNK
    finally:
        tracemalloc.stop()


def test_shorter_longer_and_broken_streams_are_refused():
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = squeeze.compress(b"words " * 100) + squeeze.flush()
    entry = Entry("journal.jsonl", DEFLATED, 0, len(packed), 600)
    assert b"".join(inflate([packed], entry)) == b"words " * 100
    for pieces in ([packed[:-1]], [packed + b"x"], [packed, b"x"], [b"\xff" + packed], []):
        assert code_of(lambda pieces=pieces: list(inflate(pieces, entry))) == "dossier.altered"


def test_a_file_that_ends_in_a_part_is_refused():
    entry = Entry("signature", STORED, 0, 10, 10)
    assert code_of(lambda: list(read_packed(at_its_place(entry, b"short"), entry))) == "dossier.altered"


@pytest.mark.parametrize("wrong", ["size", "sha256", "crc", "packed"])
def test_each_hash_and_size_is_compared(wrong):
    packed = pack_memory("journal.jsonl", [b"some words " * 50], deflate=True)
    entry, part = packed.entry, packed.part
    if wrong == "crc":
        entry = Entry(entry.name, entry.method, 1, entry.packed, entry.size)
    else:
        part = Part(
            part.name,
            part.size + (wrong == "size"),
            "0" * 64 if wrong == "sha256" else part.sha256,
            part.packed_size,
            "0" * 64 if wrong == "packed" else part.packed_sha256,
        )
    stream = at_its_place(packed.entry, b"".join(packed.chunks()))
    assert code_of(lambda: list(verified(stream, entry, part, len))) == "dossier.altered"


def test_a_file_that_changes_while_it_is_packed_is_refused(tmp_path):
    path = tmp_path / "evidence.pdf"
    path.write_bytes(b"first" * 100)
    packed = pack_file("evidence/" + "a" * 64, path)
    assert b"".join(packed.chunks()) == b"first" * 100
    for changed in (b"other" * 100, b"first" * 99, b"first" * 200, b""):
        path.write_bytes(changed)
        assert code_of(lambda: list(packed.chunks())) == "dossier.source_changed"
    path.unlink()
    assert code_of(lambda: list(packed.chunks())) == "file.gone"


def test_a_new_file_never_replaces_one_that_is_there(tmp_path):
    put_file(tmp_path / "a" / "b", [b"one", b"two"])
    assert (tmp_path / "a" / "b").read_bytes() == b"onetwo"
    assert code_of(lambda: put_file(tmp_path / "a" / "b", [b"other"])).startswith("file.")
    assert (tmp_path / "a" / "b").read_bytes() == b"onetwo"
