import hashlib
import json
import os
import sys
from datetime import UTC, datetime

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.exchange.dossier import (
    Kind,
    check_dossier,
    dossier_name,
    prepare,
    read_dossier,
    set_aside,
    write_dossier,
)
from fosdesk.model.journal import change_id, convergence_code


@pytest.fixture
def written(tmp_path, source, key, evidence):
    prepared = prepare(source(evidence=evidence, left_out=["cd" * 32]), key(1))
    return write_dossier(tmp_path, dossier_name("VLD", prepared), prepared)


def test_what_was_written_is_read_back_by_a_worker(tmp_path, written, worker, journal, evidence, key):
    content = read_dossier(written.path, tmp_path / "out", {key(1).station_id}, program=worker)
    assert list(content.bodies()) == journal()
    assert content.manifest == written.manifest
    assert content.manifest.left_out == ("cd" * 32,)
    assert content.facts.sha256 == written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert content.facts.code == convergence_code(map(change_id, journal()))
    assert {digest: path.read_bytes() for digest, path in content.evidence().items()} == {
        digest: path.read_bytes() for digest, path in evidence.items()
    }
    (stamp, folder), *others = content.packs().items()
    assert (stamp.id, stamp.version, others) == ("standards", "1.0", [])
    assert (folder / "pack.yaml").read_bytes() == b"id: standards\n" * 20
    assert (folder / "sections" / "risk.yaml").read_bytes() == b"items: []\n"


def test_who_signed_is_reported_and_whether_that_station_is_known(written, worker, key):
    stranger = check_dossier(written.path, program=worker)
    friend = check_dossier(written.path, {key(1).station_id}, program=worker)
    assert [one.key for one in stranger.signatures] == [key(1).station_id]
    assert (stranger.known, friend.known) == (False, True)


def test_a_submission_carries_documents(tmp_path, source, key, worker):
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7 report")
    prepared = prepare(source(kind=Kind.SUBMISSION, documents={"Report-VLD.pdf": report}), key(1), key(2))
    path = write_dossier(tmp_path, "submission.fosdesk", prepared).path
    content = read_dossier(path, tmp_path / "out", program=worker)
    assert content.documents()["Report-VLD.pdf"].read_bytes() == b"%PDF-1.7 report"
    assert [(one.by, one.key) for one in content.facts.signatures] == [
        ("station", key(1).station_id),
        ("person", key(2).station_id),
    ]


def test_another_assessment_is_refused(tmp_path, written, worker, assessment):
    assert (
        check_dossier(written.path, assessment=assessment, program=worker).manifest.assessment == assessment
    )
    with pytest.raises(UserError) as refused:
        check_dossier(written.path, assessment="another", program=worker)
    assert refused.value.code == "dossier.other_assessment"


def test_nothing_is_taken_out_of_a_refused_file(tmp_path, written, worker, tr):
    data = bytearray(written.path.read_bytes())
    data[-5000] ^= 1  # inside the last evidence file, after everything else
    bad = tmp_path / "bad.fosdesk"
    bad.write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_dossier(bad, tmp_path / "out", program=worker)
    assert refused.value.code == "dossier.altered"
    assert "evidence/" in sentence(refused.value, tr)
    assert list((tmp_path / "out").iterdir()) == []


def test_taking_out_never_mixes_with_what_is_there(tmp_path, written, worker):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ValueError, match="not empty"):
        read_dossier(written.path, tmp_path / "out", program=worker)
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_disk_that_fills_while_parts_are_taken_out_is_left_clean(tmp_path, written):
    (tmp_path / "out").mkdir()
    program = """
import sys
from fosdesk.base.worker import serve
from fosdesk.base.errors import UserError
from fosdesk.exchange import dossier
def full(stream, found, folder):
    (folder / "evidence").mkdir()
    (folder / "evidence" / "half").write_bytes(b"half")
    (folder / "journal.jsonl").write_bytes(b"half")
    raise UserError("file.disk_full", path=folder)
dossier.take_out = full
sys.exit(serve(sys.argv[2], dossier.WORKERS))
"""
    with pytest.raises(UserError) as refused:
        read_dossier(written.path, tmp_path / "out", program=[sys.executable, "-c", program])
    assert refused.value.code == "file.disk_full"
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("place", ["folder", "gone", "fifo"])
def test_what_is_no_file_is_named(tmp_path, worker, tr, place):
    path = tmp_path / "thing.fosdesk"
    if place == "folder":
        path.mkdir()
    elif place == "fifo":
        os.mkfifo(path)
    with pytest.raises(UserError) as refused:
        check_dossier(path, program=worker)
    expected = {"folder": "dossier.is_folder", "gone": "file.gone", "fifo": "dossier.not_dossier"}
    assert refused.value.code == expected[place]
    assert sentence(refused.value, tr)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("    while True: pass", "worker.too_slow"),
        ("    return {'size': len(bytearray(2 << 30))}", "worker.too_large"),
        ("    import os; os.abort()", "worker.crashed"),
        ("    return {'x': 1 // 0}", "worker.crashed"),
    ],
)
def test_a_reader_that_runs_wild_is_stopped(written, monkeypatch, body, code):
    """Time and memory are limited from outside, whatever a hostile file makes the reader do."""
    monkeypatch.setattr("fosdesk.exchange.dossier._SECONDS", 2 if "while" in body else 60)
    program = (
        "import sys\nfrom fosdesk.base.worker import serve\n"
        f"def wild(payload):\n{body}\nsys.exit(serve(sys.argv[2], {{'dossier': wild}}))"
    )
    with pytest.raises(UserError) as refused:
        check_dossier(written.path, program=[sys.executable, "-c", program])
    assert refused.value.code == code


def test_a_refused_file_is_kept_with_its_reason(tmp_path, written):
    at = datetime(2026, 4, 2, tzinfo=UTC)
    refusal = UserError("dossier.altered", part="journal.jsonl")
    folder = set_aside(written.path, tmp_path / "quarantine", refusal, at)
    again = set_aside(written.path, tmp_path / "quarantine", refusal, at)
    reason = json.loads((folder / "reason.json").read_text())
    assert again == folder
    assert reason["code"] == "dossier.altered"
    assert reason["params"] == {"part": "journal.jsonl"}
    assert reason["sha256"] == written.sha256
    kept = [path for path in folder.iterdir() if path.name != "reason.json"]
    assert [path.read_bytes() for path in kept] == [written.path.read_bytes()]
    assert kept[0].suffix == ".refused"
    assert written.path.exists()


def test_a_huge_refused_file_is_described_not_copied(tmp_path):
    huge = tmp_path / "huge.fosdesk"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    folder = set_aside(
        huge, tmp_path / "q", UserError("dossier.not_dossier"), datetime(2026, 4, 2, tzinfo=UTC)
    )
    assert [path.name for path in folder.iterdir()] == ["reason.json"]
