"""Loading packs from their folders: everything or nothing, with every mistake named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fosdesk.forms.loading.files import MANIFEST
from fosdesk.forms.loading.manifest import used_ids
from fosdesk.forms.loading.reading import read_pack
from fosdesk.forms.loading.source import Report
from fosdesk.forms.pack import Pack
from fosdesk.forms.problems import PackError, PackErrors
from fosdesk.forms.review import review


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What checking a pack found: the pack where it can be loaded, its mistakes, and remarks on it."""

    pack: Pack | None
    errors: tuple[PackError, ...]
    warnings: tuple[PackError, ...]


def load_pack(folder: Path, others: Sequence[Pack] = ()) -> Pack:
    """The pack in `folder`; `others` are all packs loaded before it, those it uses among them.

    Raises PackErrors with every mistake.
    """
    report = Report()
    pack = read_pack(folder, others, report)
    if pack is None or report.errors:
        raise PackErrors(folder.name, report.errors)
    return pack


def check_pack(folder: Path, others: Sequence[Pack] = ()) -> PackCheck:
    """As `load_pack`, but mistakes are returned, and with them remarks: what is allowed but not finished."""
    report = Report()
    pack = read_pack(folder, others, report)
    if pack is not None and not report.errors:
        review(pack, report)
    errors, warnings = tuple(sorted(report.errors)), tuple(sorted(report.warnings))
    return PackCheck(None if errors else pack, errors, warnings)


def load_packs(root: Path) -> tuple[Pack, ...]:
    """All packs below `root`, each after those it uses. Raises PackErrors of the first bad one."""
    packs: list[Pack] = []
    for folder in pack_folders(root):
        packs.append(load_pack(folder, packs))
    return tuple(packs)


def pack_folders(root: Path) -> tuple[Path, ...]:
    """The folders of packs directly below `root`, each after those it uses, otherwise by name."""
    waiting = {path.parent: used_ids(path.read_bytes()) for path in sorted(root.glob(f"*/{MANIFEST}"))}
    here = {folder.name for folder in waiting}
    done: list[Path] = []
    while waiting:
        names = {folder.name for folder in done}
        ready = [folder for folder, used in waiting.items() if used & here <= names]
        done.append(ready[0] if ready else next(iter(waiting)))  # a circle is reported when it is loaded
        del waiting[done[-1]]
    return tuple(done)
