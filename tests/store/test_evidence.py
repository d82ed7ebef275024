"""Evidence: kept once by its hash, never altered; what is missing is listed."""

import hashlib

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.snapshot import Edit


def attach(store, item, blob):
    value = {"v": {"name": blob.name, "size": blob.size, "media_type": blob.media_type}}
    store.edit([Edit(item, f"evidence:{blob.sha256}", value, ())], "Amina", f"e{item}").result()


@pytest.fixture
def law(tmp_path):
    path = tmp_path / "Customs Act.pdf"
    path.write_bytes(b"%PDF-1.7 " + b"law " * 1000)
    return path


def test_a_file_is_kept_by_its_hash(bench, law):
    store = bench.create()
    blob = store.put_evidence(law)
    assert blob.sha256 == hashlib.sha256(law.read_bytes()).hexdigest()
    assert (blob.size, blob.media_type, blob.name) == (4009, "application/pdf", "Customs Act.pdf")
    path = store.evidence_path(blob.sha256)
    assert path == store.folder / "evidence" / blob.sha256[:2] / blob.sha256
    assert path.read_bytes() == law.read_bytes()


def test_the_same_content_is_kept_once(bench, law, tmp_path):
    store = bench.create()
    twin = tmp_path / "copy.pdf"
    twin.write_bytes(law.read_bytes())
    first, second = store.put_evidence(law), store.put_evidence(twin)
    assert first.sha256 == second.sha256
    files = [path for path in (store.folder / "evidence").rglob("*") if path.is_file()]
    assert files == [store.evidence_path(first.sha256)]
    assert len(store.blobs()) == 1


def test_what_answers_refer_to_is_here_or_listed_as_missing(bench, law):
    a, b = bench.create("a"), bench.create("b")
    blob = a.put_evidence(law)
    assert a.evidence() == {}
    attach(a, "x", blob)
    assert a.evidence() == {blob.sha256: a.evidence_path(blob.sha256)}
    b.merge(a.bodies()).result()
    assert b.evidence() == {blob.sha256: None}
    b.put_evidence(law, expected=blob.sha256)
    assert b.evidence() == {blob.sha256: b.evidence_path(blob.sha256)}


def test_a_detached_file_stays_and_is_no_longer_referred_to(bench, law):
    store = bench.create()
    blob = store.put_evidence(law)
    attach(store, "x", blob)
    field = f"evidence:{blob.sha256}"
    store.edit([Edit("x", field, {"v": None}, store.snapshot.heads("x", field))], "Amina", "d").result()
    assert store.evidence() == {}
    assert store.evidence_path(blob.sha256) is not None


def test_evidence_that_two_people_disagree_about_is_still_referred_to(bench, law):
    a, b = bench.create("a"), bench.create("b")
    blob = a.put_evidence(law)
    attach(a, "x", blob)
    b.merge(a.bodies()).result()
    field = f"evidence:{blob.sha256}"
    for store, value in ((a, None), (b, {"name": "other", "size": 1, "media_type": "text/plain"})):
        store.edit([Edit("x", field, {"v": value}, store.snapshot.heads("x", field))], "A", "d").result()
    a.merge(b.bodies()).result()
    assert a.snapshot.cells["x", field].disagreement
    assert list(a.evidence()) == [blob.sha256]


def test_a_file_that_is_not_the_expected_one_is_not_kept(bench, law):
    store = bench.create()
    with pytest.raises(UserError) as caught:
        store.put_evidence(law, expected="0" * 64)
    assert caught.value.code == "store.evidence_differs"
    assert [path for path in (store.folder / "evidence").rglob("*") if path.is_file()] == []
    assert store.blobs() == ()


def test_a_file_that_is_not_there_is_said_by_its_name(bench, tmp_path):
    store = bench.create()
    with pytest.raises(UserError) as caught:
        store.put_evidence(tmp_path / "gone.pdf")
    assert caught.value.code == "file.gone"
    assert caught.value.params["path"] == tmp_path / "gone.pdf"


def test_a_place_that_takes_nothing_leaves_nothing_half_made(bench, law):
    store = bench.create()
    (store.folder / "evidence").write_bytes(b"in the way")
    with pytest.raises(UserError):
        store.put_evidence(law)
    assert store.blobs() == ()


def test_a_damaged_file_is_put_right_by_attaching_the_sound_one_again(bench, law):
    store = bench.create()
    blob = store.put_evidence(law)
    path = store.evidence_path(blob.sha256)
    path.write_bytes(b"x" * blob.size)
    store.put_evidence(law)
    assert path.read_bytes() == law.read_bytes()
