"""Where things lie: the program's own files and the person's data.

From source and in the frozen program alike, ``forms/`` and ``resources/`` stand under `Paths.program`.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PORTABLE_FLAG = "portable.flag"
HOME_VARIABLE = "FOSDESK_HOME"
_NAME = "FOSDesk"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one installation. Nothing here exists until somebody writes into it."""

    program: Path
    library: Path
    settings_file: Path
    logs: Path

    @property
    def forms(self) -> Path:
        """The packs: questions, levels, scores."""
        return self.program / "forms"

    @property
    def resources(self) -> Path:
        """Fonts, icons, translations, sample country."""
        return self.program / "resources"

    @property
    def locale(self) -> Path:
        """The translations of the program's own sentences."""
        return self.resources / "locale"

    @property
    def fonts(self) -> Path:
        """Noto Sans and Noto Sans Arabic with their licence."""
        return self.resources / "fonts"

    @property
    def icons(self) -> Path:
        """Lucide icons with their licence."""
        return self.resources / "icons"

    @property
    def sample(self) -> Path:
        """The exercise country."""
        return self.resources / "sample"


def default_paths(env: Mapping[str, str] | None = None) -> Paths:
    """The paths of this installation.

    The first that applies: the folder named by the variable ``FOSDESK_HOME``; the folder ``FOSDesk-data``
    beside the program when ``portable.flag`` lies there; the folders of the operating system for local data
    (never roaming ones).
    """
    home = (os.environ if env is None else env).get(HOME_VARIABLE, "")
    if home:
        return paths_under(Path(home).expanduser().absolute())
    beside = _folder_of_the_program()
    if (beside / PORTABLE_FLAG).is_file():
        return paths_under(beside / f"{_NAME}-data")
    return _paths_of_the_system()


def paths_under(folder: Path) -> Paths:
    """All data of a person under one folder: for portable copies and for tests."""
    return Paths(
        program=program_root(),
        library=folder / "library",
        settings_file=folder / "settings.json",
        logs=folder / "logs",
    )


def program_root() -> Path:
    """The folder that holds ``forms/`` and ``resources/``: the source tree or the unpacked frozen program."""
    unpacked = getattr(sys, "_MEIPASS", None)
    return Path(unpacked) if unpacked else Path(__file__).resolve().parents[2]


def is_frozen() -> bool:
    """Whether this is the built program, not the source tree."""
    return bool(getattr(sys, "frozen", False))


def _folder_of_the_program() -> Path:
    return Path(sys.executable).resolve().parent if is_frozen() else program_root()


def _paths_of_the_system() -> Paths:
    import platformdirs

    return Paths(
        program=program_root(),
        library=platformdirs.user_data_path(_NAME, appauthor=False, roaming=False) / "library",
        settings_file=platformdirs.user_config_path(_NAME, appauthor=False, roaming=False) / "settings.json",
        logs=platformdirs.user_log_path(_NAME, appauthor=False),
    )
