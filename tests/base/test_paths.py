import sys
from pathlib import Path

import pytest

from fosdesk.base.paths import PORTABLE_FLAG, default_paths, is_frozen, paths_under, program_root


def test_the_program_is_found_from_source() -> None:
    root = program_root()
    assert (root / "fosdesk" / "base" / "paths.py").is_file()
    assert not is_frozen()


def test_resources_and_forms_lie_under_the_program(tmp_path: Path) -> None:
    paths = paths_under(tmp_path)
    assert paths.forms == program_root() / "forms"
    assert {paths.locale.parent, paths.fonts.parent, paths.icons.parent, paths.sample.parent} == {
        paths.resources
    }


def test_the_variable_moves_all_data(tmp_path: Path) -> None:
    paths = default_paths({"FOSDESK_HOME": str(tmp_path)})
    assert paths == paths_under(tmp_path)
    assert all(p.is_relative_to(tmp_path) for p in (paths.library, paths.settings_file, paths.logs))


def test_a_relative_variable_does_not_follow_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_paths({"FOSDESK_HOME": "data"}).library == tmp_path / "data" / "library"


def test_a_portable_copy_keeps_its_data_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "fosdesk"))
    (tmp_path / PORTABLE_FLAG).touch()
    paths = default_paths({})
    assert paths.library == tmp_path / "FOSDesk-data" / "library"
    assert paths.forms == tmp_path / "_internal" / "forms"
    assert is_frozen()


def test_an_installed_copy_uses_the_folders_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "fosdesk"))
    paths = default_paths({})
    assert "FOSDesk" in str(paths.library)
    assert "roaming" not in str(paths.library).lower()
    assert not paths.library.is_relative_to(tmp_path / "bin")
    assert paths.settings_file.name == "settings.json"
