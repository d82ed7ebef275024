import json
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.settings import Settings, load_settings, save_settings


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    chosen = Settings(language="fr", theme="dark", text_size=125, person_name="Amélie 李")
    save_settings(path, chosen)
    assert load_settings(path) == chosen
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"text"'])
def test_a_bad_file_is_set_aside_and_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    told: list[UserError] = []
    assert load_settings(path, told.append) == Settings()
    assert [error.code for error in told] == ["settings.set_aside"]
    aside = told[0].params["path"]
    assert isinstance(aside, Path)
    assert aside.read_bytes() == content
    assert not path.exists()
    path.write_bytes(content)
    load_settings(path, told.append)
    assert told[1].params["path"] != aside


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "tlh"), ("theme", 7), ("text_size", "big"), ("text_size", True), ("person_name", None)],
)
def test_one_bad_value_gives_way_to_the_usual_one(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"person_role": "Lead", name: value}), encoding="utf-8")
    assert load_settings(path) == Settings(person_role="Lead")


def test_what_a_later_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"later": [1], "theme": "dark"}', encoding="utf-8")
    save_settings(path, load_settings(path))
    assert json.loads(path.read_text(encoding="utf-8"))["later"] == [1]


def test_a_file_without_rights_never_stops_the_program(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    told: list[UserError] = []
    assert load_settings(path, told.append) == Settings()
    assert told
