import io
import stat
import struct
import zipfile
import zlib

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange.container import (
    DEFLATED,
    MAX_ENTRIES,
    MAX_FILE,
    STORED,
    Entry,
    allowed_name,
    directory,
    local_header,
    packed_size_in,
    read_inventory,
    whole_size,
)


def lay(*parts):
    """A file of (name, bytes) parts, stored, in the exact form; entries and bytes."""
    entries, out, offset = [], b"", 0
    for name, content in parts:
        entry = Entry(name, STORED, zlib.crc32(content), len(content), len(content), offset)
        out += local_header(entry) + content
        offset = entry.end
        entries.append(entry)
    return entries, out + directory(entries)


def inventory(data):
    return read_inventory(io.BytesIO(data), len(data))


def refused(data, tr):
    with pytest.raises(UserError) as refusal:
        inventory(data)
    assert sentence(refusal.value, tr)
    return refusal.value.code


PARTS = (
    ("mimetype", b"application/x-fosdesk"),
    ("manifest.json", b"{}"),
    ("evidence/" + "a" * 64, b"x" * 999),
)


def test_any_zip_tool_reads_what_is_written():
    _, data = lay(*PARTS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [(info.filename, archive.read(info)) for info in archive.infolist()] == list(PARTS)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(stat.S_ISREG(info.external_attr >> 16) for info in archive.infolist())


def test_the_inventory_is_what_was_written():
    entries, data = lay(*PARTS)
    assert inventory(data) == tuple(entries)
    assert len(data) == whole_size((name, len(content)) for name, content in PARTS)


def test_the_size_of_a_part_is_read_where_the_stream_stands():
    entries, data = lay(*PARTS)
    stream = io.BytesIO(data)
    stream.seek(entries[1].offset)
    assert packed_size_in(stream, "manifest.json") == 2
    stream.seek(entries[1].offset)
    assert packed_size_in(stream, "signature") is None


@pytest.mark.parametrize(
    "name",
    [
        "mimetype",
        "manifest.json",
        "signature",
        "journal.jsonl",
        "packs/standards@1.0/pack.yaml",
        "packs/environment@2026.1/i18n/fr.po",
        "evidence/" + "0f" * 32,
        "documents/Report-VLD-2026.pdf",
    ],
)
def test_names_of_dossiers_are_allowed(name):
    assert allowed_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "../evil",
        "evil.exe",
        "/etc/passwd",
        "C:\\evil",
        "\\\\server\\share\\x",
        "evidence/../../x",
        "evidence/" + "0F" * 32,
        "evidence/" + "a" * 64 + "/x",
        "evidence/abc",
        "packs/x",
        "packs/x/",
        "packs//y",
        "packs/x/../y",
        "packs/x/./y",
        "packs/x/.hidden",
        "packs/x/CON",
        "packs/nul.yaml/a",
        "packs/x/com1.txt",
        "packs/x/dot.",
        "packs/x/blank ",
        "packs/x/a b",
        "packs/x/a:b",
        "packs/x/a\0b",
        "packs/x/é.yaml",
        "packs/x/\u202efdp.exe",
        "packs/a/b/c/d/e/f/g",
        "documents/sub/x.pdf",
        "documents/LPT9.pdf",
        "Manifest.json",
        "manifest.json ",
        "manifest.json\n",
        "journal.jsonl/x",
        "packs/x/" + "a" * 200,
    ],
)
def test_other_names_are_refused(name, tr):
    assert not allowed_name(name)
    try:
        name.encode("ascii")
    except UnicodeEncodeError:
        return
    _, data = lay(("mimetype", b""), (name, b"content"))
    assert refused(data, tr) == "dossier.part_name"


def test_the_same_part_twice_is_refused(tr):
    assert refused(lay(("mimetype", b"a"), ("mimetype", b"b"))[1], tr) == "dossier.part_twice"


def test_two_names_that_one_disk_takes_for_one_are_refused(tr):
    data = lay(("packs/x@1/a.yaml", b"a"), ("packs/x@1/A.yaml", b"b"))[1]
    assert refused(data, tr) == "dossier.part_twice"


def change_row(data, position, number, *, size=2, part="mimetype"):
    """Change a number in the directory row of a part, and in its local header where that has it too."""
    row = data.rindex(part.encode()) - 46
    local = data.index(part.encode()) - 30
    changed = bytearray(data)
    changed[row + position : row + position + size] = number.to_bytes(size, "little")
    if 6 <= position < 30:
        changed[local + position - 2 : local + position - 2 + size] = number.to_bytes(size, "little")
    return bytes(changed)


@pytest.mark.parametrize(
    ("position", "number", "size", "code"),
    [
        (8, 1, 2, "dossier.encrypted"),
        (8, 8, 2, "dossier.repacked"),  # sizes after the data
        (8, 1 << 11, 2, "dossier.repacked"),
        (10, 99, 2, "dossier.repacked"),  # a method nobody else reads
        (12, 1, 2, "dossier.repacked"),
        (38, (stat.S_IFLNK | 0o777) << 16, 4, "dossier.part_link"),
        (38, (stat.S_IFDIR | 0o755) << 16, 4, "dossier.part_link"),
        (34, 1, 2, "dossier.repacked"),
        (42, 1, 4, "dossier.repacked"),
        (24, 20, 4, "dossier.repacked"),  # stored, with another size
    ],
)
def test_every_field_of_the_directory_is_held_to_the_form(tr, position, number, size, code):
    assert refused(change_row(lay(*PARTS)[1], position, number, size=size), tr) == code


def test_sizes_that_lie_are_refused(tr):
    """The directory says one size, the header in front of the part another."""
    data = bytearray(lay(*PARTS)[1])
    struct.pack_into("<I", data, 18, 5)
    assert refused(bytes(data), tr) == "dossier.repacked"


def test_a_flat_bomb_is_refused_before_it_is_unpacked(tr):
    packed = zlib.compress(bytes(300_000_000), 9)[2:-4]
    entry = Entry("journal.jsonl", DEFLATED, 0, len(packed), 300_000_000)
    data = local_header(entry) + packed + directory([entry])
    assert refused(data, tr) == "dossier.bomb"


def test_many_parts_that_add_up_to_a_bomb_are_refused(tr):
    packed = b"x" * 6_000_000
    entries, out, offset = [], b"", 0
    for n in range(3):
        entry = Entry(f"packs/x@1/{n}", DEFLATED, 0, len(packed), 190 * len(packed), offset)
        out += local_header(entry) + packed
        offset = entry.end
        entries.append(entry)
    assert refused(out + directory(entries), tr) == "dossier.bomb"


def test_overlapping_parts_are_refused(tr):
    """The bomb in which thousands of entries share the same packed bytes."""
    packed = zlib.compress(bytes(200_000), 9)[2:-4]
    kernel = Entry("packs/x@1/0", DEFLATED, 0, len(packed), 200_000)
    entries = [Entry(f"packs/x@1/{n:04}", DEFLATED, 0, len(packed), 200_000, 0) for n in range(2_000)]
    head = local_header(entries[0]) + packed
    rows = b"".join(directory([one])[:-22] for one in entries)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2000, 2000, len(rows), kernel.end + 3, 0)
    assert refused(head + rows + end, tr) == "dossier.repacked"


@pytest.mark.parametrize(
    "hide",
    [
        lambda data: b"junk" + data,
        lambda data: data + b"junk",
        lambda data: data[:-2] + b"\4\0" + b"junk",  # as a comment of the archive
        lambda data: data + data,
    ],
)
def test_nothing_hides_around_the_archive(tr, hide):
    assert refused(hide(lay(*PARTS)[1]), tr) == "dossier.repacked"


def test_nothing_hides_between_parts(tr):
    first = Entry("mimetype", STORED, zlib.crc32(b"a"), 1, 1)
    second = Entry("signature", STORED, zlib.crc32(b"b"), 1, 1, first.end + 4)
    data = local_header(first) + b"a" + b"junk" + local_header(second) + b"b"
    assert refused(data + directory([first, second]), tr) == "dossier.repacked"


def test_too_many_parts_are_refused_without_reading_them(tr):
    count = MAX_ENTRIES + 1
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, count * 60, 0, 0)
    assert refused(bytes(count * 60) + end, tr) == "dossier.too_many"


def test_a_directory_with_fewer_rows_than_it_says_is_refused(tr):
    data = bytearray(lay(*PARTS)[1])
    struct.pack_into("<2H", data, len(data) - 14, 7, 7)
    assert refused(bytes(data), tr) == "dossier.repacked"


def test_a_file_over_the_limit_is_not_read(tr):
    with pytest.raises(UserError) as refusal:
        read_inventory(io.BytesIO(b""), MAX_FILE + 1)
    assert refusal.value.code == "dossier.too_large"
    assert "1073 MB" in sentence(refusal.value, tr)


@pytest.mark.parametrize("length", [0, 1, 21, 22])
def test_a_few_bytes_are_no_archive(tr, length):
    assert refused(b"P" * length, tr) == "dossier.repacked"
