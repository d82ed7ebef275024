"""Check packs: load them, run the tests they carry, list what an author should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.forms.bank import Bank
from fosdesk.forms.loader import check_pack
from fosdesk.forms.pack import Pack
from fosdesk.services.context import AppContext
from fosdesk.services.shelf import pack_folders


@dataclass(frozen=True, slots=True)
class PacksChecked:
    """What was found in packs that load, and every problem with its file, line and column."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def check_packs(context: AppContext, folders: Sequence[Path], tr: Texts) -> PacksChecked:
    """Load the packs in `folders`, the shipped ones where none is named, and run their tests.

    What the shipped packs hold can be cited by the named ones.
    """
    problems: list[str] = []
    named = tuple(folder.resolve() for folder in folders) or pack_folders(context.paths.forms)
    packs: list[Pack] = []
    for folder in (*_shipped_besides(context, named), *named):
        found = check_pack(folder, packs)
        if folder in named:
            problems += [f"{folder.name}/{error.sentence(tr)}" for error in (*found.errors, *found.warnings)]
        if found.pack is not None:
            packs.append(found.pack)
    checked = [pack for pack in packs if any(folder.name == pack.id for folder in named)]
    lines = tuple(_described(pack, tr) for pack in checked)
    return PacksChecked(lines, tuple(problems) + _failed_cases(packs, checked, tr))


def _shipped_besides(context: AppContext, named: Sequence[Path]) -> tuple[Path, ...]:
    """The packs of this program that the named ones may cite."""
    names = {folder.name for folder in named}
    return tuple(folder for folder in pack_folders(context.paths.forms) if folder.name not in names)


def _described(pack: Pack, tr: Texts) -> str:
    items = sum(len(section.items) for section in pack.sections)
    rows = sum(len(table.rows) for table in pack.tables)
    return tr(
        "{id} {version}: {items} items, {rows} rows of reference, {scores} scores, {cases} tests",
        id=pack.id,
        version=pack.version,
        items=items,
        rows=rows,
        scores=len(pack.scores),
        cases=len(pack.cases),
    )


def _failed_cases(packs: Sequence[Pack], checked: Sequence[Pack], tr: Texts) -> tuple[str, ...]:
    try:
        bank = Bank(tuple(packs))
    except UserError as error:
        return (sentence(error, tr),)
    failures = ((pack, failure) for pack in checked for failure in run_pack_tests(bank, pack))
    return tuple(f"{pack.id}/{failure.sentence(tr)}" for pack, failure in failures)
