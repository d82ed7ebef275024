"""docs/file-format.md is true: a dossier is read and verified with nothing but what the page says."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from fosdesk.model.journal import code_of_root

PAGE = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text(encoding="utf-8")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def table(heading):
    """The names in the first column of the first table after some words of the page."""
    rows = PAGE[PAGE.index(heading) :].split("\n\n")
    found = next(row for row in rows if row.startswith("| field"))
    first = (line.split("|")[1] for line in found.splitlines()[2:])
    return {name for cell in first for name in re.findall(r"`(\w+)`", cell)}


def root_of(ids):
    groups = [sorted(one for one in ids if int(one[:2], 16) == first) for first in range(256)]
    hashes = [hashlib.sha256(b"".join(map(bytes.fromhex, group))).digest() for group in groups]
    return sha256(b"fosdesk-set-1\0" + b"".join(hashes))


def test_a_dossier_is_verified_with_the_page_alone(build, evidence, verify):
    data = build(evidence=evidence)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert data[38:59] == parts["mimetype"] == b"application/x-fosdesk"
    assert list(parts)[:4] == ["mimetype", "manifest.json", "signature", "journal.jsonl"]

    manifest, signature = json.loads(parts["manifest.json"]), json.loads(parts["signature"])
    assert set(manifest) == table("is canonical JSON like the bodies")
    (signed,) = signature["signatures"]
    assert (signed["by"], signed["key"]) == ("station", manifest["station"])
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed["key"]))
    key.verify(bytes.fromhex(signed["signature"]), parts["manifest.json"])
    for part in manifest["parts"]:
        content = parts.pop(part["name"])
        assert (part["size"], part["sha256"]) == (len(content), sha256(content))
        if part["name"] == "journal.jsonl":
            bodies = content.splitlines()
    assert sorted(parts) == ["manifest.json", "mimetype", "signature"]

    changes = [json.loads(body) for body in bodies]
    assert all(set(change) == table("depth 64 at most") for change in changes)
    ids = [sha256(b"fosdesk-change-1\0" + body) for body in bodies]
    assert (manifest["changes"], manifest["root"]) == (len(ids), root_of(ids))
    by_id = dict(zip(ids, changes, strict=True))
    for change in changes:
        before = [by_id[one]["depth"] for one in (change["previous"], *change["supersedes"]) if one]
        assert change["depth"] > max(before, default=0)
    ends = {station: set(heads) for station, heads in manifest["heads"].items()}
    continued = {change["previous"] for change in changes}
    assert ends == {
        station: {one for one in ids if by_id[one]["station"] == station} - continued for station in ends
    }
    number = int(manifest["root"][:10], 16)
    code = "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))
    assert code == code_of_root(verify(data).manifest.root)
