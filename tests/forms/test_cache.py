"""Compiled packs: the same as loaded ones, and never trusted when they are not."""

import json
from dataclasses import replace

import pytest

from fosdesk.forms import cache as compiled
from fosdesk.forms.bank import Bank
from fosdesk.forms.cache import load_bank, load_cached, load_compiled
from fosdesk.forms.loader import load_pack
from fosdesk.forms.problems import PackErrors


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture(scope="session")
def sample(sample):
    """The pack as it is compiled: nobody runs its cases while answering."""
    return replace(sample, cases=())


def written(cache, pack):
    (path,) = cache.glob(f"{pack}-*.json")
    return path


def test_the_second_time_comes_from_the_cache_and_is_equal(copies, cache, ground, sample, monkeypatch):
    assert load_cached(copies / "sample", cache, [ground]) == sample
    monkeypatch.setattr("fosdesk.forms.loader.load_pack", None)
    again = load_cached(copies / "sample", cache, [ground])
    assert again == sample
    assert hash(again.sections[0].items[0].relevant) == hash(sample.sections[0].items[0].relevant)


def test_any_changed_file_is_another_pack(copies, cache, ground):
    first = load_cached(copies / "sample", cache, [ground])
    before = written(cache, "sample")
    (copies / "sample" / "README.md").write_text("x", encoding="utf-8")
    assert load_cached(copies / "sample", cache, [ground]).hash != first.hash
    assert not before.exists(), "what is replaced is taken away"
    assert written(cache, "sample")


def test_another_used_pack_engine_or_version_is_another_key(copies, cache, ground, monkeypatch):
    load_cached(copies / "sample", cache, [ground])
    names = {written(cache, "sample").name}
    for name, value in (("ENGINE", "9.9"), ("__version__", "9.9.9"), ("_SHAPE", "other")):
        with monkeypatch.context() as changed:
            changed.setattr(compiled, name, value)
            load_cached(copies / "sample", cache, [ground])
            names.add(written(cache, "sample").name)
    (copies / "ground" / "README.md").write_text("x", encoding="utf-8")
    load_cached(copies / "sample", cache, [load_pack(copies / "ground")])
    names.add(written(cache, "sample").name)
    assert len(names) == 5


def test_a_changed_catalogue_changes_its_language_only(copies, cache, ground, sample):
    load_cached(copies / "sample", cache, [ground])
    english = written(cache, "sample")
    before = load_compiled(copies / "sample", cache, [ground], "fr")
    (copies / "sample" / "i18n" / "fr.po").write_text("", encoding="utf-8")
    after = load_compiled(copies / "sample", cache, [ground], "fr")
    assert after[1] > before[1]
    assert after[0].hash == before[0].hash == sample.hash, "the same questions"
    assert english.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[]",
        lambda text: "{}",
        lambda text: text.replace('"~":"Item"', '"~":"Itm"'),
        lambda text: text.replace('"type":"level"', '"type":"rank"'),
        lambda text: text.replace('"~Choice"', '"~Choise"'),
        lambda text: text.replace('"levels":[[0,', '"levels":[['),
        lambda text: text.replace('"levels":', '"rungs":'),
        lambda text: text.replace('"key":"', '"key":"x'),
        lambda text: "[" * 100_000,
    ],
)
def test_a_damaged_cache_costs_time_only(copies, cache, ground, sample, damage):
    load_cached(copies / "sample", cache, [ground])
    path = written(cache, "sample")
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert load_cached(copies / "sample", cache, [ground]) == sample
    assert json.loads(path.read_bytes())["key"]


def test_a_cache_that_cannot_be_written_is_no_mistake(copies, tmp_path, ground, sample):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert load_cached(copies / "sample", tmp_path / "file" / "cache", [ground]) == sample


def test_bad_packs_are_refused_and_not_cached(copies, cache, ground):
    (copies / "sample" / "lists.yaml").write_text("choices: [", encoding="utf-8")
    with pytest.raises(PackErrors):
        load_cached(copies / "sample", cache, [ground])
    assert not list(cache.glob("sample-*"))


def test_a_bank_in_a_language(copies, cache, bank):
    folders = [copies / "ground", copies / "sample"]
    assert isinstance(load_bank(folders, cache), Bank)
    for _ in range(2):
        french = load_bank(folders, cache, "fr")
        assert french.language == "fr"
        assert french.items["aed_law"].label.startswith("La loi")
        assert french.missing > 50
    assert load_bank(folders, cache).items == bank.items
    assert load_compiled(folders[0], cache, [], "en")[1] == 0
