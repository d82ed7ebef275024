"""The packs this program ships, loaded once per content language."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fosdesk.base.language import LANGUAGES
from fosdesk.base.paths import Paths

if TYPE_CHECKING:
    from fosdesk.exchange.dossier import PackFiles
    from fosdesk.forms.bank import Bank
    from fosdesk.store.records import PackRecord

PACKS = (
    *("framework", "plans", "environment", "standards", "law", "stakeholders"),
    *("business", "datasets", "indicators"),
)


def pack_folders(forms: Path) -> tuple[Path, ...]:
    """The folders of the shipped packs, reference packs first."""
    return tuple(forms / name for name in PACKS)


@dataclass(slots=True)
class PackShelf:
    """Shipped packs by content language; loading goes through the compiled cache."""

    paths: Paths
    _banks: "dict[str, Bank]" = field(default_factory=dict)

    def bank(self, language: str = "en") -> "Bank":
        """All shipped packs with their text in a language; English where a translation is missing."""
        if language not in self._banks:
            from fosdesk.forms.cache import load_bank

            folders = pack_folders(self.paths.forms)
            self._banks[language] = load_bank(folders, self.paths.library / "cache", language)
        return self._banks[language]

    def languages(self) -> tuple[str, ...]:
        """The languages in which every shipped pack can be read; English first."""
        from fosdesk.forms.folder import catalogue_path

        folders = pack_folders(self.paths.forms)
        told = (code for code in LANGUAGES if all(catalogue_path(one, code).is_file() for one in folders))
        return tuple(dict.fromkeys(("en", *told)))

    def pack_files(self) -> "tuple[PackFiles, ...]":
        """Each shipped pack with the bytes of its files, as dossiers carry them."""
        from fosdesk.exchange.dossier import PackFiles, PackStamp

        return tuple(
            PackFiles(PackStamp(pack.id, pack.version, pack.hash), read_files(self.paths.forms / pack.id))
            for pack in self.bank("en").packs.values()
        )

    def pack_records(self) -> "tuple[PackRecord, ...]":
        """Each shipped pack as the store keeps it with the answers given under it."""
        from fosdesk.store.records import PackRecord

        return tuple(
            PackRecord(pack.id, pack.version, pack.hash, packed(read_files(self.paths.forms / pack.id)))
            for pack in self.bank("en").packs.values()
        )


def read_files(folder: Path) -> Mapping[str, bytes]:
    """The files of a pack by their path inside it."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files as one zip that is the same for the same files: fixed order and times."""
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return content.getvalue()
