"""Damaged and hostile dossiers by the thousand: none accepted, and never an exception but a sentence.

Two kinds (reference/reliability.md, 4): dumb damage, which must always be noticed; and files that an attacker
changed and signed again with a valid key, which may be accepted only where they are well formed.
"""

import io
import json
import random
import zlib
from collections import Counter
from copy import deepcopy

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange import reader
from fosdesk.exchange.container import Entry, directory, local_header
from fosdesk.exchange.content import inflate, pack_memory, read_packed
from fosdesk.exchange.journal_lines import Tally
from fosdesk.exchange.manifest import MEDIA_TYPE
from fosdesk.exchange.reader import journal_bodies
from fosdesk.exchange.signature import sign_manifest
from fosdesk.model.journal import BadChange, canonical, date_uncertain, parse_canonical, read_change

DUMB = 10_000


def flip_bit(data, chance, _):
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def set_byte(data, chance, _):
    data[chance.randrange(len(data))] = chance.randrange(256)


def truncate(data, chance, _):
    del data[chance.randrange(len(data)) :]


def zero_range(data, chance, _):
    start, length = chance.randrange(len(data)), chance.randrange(1, 600)
    data[start : start + length] = bytes(len(data[start : start + length]))


def cut_range(data, chance, _):
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 600)]


def repeat_range(data, chance, _):
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randrange(1, 600)]


def splice(data, chance, other):
    start = chance.randrange(min(len(data), len(other)))
    data[start:] = other[start:]


def splice_range(data, chance, other):
    start = chance.randrange(min(len(data), len(other)))
    end = start + chance.randrange(1, 600)
    data[start:end] = other[start:end]


def text_mode(data, chance, _):
    old, new = chance.choice([(b"\n", b"\r\n"), (b"\r\n", b"\n"), (b"\r", b"\n"), (b"\x00", b"")])
    data[:] = data.replace(old, new)


def insert(data, chance, _):
    start = chance.randrange(len(data) + 1)
    data[start:start] = chance.randbytes(chance.randrange(1, 40))


def surround(data, chance, _):
    junk = chance.randbytes(chance.randrange(1, 200))
    data[:] = data + junk if chance.random() < 0.5 else junk + data


DAMAGE = [
    flip_bit,
    set_byte,
    truncate,
    zero_range,
    cut_range,
    repeat_range,
    splice,
    splice_range,
    text_mode,
    insert,
    surround,
]


def damaged(files, count):
    """Files with one to three kinds of damage each."""
    chance = random.Random(20)
    while count:
        original, other = chance.sample(files, 2)
        mutant = bytearray(original)
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            if mutant:
                chance.choice(DAMAGE)(mutant, chance, other)
        if bytes(mutant) not in files:
            count -= 1
            yield bytes(mutant)


@pytest.fixture(scope="module")
def files(build, verify, journal):
    found = [build(), build(bodies=journal(41, seed=6)), build(packs=[])]
    for data in found:
        verify(data)
    return found


def test_no_damage_goes_unnoticed(files, verify, tr):
    outcomes = Counter(outcome(verify, data, tr) for data in damaged(files, DUMB))
    assert outcomes["accepted"] == 0
    assert len(outcomes) >= 8, outcomes


def test_without_the_hashes_damage_would_go_unnoticed(files, verify, tr, monkeypatch):
    """The control of the test above: it finds a reader that does not look."""

    def trusting(stream, entry, part, seen):
        return inflate(read_packed(stream, entry), entry)

    monkeypatch.setattr(reader, "verified", trusting)
    assert any(outcome(verify, data, tr) == "accepted" for data in damaged(files, DUMB))


def test_without_the_signature_a_changed_manifest_would_go_unnoticed(files, verify, monkeypatch):
    """What only the signature notices: a manifest that was changed with all checksums made to fit."""
    first = verify(files[0])
    raw = first.raw_manifest.replace(b'"edition":"2022"', b'"edition":"2018"')
    data = files[0].replace(first.raw_manifest, raw)
    crc = [zlib.crc32(one).to_bytes(4, "little") for one in (first.raw_manifest, raw)]
    data = data.replace(*crc)
    with pytest.raises(UserError, match=r"dossier\.signature"):
        verify(data)
    monkeypatch.setattr(reader, "check_signature", lambda *_: ())
    assert verify(data).manifest.edition == "2018"


def test_every_single_byte_of_the_file_counts(build, verify, journal):
    """A file in which any one byte differs is refused: nothing in it is left unchecked."""
    data = build(bodies=journal(3, stations=1))
    verify(data)
    for place in range(len(data)):
        mutant = bytearray(data)
        mutant[place] ^= 0x01
        with pytest.raises(UserError):
            verify(bytes(mutant))


def test_every_truncation_is_refused(build, verify, journal):
    data = build(bodies=journal(3, stations=1))
    for length in range(len(data)):
        with pytest.raises(UserError):
            verify(data[:length])


ODD = [
    None,
    True,
    False,
    0,
    -1,
    1,
    2**52,
    2**80,
    "",
    "x",
    "\u202e",
    "9999.9.9",
    "a" * 70_000,
    "../../etc/passwd",
    "0" * 64,
    "f" * 64,
    "journal.jsonl",
    "packs/x/../../y",
    "evidence/" + "0" * 64,
    [],
    {},
    [[]],
    [{}],
    [None],
    {"": None},
    {"v": None},
    {"v": {"v": []}},
    ["f" * 64, "0" * 64],
    ["0" * 64] * 2,
    {"f" * 64: ["0" * 64]},
    "2026-13-45T99:99:99Z",
    "9999-12-31T23:59:59+23:59",
    "copy",
    "submission",
    "\x00",
    "=HYPERLINK(1)",
]


PLAUSIBLE = [
    "9999-12-31T23:59:59+00:00",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    "1970-01-01T00:00:00Z",
    {"v": 2**53},
    {"v": -(2**70)},
    {"v": None},
    {"v": "\x00\u202e<img src=x>"},
    {"v": [[["deep"]]]},
    {"na": ""},
    {"unknown": {"who": 1}},
    "",
    "\u202e",
]


def places(value, path=()):
    """All places in a JSON value, from the whole to the leaves."""
    yield path
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in entries:
        yield from places(child, (*path, name))


def hurt(value, chance):
    """A copy of a JSON value with one place replaced, removed, doubled or renamed."""
    path = chance.choice(list(places(value)))
    if not path:
        return chance.choice(ODD)
    copy = deepcopy(value)
    holder = copy
    for name in path[:-1]:
        holder = holder[name]
    last, deed = path[-1], chance.randrange(6)
    if deed == 0:
        del holder[last]
    elif deed == 1 and isinstance(holder, dict):
        holder[chance.choice(["", "x", "format", "parts", "kind"])] = holder.pop(last)
    elif deed == 2 and isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), holder[last])
    elif deed == 3 and isinstance(holder, list):
        chance.shuffle(holder)
    else:
        holder[last] = chance.choice(ODD)
    return copy


def hurt_text(raw, chance):
    """Bytes that are nearly the canonical JSON they were."""
    return chance.choice(
        [
            raw.replace(b":", b": ", 1),
            raw.replace(b"{", b'{"format":1,', 1),
            raw.replace(b'"', b"'", 2),
            raw[:-1],
            raw + b" ",
            b"[" * 50_000,
            b'{"a":' * 50_000,
            b"9" * 6000,
            b'{"reader":' + b"9" * 5000 + b"}",
            b'{"reader":"' + b"9" * 5000 + b'"}',
            b'{"reader":1.5}',
            b'{"reader":NaN}',
            b'"\\ud800"',
            b"\xff\xfe",
            b"\xef\xbb\xbf" + raw,
            b"null",
            b"",
            raw.replace(b"e", b"e\xcc\x81", 1),
            raw.replace(b"0", b"0.0", 1),
            raw.replace(b"0", b"1e400", 1),
        ]
    )


def sealed(names, contents, raw_manifest, signature):
    """A file in the right form around any contents: what an attacker's own program would write."""
    packed = [
        pack_memory("mimetype", [MEDIA_TYPE]),
        pack_memory("manifest.json", [raw_manifest]),
        pack_memory("signature", [signature]),
        *(pack_memory(name, [content], deflate=True) for name, content in zip(names, contents, strict=True)),
    ]
    entries, out, offset = [], [], 0
    for one in packed:
        entry = Entry(
            one.entry.name, one.entry.method, one.entry.crc, one.entry.packed, one.entry.size, offset
        )
        offset = entry.end
        entries.append(entry)
        out += [local_header(entry), *one.chunks()]
    return b"".join([*out, directory(entries)])


class Attacker:
    """Takes dossiers apart, changes what they say, and signs the result with a key that is valid."""

    def __init__(self, key, manifest, bodies, pack):
        self.key = key
        self.manifest = manifest
        self.bodies = bodies
        self.pack = pack

    def file(self, chance):
        """One hostile file: manifest, journal or signature changed, hashes and signature made to fit."""
        manifest, bodies = parse_canonical(canonical(self.manifest)), list(self.bodies)
        deed = chance.randrange(5)
        if deed in (0, 1):
            self.hurt_journal(bodies, chance)
        journal = b"".join(body + b"\n" for body in bodies)
        if deed == 1:
            journal = chance.choice(
                [journal[:-1], journal + b"\n", b"\n" + journal, journal * 2, b"", b"\r\n"]
            )
        self.fit(manifest, journal, bodies)
        if deed in (2, 3):
            for _ in range(chance.choice([1, 1, 2])):
                manifest = hurt(manifest, chance)
        raw = hurt_text(canonical(manifest), chance) if deed == 4 else self.encoded(manifest)
        signature = sign_manifest(raw, self.key)
        if chance.random() < 0.1:
            signature = self.hurt_signature(signature, chance)
        return sealed(
            ["journal.jsonl", "packs/standards@1.0/pack.yaml"], [journal, self.pack], raw, signature
        )

    def hurt_journal(self, bodies, chance):
        line = chance.randrange(len(bodies))
        if chance.random() < 0.3:
            bodies[line] = hurt_text(bodies[line], chance).replace(b"\n", b"")
            return
        change = parse_canonical(bodies[line])
        if chance.random() < 0.3:
            change[chance.choice(["wall_at", "value", "zone", "author"])] = chance.choice(PLAUSIBLE)
        else:
            change = hurt(change, chance)
        bodies[line] = self.encoded(change)
        if chance.random() < 0.2:
            bodies.insert(chance.randrange(len(bodies)), chance.choice(bodies))

    def fit(self, manifest, journal, bodies):
        """Make the manifest true again for the changed journal, as far as the reader can check it."""
        fitted = [pack_memory("journal.jsonl", [journal], deflate=True).part]
        fitted.append(pack_memory("packs/standards@1.0/pack.yaml", [self.pack], deflate=True).part)
        manifest["parts"] = [
            {"name": part.name, "size": part.size, "sha256": part.sha256}
            | (
                {"packed_size": part.packed_size, "packed_sha256": part.packed_sha256}
                if part.packed_sha256
                else {}
            )
            for part in fitted
        ]
        tally = Tally(manifest["assessment"])
        try:
            for body in bodies:
                tally.add(body)
        except UserError:
            return
        manifest |= {
            "changes": tally.count,
            "root": tally.root,
            "heads": {station: list(heads) for station, heads in tally.heads().items()},
        }

    def encoded(self, value):
        try:
            return canonical(value)
        except BadChange:
            return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()

    def hurt_signature(self, signature, chance):
        if chance.random() < 0.5:
            return hurt_text(signature, chance)
        return self.encoded(hurt(parse_canonical(signature), chance))


def outcome(verify, data, tr):
    """What became of a file: the code of its refusal, which has a sentence, or "accepted"."""
    try:
        found = verify(data)
    except UserError as refusal:
        return refusal.code if sentence(refusal, tr) else ""
    for change in map(read_change, journal_bodies(io.BytesIO(data), found)):
        assert canonical(change.value), "a value that cannot be written again"
        assert date_uncertain(change.wall_at, change.wall_at) in (True, False)
    return "accepted"


def test_a_signed_file_gets_no_further_than_an_honest_one(build, verify, key, journal, tr, long):
    """An attacker with a valid key: whatever is inside, the answer is a verified dossier or a sentence."""
    pack = b"id: standards\n" * 20
    small = {"bodies": journal(6), "packs": []}
    honest = verify(build(**small))
    manifest = parse_canonical(honest.raw_manifest)
    manifest["packs"] = [{"id": "standards", "version": "1.0", "hash": "ab" * 32}]
    attacker = Attacker(key(1), manifest, journal(6), pack)
    outcomes, chance = Counter(), random.Random(77)
    for _ in range(5_000 if long else 1_000):
        outcomes[outcome(verify, attacker.file(chance), tr)] += 1
    assert {"dossier.manifest", "dossier.body", "dossier.signature", "accepted"} <= set(outcomes), outcomes
