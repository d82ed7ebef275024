"""library.json: the list of assessments that Home shows before any store is opened.

A cache only: what it lacks is found again by scanning the folders, and a damaged file is simply rebuilt.
"""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from fosdesk.base.files import write_replacing

STORE_FILE = "store.db"


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """One line of Home. `last_saved` and `last_backup` are ISO times or empty; `code` is for comparing.

    `seen` is how many changes there were when a person closed it here; -1 where nobody had it open yet.
    """

    id: str
    country: str = ""
    kind: str = ""
    period: str = ""
    edition: str = ""
    round_name: str = ""
    training: bool = False
    answered: int = 0
    total: int = 0
    changes: int = 0
    last_saved: str = ""
    last_backup: str = ""
    code: str = ""
    next_step: str = ""
    needs_rescue: bool = False
    seen: int = -1


def index_file(library: Path) -> Path:
    """Where the list of a library lies."""
    return library / "library.json"


def assessment_folder(library: Path, assessment: str) -> Path:
    """The folder of one assessment: store, evidence, backups."""
    return library / "assessments" / assessment


def read_index(library: Path) -> tuple[AssessmentSummary, ...]:
    """The assessments of a library, last saved first; folders the list does not know are added bare."""
    listed = {entry.id: entry for entry in _listed(index_file(library))}
    present = {folder.name for folder in _folders(library)}
    known = [entry for entry in listed.values() if entry.id in present]
    found = [AssessmentSummary(name) for name in sorted(present - listed.keys())]
    return tuple(sorted(known + found, key=lambda entry: entry.last_saved, reverse=True))


def update_index(library: Path, summary: AssessmentSummary) -> None:
    """Put one summary into the list; a field left empty by the caller keeps what the list knew."""
    entries = {entry.id: entry for entry in _listed(index_file(library))}
    old = entries.get(summary.id)
    if old is not None and not summary.last_backup:
        summary = replace(summary, last_backup=old.last_backup)
    if old is not None and summary.seen < 0:
        summary = replace(summary, seen=old.seen)
    entries[summary.id] = summary
    content = {"format": "fosdesk-library/1", "assessments": [asdict(entry) for entry in entries.values()]}
    library.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_replacing(index_file(library), text.encode("utf-8"))


def mark(library: Path, assessment: str, *, needs_rescue: bool) -> None:
    """Let Home say whether an assessment needs a rescue; what the list knew of it stays."""
    known = next((entry for entry in _listed(index_file(library)) if entry.id == assessment), None)
    update_index(library, replace(known or AssessmentSummary(assessment), needs_rescue=needs_rescue))


def _folders(library: Path) -> tuple[Path, ...]:
    home = library / "assessments"
    if not home.is_dir():
        return ()
    return tuple(folder for folder in home.iterdir() if (folder / STORE_FILE).exists())


def _listed(path: Path) -> tuple[AssessmentSummary, ...]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_summary(entry) for entry in content["assessments"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _summary(entry: dict[str, Any]) -> AssessmentSummary:
    known = {field.name: entry[field.name] for field in fields(AssessmentSummary) if field.name in entry}
    return AssessmentSummary(**known)
