"""How far a pack is translated: counted per language, and what a translator has to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fosdesk.forms.folder import CATALOGUES, catalogue_path
from fosdesk.forms.pack import Pack
from fosdesk.forms.po import Entry, read_entries
from fosdesk.forms.translation import texts_of

LONGER = 1.6
"""A translated name may be this much longer than the English; short ones have room for twenty characters."""

_NAMES = (".label", ".short", ".title")


@dataclass(frozen=True, slots=True)
class Translated:
    """How far a pack is translated into one language; contexts of texts in the order of the pack.

    `outdated` were made of an English that has changed since, `too_long` are names that will not fit.
    """

    language: str
    texts: int
    missing: tuple[str, ...]
    fuzzy: tuple[str, ...]
    outdated: tuple[str, ...]
    too_long: tuple[str, ...]

    @property
    def done(self) -> int:
        """How many texts are shown in the language."""
        return self.texts - len(self.missing) - len(self.fuzzy) - len(self.outdated)


def languages_of(pack: Pack, folder: Path) -> tuple[Translated, ...]:
    """One count for each language the pack names or has a catalogue for, besides its own.

    Raises UserError "po.damaged" for a catalogue that cannot be read.
    """
    found = {path.stem for path in (folder / CATALOGUES).glob("*.po")}
    wanted = sorted((found | set(pack.languages)) - {pack.source_language})
    return tuple(_counted(pack, folder, language) for language in wanted)


def _counted(pack: Pack, folder: Path, language: str) -> Translated:
    path = catalogue_path(folder, language)
    entries = read_entries(path.read_bytes(), path.name) if path.is_file() else {}
    texts = texts_of(pack)
    states = {context: _state(context, english, entries) for context, english in texts.items()}

    def those(state: str) -> tuple[str, ...]:
        return tuple(context for context, found in states.items() if found == state)

    return Translated(
        language, len(texts), those("missing"), those("fuzzy"), those("outdated"), those("long")
    )


def _state(context: str, english: str, entries: Mapping[str, Entry]) -> str:
    entry = entries.get(context)
    if entry is None or not entry.translation:
        return "missing"
    if entry.fuzzy:
        return "fuzzy"
    if entry.english != english:
        return "outdated"
    room = max(LONGER * len(english), len(english) + 20)
    return "long" if context.endswith(_NAMES) and len(entry.translation) > room else "done"
