"""What a person set on this computer. Declared once, here; a settings file never stops the program."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.files import write_replacing
from fosdesk.base.language import LANGUAGES, PSEUDO_LANGUAGES

THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their usual values. Languages are codes; an empty text means not set."""

    language: str = "en"
    content_language: str = "en"
    report_language: str = "en"
    theme: str = "system"
    text_size: int = 100  # per cent
    person_name: str = ""
    person_role: str = ""
    person_organisation: str = ""
    last_assessment: str = ""
    backup_folder: str = ""


_CHOICES: dict[str, tuple[object, ...]] = {
    "language": LANGUAGES + PSEUDO_LANGUAGES,
    "content_language": LANGUAGES + PSEUDO_LANGUAGES,
    "report_language": LANGUAGES + PSEUDO_LANGUAGES,
    "theme": THEMES,
    "text_size": TEXT_SIZES,
}


def load_settings(path: Path, tell: Callable[[UserError], None] | None = None) -> Settings:
    """The settings in the file `path`; the usual ones when there is none.

    A file that cannot be read is set aside under another name, and `tell` hears of it. A single value that is
    not allowed (a hand edit, a later version) gives way to the usual one.
    """
    try:
        stored = _read(path)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        aside = _set_aside(path)
        if tell is not None:
            tell(UserError("settings.set_aside", path=aside))
        return Settings()
    return Settings(**{name: value for name, value in stored.items() if _allowed(name, value)})  # type: ignore[arg-type]


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all. What a later version keeps in the file stays there.

    Raises `UserError` when the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept = _read(path)
    except (OSError, ValueError):
        kept = {}
    text = json.dumps({**kept, **asdict(settings)}, ensure_ascii=False, indent=2, sort_keys=True)
    write_replacing(path, (text + "\n").encode("utf-8"))


def _read(path: Path) -> dict[str, object]:
    stored = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(stored, dict):
        raise ValueError("settings are an object of names and values")
    return stored


def _allowed(name: str, value: object) -> bool:
    known = {field.name: type(field.default) for field in fields(Settings)}
    return name in known and type(value) is known[name] and value in _CHOICES.get(name, (value,))


def _set_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.unreadable-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.replace(aside)
    except OSError:
        return path
    return aside
