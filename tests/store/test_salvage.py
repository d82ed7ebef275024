"""Rescue: from a damaged file, its mirror and its backups into a new folder, never over the old one."""

import random
import re

import pytest

from fosdesk.base.errors import UserError
from fosdesk.model.journal import change_id, make_body, read_change
from fosdesk.store.carving import carve_bytes, carve_pages, witnessed
from fosdesk.store.salvage import rescue


@pytest.fixture(scope="module")
def whole(tmp_path_factory, benches, filled, put):
    """A store that is not damaged yet: its files, its changes in order, what it shows."""
    bench = benches(tmp_path_factory.mktemp("whole"))
    a, b = bench.create("a"), bench.create("b")
    filled(a, 150, seed=1)
    filled(b, 60, seed=2)
    a.merge(b.bodies(), "d1").result()
    saved = a.contents()
    a.backed_up(saved.facts.changes).result()
    filled(a, 40, seed=3)
    a.draft("x", "comment", "half a sen").result()
    law = bench.folder / "law.pdf"
    law.write_bytes(b"%PDF law")
    blob = a.put_evidence(law)
    put(a, "item_1", {"name": "law.pdf"}, field=f"evidence:{blob.sha256}")
    bodies, code = list(a.bodies()), a.snapshot.code
    values = {key: cell.value for key, cell in a.snapshot.cells.items()}
    bench.close()
    files = {path.relative_to(a.folder): path.read_bytes() for path in a.folder.rglob("*") if path.is_file()}
    return {"files": files, "bodies": bodies, "code": code, "values": values, "backup": saved.bodies}


@pytest.fixture
def lay(fast, whole):
    """Lay the store's files into a folder, changed by a function of (name, content)."""

    def put_down(change=lambda name, content: content):
        folder = fast / "damaged"
        for name, content in whole["files"].items():
            altered = change(str(name), content)
            if altered is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(altered)
        return folder

    return put_down


def holes(count, size, seed):
    """Overwrite stretches of the database."""

    def change(name, content):
        if name != "store.db":
            return content
        dice, damaged = random.Random(seed), bytearray(content)
        for _ in range(count):
            start = dice.randrange(len(damaged) - size)
            damaged[start : start + size] = dice.randbytes(size)
        return bytes(damaged)

    return change


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_store_mirror_and_backup_everything_comes_back(lay, whole, fast, bench, long):
    """At least 99.9 % of the answers, whatever was overwritten in the file."""
    total = recovered = 0
    for seed in range(60 if long else 8):
        folder = lay(holes(40, 700, seed))
        report = rescue(folder, fast / f"new{seed}", backups=whole["backup"])
        store = bench.open(f"new{seed}")
        values = {key: cell.value for key, cell in store.snapshot.cells.items()}
        total += len(whole["values"])
        recovered += sum(values.get(key) == value for key, value in whole["values"].items())
        assert report.recovered <= len(whole["bodies"])
    assert recovered >= 0.999 * total


def test_the_damaged_folder_is_not_touched(lay, whole, fast):
    folder = lay(holes(10, 4096, 1))
    before = contents(folder)
    rescue(folder, fast / "new", backups=whole["backup"])
    assert contents(folder) == before


def test_an_undamaged_store_is_rescued_whole(lay, whole, fast, bench):
    report = rescue(lay(), fast / "new")
    assert (report.recovered, report.missing, report.recorded_again) == (len(whole["bodies"]), (), 0)
    assert (report.drafts, report.evidence, report.unreadable) == (1, 1, ())
    assert report.sources == {"rows": len(whole["bodies"])}
    store = bench.open("new")
    assert store.snapshot.code == whole["code"]
    assert store.drafts() == {("x", "comment"): "half a sen"}
    assert store.background_check().result().sound
    assert all(path is not None for path in store.evidence().values())
    assert [entry.dossier_id for entry in store.dossiers()] == ["d1"]


def test_without_the_database_mirror_and_backup_are_enough(lay, whole, fast, bench):
    folder = lay(lambda name, content: None if name == "store.db" else content)
    report = rescue(folder, fast / "new", backups=whole["backup"])
    assert (report.recovered, report.missing) == (len(whole["bodies"]), ())
    assert set(report.sources) == {"mirror", "backups"}
    assert bench.open("new").snapshot.code == whole["code"]


def test_with_the_first_page_gone_the_pages_are_read_one_by_one(lay, whole, fast, bench):
    def change(name, content):
        if name == "mirror.log":
            return None
        return bytes(4096) + content[4096:] if name == "store.db" else content

    report = rescue(lay(change), fast / "new")
    assert report.recovered == len(whole["bodies"])
    assert set(report.sources) == {"carved"}
    assert bench.open("new").snapshot.code == whole["code"]


def test_with_every_page_head_gone_the_bare_bytes_are_read(lay, whole, fast):
    def change(name, content):
        if name == "mirror.log":
            return None
        if name != "store.db":
            return content
        damaged = bytearray(content)
        for start in range(0, len(damaged), 4096):
            damaged[start : start + 8] = bytes(8)
        return bytes(damaged)

    report = rescue(lay(change), fast / "new")
    short = sum(len(body) < 3500 for body in whole["bodies"])  # longer ones are spread over several pages
    assert set(report.sources) == {"carved"}
    assert report.recovered >= 0.99 * short


def test_what_waits_for_lost_changes_is_seen_all_the_same(lay, whole, fast, bench):
    """Without mirror and backup some changes are lost for good; nobody loses sight of the others."""
    folder = lay(lambda name, content: None if name == "mirror.log" else holes(30, 700, 5)(name, content))
    report = rescue(folder, fast / "new")
    assert 0 < report.recovered < len(whole["bodies"])
    assert report.missing
    kept = {change_id(body) for body in whole["bodies"]} - set(report.missing)
    changes = {one: read_change(body) for body in whole["bodies"] if (one := change_id(body)) in kept}
    superseded = {old for change in changes.values() for old in change.supersedes}
    store = bench.open("new")
    assert store.background_check().result().sound
    assert report.recorded_again > 0
    found = {change_id(body) for body in store.bodies()}
    for one, change in changes.items():
        if one in found and one not in superseded:
            cell = store.snapshot.cells[change.entity, change.field]
            assert change.value in [value for _, value in cell.values] + [cell.value]


def test_a_rescued_store_meets_the_others_and_agrees(lay, whole, fast, bench):
    folder = lay(lambda name, content: None if name == "mirror.log" else holes(30, 700, 5)(name, content))
    rescue(folder, fast / "new")
    rescued, colleague = bench.open("new"), bench.create("colleague")
    colleague.merge(whole["bodies"]).result()
    rescued.merge(colleague.bodies()).result()
    colleague.merge(rescued.bodies()).result()
    assert rescued.snapshot.code == colleague.snapshot.code
    assert rescued.facts().waiting == 0
    assert {k: (c.heads, c.value) for k, c in rescued.snapshot.cells.items()} == {
        k: (c.heads, c.value) for k, c in colleague.snapshot.cells.items()
    }


def test_no_garbled_change_is_ever_taken(lay, whole, fast):
    """Bits flipped all over the file: what comes back is among what was there."""
    known = {change_id(body) for body in whole["bodies"]}
    for seed in range(3):
        dice = random.Random(seed)

        def flip(name, content, dice=dice):
            if name != "store.db":
                return None if name == "mirror.log" else content
            damaged = bytearray(content)
            for _ in range(400):
                damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
            return bytes(damaged)

        target = fast / f"new{seed}"
        report = rescue(lay(flip), target)
        found = set(map(change_id, carve_pages((target / "store.db").read_bytes())))
        again = {one for one in found if one not in known}
        assert len(again) == report.recorded_again
        assert report.recovered > 0.5 * len(known)


def test_a_body_that_parses_and_that_nothing_names_is_not_taken():
    """The canary of the rule above: the bare carve finds such a body, and only the witness refuses it."""
    body = make_body(
        kind="set",
        assessment="valdoria2026",
        station="5" * 64,
        seq=1,
        previous="",
        depth=1,
        wall_at="2026-05-12T10:31:00Z",
        zone="+00:00",
        author="Amina",
        pack="",
        entity="x",
        field="value",
        value={"v": 3},
        supersedes=[],
        batch="b",
    )
    garbled = body.replace(b'"v":3', b'"v":7')
    data = b"junk" + change_id(body).encode() + garbled + b"junk"
    assert [found for found, _ in carve_bytes(data)] == [garbled]
    assert witnessed(data, {change_id(garbled)}) == frozenset()
    assert witnessed(data, {change_id(body)}) == {change_id(body)}


def test_a_damaged_mirror_gives_what_stands_behind_the_damage(lay, whole, fast):
    def change(name, content):
        if name == "store.db":
            return None
        if name != "mirror.log":
            return content
        second = [match.start() for match in re.finditer(rb'\{"assessment', content)][1]
        return content[: second + 20] + b"\x00" * 30 + content[second + 50 :]

    report = rescue(lay(change), fast / "new", backups=whole["backup"])
    assert report.recovered == len(whole["bodies"]) - 1
    assert report.sources["carved"] > 30
    assert len(report.missing) == 1


def test_evidence_whose_content_changed_is_named_and_not_copied(lay, fast, bench):
    damaged = {}

    def change(name, content):
        if name.startswith("evidence"):
            damaged["name"] = name.rsplit("/", 1)[-1]
            return content + b"!"
        return content

    report = rescue(lay(change), fast / "new")
    assert (report.evidence, report.unreadable) == (0, (damaged["name"],))
    assert list(bench.open("new").evidence().values()) == [None]


def test_a_torn_commit_beside_the_file_is_taken_back_in_the_copy_only(lay, whole, fast):
    journal = bytes.fromhex("d9d505f920a163d7") + b"\xff" * 500
    folder = lay()
    (folder / "store.db-journal").write_bytes(journal)
    report = rescue(folder, fast / "new")
    assert report.recovered == len(whole["bodies"])
    assert (folder / "store.db-journal").read_bytes() == journal


def test_a_folder_with_something_in_it_is_never_the_target(lay, fast):
    target = fast / "new"
    target.mkdir()
    (target / "letter.txt").write_text("mine")
    with pytest.raises(UserError) as caught:
        rescue(lay(), target)
    assert caught.value.code == "store.rescue_target"
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_where_nothing_is_left_it_says_so(fast):
    (fast / "damaged").mkdir()
    (fast / "damaged" / "store.db").write_bytes(bytes(100_000))
    with pytest.raises(UserError) as caught:
        rescue(fast / "damaged", fast / "new")
    assert caught.value.code == "store.nothing_to_rescue"


def test_an_open_store_is_not_rescued_behind_its_back(bench, put, fast):
    store = bench.create("a")
    put(store, "x", 1)
    with pytest.raises(UserError) as caught:
        rescue(store.folder, fast / "new")
    assert caught.value.code == "store.locked"
