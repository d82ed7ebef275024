"""How the built program is packed; the build itself runs in the long test."""

import importlib.util
import os
import stat
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from fosdesk.base.paths import program_root


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build", program_root() / "packaging" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    (folder / "_internal" / "lib").mkdir(parents=True)
    (folder / "fosdesk").write_bytes(b"#!/bin/sh\nexit 0\n")
    (folder / "fosdesk").chmod(0o755)
    (folder / "_internal" / "lib" / "libQt6Core.so.6").write_bytes(b"x" * 1000)
    (folder / "_internal" / "libQt6Core.so.6").symlink_to("lib/libQt6Core.so.6")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="Windows builds hold no links")
def test_a_packed_program_comes_out_as_it_went_in(build: ModuleType, program: Path, tmp_path: Path) -> None:
    archive = tmp_path / "portable.zip"
    build.pack(program, archive, "fosdesk-1", {"portable.flag": b""})
    assert archive.stat().st_size < 2000
    (tmp_path / "stick").mkdir()
    copy = build.unpack(archive, tmp_path / "stick")
    assert copy.name == "fosdesk-1"
    assert (copy / "portable.flag").read_bytes() == b""
    assert stat.S_IMODE((copy / "portable.flag").stat().st_mode) == 0o644
    assert stat.S_IMODE((copy / "fosdesk").stat().st_mode) == 0o755
    assert os.readlink(copy / "_internal" / "libQt6Core.so.6") == "lib/libQt6Core.so.6"
    assert (copy / "_internal" / "libQt6Core.so.6").read_bytes() == b"x" * 1000


def test_ordinary_tools_read_the_zip(build: ModuleType, program: Path, tmp_path: Path) -> None:
    archive = tmp_path / "portable.zip"
    build.pack(program, archive, "fosdesk-1")
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert all(name.startswith("fosdesk-1/") for name in opened.namelist())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows builds hold no links")
def test_links_weigh_nothing(build: ModuleType, program: Path) -> None:
    assert build.size(program) == pytest.approx((1000 + 17) / 1e6)


def test_a_program_without_the_library_of_the_preview_is_no_program(build: ModuleType, program: Path) -> None:
    (program / "PDFium.txt").touch()
    with pytest.raises(SystemExit, match="PDFium"):
        build.check_libraries(program)
    (program / "_internal" / "pypdfium2_raw").mkdir()
    (program / "_internal" / "pypdfium2_raw" / "libpdfium.so").touch()
    build.check_libraries(program)


def test_every_part_brings_its_licence(build: ModuleType, tmp_path: Path) -> None:
    build.add_licences(tmp_path)
    assert "Apache License" in (tmp_path / "LICENSE").read_text(encoding="utf-8")
    assert "LESSER GENERAL PUBLIC" in (tmp_path / "licences" / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "PDFium Authors" in (tmp_path / "licences" / "PDFium.txt").read_text(encoding="utf-8")
    with_own = {
        path.name.split("-")[0].lower() for path in (tmp_path / "licences").iterdir() if path.is_dir()
    }
    assert {"sqlalchemy", "openpyxl", "reportlab", "cryptography", "pyyaml", "pypdfium2"} <= with_own
