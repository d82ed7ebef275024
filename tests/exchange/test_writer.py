import hashlib
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest

from fosdesk.base.errors import Cancelled, UserError, sentence
from fosdesk.exchange import writer
from fosdesk.exchange.dossier import (
    PackFiles,
    PackStamp,
    dossier_bytes,
    dossier_name,
    prepare,
    write_dossier,
)
from fosdesk.model.journal import change_id, convergence_code


def test_the_same_source_gives_the_same_bytes(build, evidence):
    backwards = dict(reversed(evidence.items()))
    assert build(evidence=evidence) == build(evidence=backwards)
    assert build() != build(created=datetime(2026, 4, 2, tzinfo=UTC))


def test_any_zip_tool_reads_the_parts_in_their_order(tmp_path, source, key, evidence, journal):
    packs = [PackFiles(PackStamp(name, "1", "0" * 64), {"pack.yaml": name.encode()}) for name in ("b", "a")]
    written = write_dossier(tmp_path, "x.fosdesk", prepare(source(packs=packs, evidence=evidence), key(1)))
    with zipfile.ZipFile(written.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "mimetype",
            "manifest.json",
            "signature",
            "journal.jsonl",
            "packs/a@1/pack.yaml",
            "packs/b@1/pack.yaml",
            *sorted(f"evidence/{digest}" for digest in evidence),
        ]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"application/x-fosdesk"
        assert archive.read("journal.jsonl").splitlines() == journal()
    assert written.path.read_bytes()[38:59] == b"application/x-fosdesk"


def test_what_was_written_is_described_truly(tmp_path, source, key):
    prepared = prepare(source(), key(1))
    written = write_dossier(tmp_path, "x.fosdesk", prepared)
    data = written.path.read_bytes()
    assert (written.size, written.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert prepared.size == len(data)


def test_evidence_is_never_loaded_whole(tmp_path, source, key):
    path = tmp_path / "video.bin"
    with path.open("wb") as file:
        file.truncate(80_000_000)
    digest = hashlib.sha256(bytes(80_000_000)).hexdigest()
    tracemalloc.start()
    try:
        write_dossier(tmp_path, "x.fosdesk", prepare(source(evidence={digest: path}), key(1)))
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_nothing_is_ever_overwritten(tmp_path, source, key):
    prepared = prepare(source(), key(1))
    first = write_dossier(tmp_path, "x.fosdesk", prepared).path
    second = write_dossier(tmp_path, "x.fosdesk", prepared).path
    assert first != second
    assert first.read_bytes() == second.read_bytes()


def test_a_cancelled_dossier_leaves_nothing(tmp_path, source, key, evidence):
    class Impatient:
        def report(self, done, total, text=""):
            if done > 1000:
                raise Cancelled

    prepared = prepare(source(evidence=evidence), key(1))
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(Cancelled):
        write_dossier(folder, "x.fosdesk", prepared, Impatient())
    assert list(folder.iterdir()) == []


def test_progress_ends_at_the_whole(source, key, evidence):
    reports = []

    class Watching:
        def report(self, done, total, text=""):
            reports.append((done, total))

    prepared = prepare(source(evidence=evidence), key(1))
    size = sum(map(len, dossier_bytes(prepared, Watching())))
    assert reports[-1] == (size, size)
    assert reports == sorted(reports)


def test_evidence_that_is_not_what_it_was_is_not_passed_on(source, key, evidence, tr):
    (_, path), *_ = evidence.items()
    with pytest.raises(UserError) as refusal:
        prepare(source(evidence={"0" * 64: path}), key(1))
    assert refusal.value.code == "dossier.evidence_damaged"
    assert str(path) in sentence(refusal.value, tr)


def test_evidence_that_changes_while_it_is_written_leaves_nothing(tmp_path, source, key, evidence):
    prepared = prepare(source(evidence=evidence), key(1))
    next(iter(evidence.values())).write_bytes(b"something else")
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(UserError, match=r"dossier\.source_changed"):
        write_dossier(folder, "x.fosdesk", prepared)
    assert list(folder.iterdir()) == []


def test_evidence_that_is_there_is_not_listed_as_left_out(source, key, evidence):
    prepared = prepare(source(evidence=evidence, left_out=[*evidence, "ab" * 32, "ab" * 32]), key(1))
    assert prepared.manifest.left_out == ("ab" * 32,)


def test_a_damaged_journal_is_not_passed_on(source, key, journal):
    with pytest.raises(UserError) as refusal:
        prepare(source(bodies=[*journal(3), b"{}"]), key(1))
    assert (refusal.value.code, refusal.value.params["line"]) == ("dossier.body", 4)


def test_a_dossier_too_large_for_readers_is_not_written(source, key, monkeypatch, tr):
    monkeypatch.setattr(writer, "MAX_FILE", 1000)
    with pytest.raises(UserError) as refusal:
        prepare(source(), key(1))
    assert refusal.value.code == "dossier.too_large_to_write"
    assert "without evidence" in sentence(refusal.value, tr)


def test_a_time_without_zone_is_our_own_mistake(source, key):
    with pytest.raises(UserError, match="created"):
        prepare(source(created=datetime(2026, 4, 1)), key(1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("country", "letters"), [("VLD", "VLD"), ("côte d'ivoire", "CTEDIVOIRE"), ("лд", "COPY"), ("", "COPY")]
)
def test_the_name_tells_country_day_and_state(source, key, journal, country, letters):
    code = convergence_code(map(change_id, journal()))
    assert dossier_name(country, prepare(source(), key(1))) == f"FOS-{letters}-20260401-{code}.fosdesk"


def test_text_that_repeats_itself_is_still_readable(build, verify, assessment, key):
    """A journal that deflates better than a bomb: it is stored, and it is read."""
    from fosdesk.model.journal import make_body

    bodies, previous = [], ""
    for seq in range(1, 6):
        bodies.append(
            make_body(
                kind="set", assessment=assessment, station=key(3).station_id, seq=seq, previous=previous,
                depth=seq, wall_at="2026-04-01T09:30:00Z", zone="", author="", pack="", entity="e", field="f",
                value={"v": "a" * 900_000}, supersedes=[], batch="b",
            )
        )  # fmt: skip
        previous = change_id(bodies[-1])
    data = build(bodies=bodies)
    assert len(data) > 4_500_000
    assert verify(data).manifest.changes == 5
