from dataclasses import replace

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange.manifest import Kind, Tier, decode_manifest, encode_manifest, part_order
from fosdesk.model.journal import canonical, parse_canonical


@pytest.fixture
def manifest(build, verify):
    return verify(build()).manifest


def changed(manifest, **fields):
    return canonical(parse_canonical(encode_manifest(manifest)) | fields)


def refusal(raw, version="0.1.0"):
    with pytest.raises(UserError) as refused:
        decode_manifest(raw, version)
    return refused.value


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("tier", list(Tier))
def test_a_manifest_reads_back_as_it_was_written(manifest, kind, tier):
    this = replace(manifest, kind=kind, tier=tier, left_out=("ab" * 32, "cd" * 32))
    assert decode_manifest(encode_manifest(this), "0.1.0") == this


def test_the_manifest_holds_what_the_file_format_says(manifest):
    fields = parse_canonical(encode_manifest(manifest))
    assert sorted(fields) == [
        "assessment", "changes", "created", "dossier", "edition", "format", "heads", "kind", "left_out",
        "packs", "parts", "reader", "root", "station", "tier", "writer",
    ]  # fmt: skip
    assert fields["parts"][0]["name"] == "journal.jsonl"
    assert sorted(fields["parts"][0]) == ["name", "packed_sha256", "packed_size", "sha256", "size"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "fosdesk-dossier/2"),
        ("format", 1),
        ("dossier", ""),
        ("dossier", "../x"),
        ("kind", "other"),
        ("kind", ["copy"]),
        ("assessment", "A B"),
        ("assessment", None),
        ("edition", "20 22"),
        ("station", "ab"),
        ("station", "G" * 64),
        ("packs", {}),
        ("packs", ["standards@1"]),
        ("parts", []),
        ("parts", None),
        ("heads", []),
        ("changes", -1),
        ("changes", "40"),
        ("changes", True),
        ("changes", 10**9),
        ("root", ""),
        ("tier", "secret"),
        ("created", "yesterday"),
        ("created", "2026-04-01"),
        ("writer", "new"),
        ("left_out", ["x"]),
        ("left_out", ["b" * 64, "a" * 64]),
        ("left_out", ["a" * 64, "a" * 64]),
    ],
)
def test_a_field_of_another_form_is_named(manifest, tr, field, value):
    refused = refusal(changed(manifest, **{field: value}))
    assert refused.code == "dossier.manifest"
    assert refused.params["field"].split(".")[0] == field
    assert field in sentence(refused, tr)


def test_unknown_and_missing_fields_are_refused(manifest):
    assert refusal(changed(manifest, extra=1)).params["field"] == "extra"
    fields = parse_canonical(encode_manifest(manifest))
    for name in set(fields) - {"reader"}:
        less = canonical({key: value for key, value in fields.items() if key != name})
        assert refusal(less).params["field"] == name


def part(name, **more):
    return {"name": name, "sha256": "0" * 64, "size": 1} | more


@pytest.mark.parametrize(
    "parts",
    [
        [part("packs/standards@1.0/pack.yaml")],  # the journal is not first
        [part("journal.jsonl"), part("journal.jsonl")],
        [part("journal.jsonl"), part("evidence/" + "0" * 64), part("packs/standards@1.0/pack.yaml")],
        [part("journal.jsonl"), part("packs/standards@1.0/b"), part("packs/standards@1.0/a")],
        [part("journal.jsonl"), part("packs/risk@1.0/a")],  # a pack that is not listed
        [part("journal.jsonl"), part("documents/report.pdf")],  # only submissions carry documents
        [part("journal.jsonl"), part("evidence/" + "1" * 64)],  # its name is not its hash
        [part("journal.jsonl"), part("mimetype")],
        [part("journal.jsonl"), part("../evil")],
        [part("journal.jsonl", packed_size=1)],
        [part("journal.jsonl", packed_size=-1, packed_sha256="0" * 64)],
        [part("journal.jsonl", size=1 << 40)],
        [part("journal.jsonl", extra=1)],
        [part("journal.jsonl"), part("evidence/" + "0" * 64, packed_size=1, packed_sha256="0" * 64)],
    ],
)
def test_parts_stand_in_one_order_under_known_names(manifest, parts):
    refused = refusal(changed(manifest, parts=parts))
    assert refused.params["field"].startswith("parts")


def test_evidence_is_inside_or_left_out_but_not_both(manifest):
    inside = [part("journal.jsonl"), part("evidence/" + "0" * 64)]
    assert decode_manifest(changed(manifest, parts=inside), "0.1.0")
    assert refusal(changed(manifest, parts=inside, left_out=["0" * 64])).params["field"] == "left_out"


@pytest.mark.parametrize(
    "heads", [{"s" * 201: ["0" * 64]}, {"s": []}, {"s": ["x"]}, {"s": ["b" * 64, "a" * 64]}, {"s": 1}]
)
def test_heads_name_stations_and_their_changes(manifest, heads):
    assert refusal(changed(manifest, heads=heads)).params["field"].startswith("heads")


@pytest.mark.parametrize("reader", ["0.1.1", "0.2", "1", "0.10.0", "99999.0.0"])
def test_a_newer_file_is_refused_with_the_version_it_needs(manifest, tr, reader):
    """Whatever else a newer manifest holds, the person learns which version reads it."""
    refused = refusal(changed(manifest, reader=reader, format="fosdesk-dossier/7", more=[1]))
    assert refused.code == "dossier.newer"
    assert f"needs version {reader}; this is version 0.1.0" in sentence(refused, tr)


@pytest.mark.parametrize(
    ("reader", "have"), [("0.1.0", "0.1.0"), ("0.1", "0.1.0"), ("0.9", "0.10"), ("0.1.0", "1")]
)
def test_an_older_or_equal_file_is_read(manifest, reader, have):
    assert decode_manifest(changed(manifest, reader=reader), have).reader == reader


def test_json_with_a_second_meaning_is_refused(manifest):
    raw = encode_manifest(manifest)
    for other in (
        raw.replace(b",", b", ", 1),
        raw.replace(b"{", b'{"kind":"copy",', 1),
        raw + b"\n",
        b"[]",
        b"",
    ):
        assert refusal(other).code == "dossier.manifest"


def test_a_name_that_a_kind_does_not_carry_is_our_own_mistake():
    assert part_order("documents/x.pdf", Kind.SUBMISSION) == (3, "documents/x.pdf")
    with pytest.raises(ValueError, match="carries no part"):
        part_order("documents/x.pdf", Kind.COPY)
