import io
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange.container import Entry, directory, local_header
from fosdesk.exchange.content import inflate, pack_memory, read_packed
from fosdesk.exchange.dossier import PackFiles, PackStamp, dossier_bytes, prepare
from fosdesk.exchange.manifest import JOURNAL, encode_manifest
from fosdesk.exchange.reader import journal_bodies, take_out, verify_dossier
from fosdesk.exchange.signature import sign_manifest
from fosdesk.model.journal import canonical, change_id, make_body

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
CELLS = st.one_of(
    JSON.map(lambda v: {"v": v}),
    st.text().map(lambda why: {"na": why}),
    st.text().map(lambda why: {"unmeasured": why}),
    st.tuples(st.text(), st.text()).map(lambda both: {"unknown": {"who": both[0], "by": both[1]}}),
)


def encodable(value):
    """Lone surrogates cannot stand in a journal; a service replaces them before."""
    try:
        canonical(value)
    except ValueError:
        return False
    return True


def sealed(packed):
    """A file around any prepared parts."""
    out, entries, offset = [], [], 0
    for one in packed:
        entry = replace(one.entry, offset=offset)
        offset = entry.end
        entries.append(entry)
        out += [local_header(entry), *one.chunks()]
    return b"".join([*out, directory(entries)])


def refused(verify, data, tr, **more):
    with pytest.raises(UserError) as refusal:
        verify(data, **more)
    assert sentence(refusal.value, tr)
    return refusal.value


@given(cells=st.lists(CELLS.filter(encodable), max_size=6), files=st.dictionaries(
    st.from_regex(r"[a-z]{1,8}\.(yaml|po)", fullmatch=True), st.binary(max_size=400), max_size=3
))  # fmt: skip
def test_any_journal_and_any_pack_comes_back_whole(source, key, verify, assessment, cells, files):
    bodies, previous = [], ""
    for seq, cell in enumerate(cells, 1):
        bodies.append(
            make_body(
                kind="set",
                assessment=assessment,
                station=key(3).station_id,
                seq=seq,
                previous=previous,
                depth=seq,
                wall_at="2026-04-01T09:30:00Z",
                zone="+0200",
                author="Amina",
                pack="risk@1.0",
                entity=f"risk_c{seq}",
                field="value",
                value=cell,
                supersedes=[],
                batch="b",
            )
        )
        previous = change_id(bodies[-1])
    pack = PackFiles(PackStamp("risk", "1.0", "0" * 64), files)
    data = b"".join(dossier_bytes(prepare(source(bodies=bodies, packs=[pack]), key(1))))
    found = verify(data)
    stream = io.BytesIO(data)
    contents = {e.name: b"".join(inflate(read_packed(stream, e), e)) for e in found.entries}
    assert contents[JOURNAL] == b"".join(body + b"\n" for body in bodies)
    assert {name.split("/")[-1]: c for name, c in contents.items() if name.startswith("packs/")} == files
    assert found.manifest.changes == len(bodies)


def test_the_journal_is_read_in_place(build, verify, journal):
    data = build()
    assert list(journal_bodies(io.BytesIO(data), verify(data))) == journal()


def test_an_empty_journal_is_a_journal(build, verify):
    assert verify(build(bodies=[])).manifest.changes == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"changes": 39}, "changes"),
        ({"root": "0" * 64}, "root"),
        ({"heads": {"s": ("0" * 64,)}}, "heads"),
        ({"heads": {}}, "heads"),
    ],
)
def test_a_manifest_that_miscounts_its_journal_is_refused(source, key, verify, tr, change, field):
    """The signature is right, the sender's program was not."""
    prepared = prepare(source(), key(1))
    raw = encode_manifest(replace(prepared.manifest, **change))
    signature = sign_manifest(raw, key(1))
    packed = list(prepared.packed)
    packed[1], packed[2] = pack_memory("manifest.json", [raw]), pack_memory("signature", [signature])
    assert refused(verify, sealed(packed), tr).params["field"] == field


def test_a_part_that_the_manifest_does_not_list_is_refused(source, key, verify, tr):
    packed = [*prepare(source(), key(1)).packed, pack_memory("evidence/" + "a" * 64, [b"x"])]
    refusal = refused(verify, sealed(packed), tr)
    assert (refusal.code, refusal.params["part"]) == ("dossier.part_unlisted", "evidence/" + "a" * 64)


def test_a_part_that_is_missing_is_refused(source, key, verify, tr):
    packed = prepare(source(), key(1)).packed
    for gone in range(1, len(packed)):
        less = [one for place, one in enumerate(packed) if place != gone]
        assert refused(verify, sealed(less), tr).code in (
            "dossier.altered", "dossier.repacked", "dossier.incomplete_small",
        )  # fmt: skip


def test_parts_in_another_order_are_refused(source, key, verify, tr):
    packed = list(prepare(source(), key(1)).packed)
    packed[3], packed[4] = packed[4], packed[3]
    assert refused(verify, sealed(packed), tr).code == "dossier.altered"


def test_a_part_swapped_for_another_of_the_same_size_is_refused(source, key, verify, tr):
    packed = list(prepare(source(), key(1)).packed)
    place = next(n for n, one in enumerate(packed) if one.part.name.endswith("risk.yaml"))
    packed[place] = pack_memory(packed[place].part.name, [b"items: {}\n"])
    refusal = refused(verify, sealed(packed), tr)
    assert refusal.code == "dossier.altered"
    assert "risk.yaml" in sentence(refusal, tr)


def test_a_manifest_signed_by_another_station_is_refused(source, key, verify, tr):
    packed = list(prepare(source(), key(1)).packed)
    raw = b"".join(packed[1].chunks())
    packed[2] = pack_memory("signature", [sign_manifest(raw, key(2))])
    assert refused(verify, sealed(packed), tr).code == "dossier.signature"


def test_a_manifest_changed_after_signing_is_refused(source, key, verify, tr):
    prepared = prepare(source(), key(1))
    packed = list(prepared.packed)
    raw = encode_manifest(replace(prepared.manifest, edition="2018"))
    packed[1] = pack_memory("manifest.json", [raw])
    assert refused(verify, sealed(packed), tr).code == "dossier.signature"


@pytest.mark.parametrize(
    ("name", "size"), [("manifest.json", 5 << 20), ("signature", 5000), ("mimetype", 22)]
)
def test_the_small_parts_stay_small(source, key, verify, tr, name, size):
    packed = list(prepare(source(), key(1)).packed)
    place = [one.part.name for one in packed].index(name)
    packed[place] = pack_memory(name, [b"x" * size])
    assert refused(verify, sealed(packed), tr).code in ("dossier.part_too_large", "dossier.not_dossier")


def test_the_dossier_of_another_assessment_is_refused_with_both_names(build, verify, tr, assessment):
    refusal = refused(verify, build(), tr, assessment="mine")
    assert refusal.code == "dossier.other_assessment"
    assert assessment in sentence(refusal, tr)
    assert verify(build(), assessment=assessment)


def test_what_is_taken_out_is_hashed_once_more(tmp_path, build):
    """The stick gives other bytes the second time: nothing unverified stays under a final name unnoticed."""
    data = build(
        bodies=[], packs=[PackFiles(PackStamp("x", "1", "0" * 64), {"a": random.Random(1).randbytes(9)})]
    )
    found = verify_dossier(io.BytesIO(data), len(data), "0.1.0")
    other = bytearray(data)
    other[found.entries[-1].start] ^= 1
    with pytest.raises(UserError) as refusal:
        take_out(io.BytesIO(bytes(other)), found, tmp_path)
    assert refusal.value.code == "dossier.altered"


def test_a_deflated_first_part_is_refused(source, key, verify, tr):
    packed = list(prepare(source(), key(1)).packed)
    raw = b"".join(packed[1].chunks())
    packed[1] = pack_memory("manifest.json", [raw], deflate=True)
    assert packed[1].entry.method
    assert refused(verify, sealed(packed), tr).code == "dossier.repacked"


def test_a_wrong_checksum_in_front_is_refused(source, key, verify, tr):
    packed = list(prepare(source(), key(1)).packed)
    entry: Entry = packed[2].entry
    packed[2] = replace(packed[2], entry=replace(entry, crc=entry.crc ^ 1))
    assert refused(verify, sealed(packed), tr).code == "dossier.altered"
