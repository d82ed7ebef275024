"""Verified backups: dossiers without evidence, read back before they count, thinned by journal length."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fosdesk import __version__
from fosdesk.base.errors import UserError
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.carrying import source_of
from fosdesk.services.index import assessment_folder
from fosdesk.services.thinning import Backup, to_keep
from fosdesk.services.workplace import Workplace

if TYPE_CHECKING:
    from fosdesk.exchange.dossier import Manifest

FOLDER = "backups"
EVERY_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup on the disk with what its name tells: changes, code and day."""

    path: Path
    backup: Backup


def list_backups(library: Path, assessment: str) -> tuple[BackupFile, ...]:
    """The verified backups of an assessment, longest journal first."""
    folder = assessment_folder(library, assessment) / FOLDER
    found = [
        BackupFile(path, parsed) for path in folder.glob("*.fosdesk") if (parsed := _parse(path)) is not None
    ]
    return tuple(sorted(found, key=lambda file: (file.backup.changes, file.backup.name), reverse=True))


def back_up(workplace: Workplace, a: OpenAssessment) -> Path | None:
    """Write a backup, verify it, thin the older ones; None where the last one already holds the same changes.

    Raises UserError where it cannot be written or does not read back; the older ones stay untouched then.
    """
    existing = list_backups(workplace.library, a.id)
    if not a.snapshot.changes or (existing and existing[0].backup.code == a.snapshot.code):
        return None
    from fosdesk.base.files import write_replacing
    from fosdesk.exchange.dossier import Kind, dossier_bytes, prepare

    folder = assessment_folder(workplace.library, a.id) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    contents = a.store.contents()
    prepared = prepare(source_of(workplace, a, contents.bodies, Kind.BACKUP, evidence=False), workplace.key())
    path = folder / _name(prepared.manifest.changes, prepared.code, workplace.clock.now().date().isoformat())
    write_replacing(path, lambda file: file.writelines(dossier_bytes(prepared)))
    _verify(path, prepared.manifest)
    a.store.backed_up(contents.facts.changes).result()
    _thin(list_backups(workplace.library, a.id))
    return path


def _name(changes: int, code: str, day: str) -> str:
    return f"{changes:08d}-{code}-{day}.fosdesk"


def _parse(path: Path) -> Backup | None:
    changes, _, rest = path.stem.partition("-")
    code, _, day = rest.partition("-")
    return Backup(path.name, int(changes), code, day) if changes.isdigit() and code and day else None


def _verify(path: Path, manifest: "Manifest") -> None:
    """Read the file back, every part by its hash; a backup that does not is removed and said so."""
    from fosdesk.exchange.reader import verify_written

    try:
        with path.open("rb") as stream:
            found = verify_written(stream, path.stat().st_size, __version__)
        if found != manifest:
            raise UserError("backup.differs", path=path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _thin(files: tuple[BackupFile, ...]) -> None:
    kept = to_keep([file.backup for file in files])
    for file in files:
        if file.backup.name not in kept:
            file.path.unlink(missing_ok=True)
