"""Check packs: load them, run the tests they carry, list what an author should look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fosdesk.analysis.pack_review import review
from fosdesk.analysis.pack_tests import run_pack_tests
from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.base.marking import N_
from fosdesk.forms.bank import Bank
from fosdesk.forms.difference import Difference, PackDifference, compare
from fosdesk.forms.languages import Translated, languages_of
from fosdesk.forms.loader import check_pack, load_pack
from fosdesk.forms.pack import Pack
from fosdesk.services.context import AppContext
from fosdesk.services.shelf import pack_folders


@dataclass(frozen=True, slots=True)
class PacksChecked:
    """What was found in packs that load, every problem with its file, line and column, and remarks.

    `lines` describe each pack and count its translations; `remarks` say what an author or a translator
    should look at, and keep nobody from using the pack.
    """

    lines: tuple[str, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


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
    places = {folder.name: folder for folder in named}
    counts = {pack.id: languages_of(pack, places[pack.id]) for pack in checked}
    lines = [line for pack in checked for line in (_described(pack, tr), *_counts(counts[pack.id], tr))]
    remarks = [f"{pack.id}: {line}" for pack in checked for line in _to_translate(counts[pack.id], tr)]
    try:
        bank = Bank(tuple(packs))
    except UserError as error:
        return PacksChecked(tuple(lines), (*problems, sentence(error, tr)), tuple(remarks))
    remarks += [f"{pack.id}: {sentence(one, tr)}" for pack in checked for one in review(bank, pack)]
    return PacksChecked(tuple(lines), (*problems, *_failed_cases(bank, checked, tr)), tuple(remarks))


def _counts(found: Sequence[Translated], tr: Texts) -> Iterator[str]:
    for one in found:
        yield tr(
            "  {language}: {done} of {texts} texts, {fuzzy} fuzzy, {outdated} of an older English",
            language=one.language,
            done=one.done,
            texts=one.texts,
            fuzzy=len(one.fuzzy),
            outdated=len(one.outdated),
        )


def _to_translate(found: Sequence[Translated], tr: Texts) -> Iterator[str]:
    for one in found:
        for context in one.fuzzy:
            yield tr("{language}: {text} is fuzzy and shown in English.", language=one.language, text=context)
        for context in one.outdated:
            yield tr("{language}: the English of {text} has changed.", language=one.language, text=context)
        for context in one.too_long:
            yield tr(
                "{language}: {text} may not fit; it is much longer than the English.",
                language=one.language,
                text=context,
            )


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


def _failed_cases(bank: Bank, checked: Sequence[Pack], tr: Texts) -> tuple[str, ...]:
    failures = ((pack, failure) for pack in checked for failure in run_pack_tests(bank, pack))
    return tuple(f"{pack.id}/{failure.sentence(tr)}" for pack, failure in failures)


def pack_difference(context: AppContext, old: Path, new: Path) -> PackDifference:
    """Compare two versions of a pack in two folders; both may cite the packs of this program.

    Raises PackErrors where one cannot be loaded, UserError "pack.diff.other_pack" where they are two packs.
    """
    before, after = _loaded(context, old.resolve()), _loaded(context, new.resolve())
    if before.id != after.id:
        raise UserError("pack.diff.other_pack", old=before.id, new=after.id)
    return compare(before, after)


def _loaded(context: AppContext, folder: Path) -> Pack:
    packs: list[Pack] = []
    for other in pack_folders(context.paths.forms):
        if other.name == folder.name:
            break  # those that follow may use this one
        packs.append(load_pack(other, packs))
    return load_pack(folder, packs)


def difference_lines(found: PackDifference, tr: Texts) -> tuple[str, ...]:
    """What has changed, then what still has to be done, one sentence each."""
    if not found.found:
        return (tr("{pack}: both versions hold the same.", pack=found.pack),)
    listed = tuple(_difference_line(one, tr) for one in found.found)
    return (*listed, *difference_problems(found, tr))


def _difference_line(one: Difference, tr: Texts) -> str:
    part, what = tr(PART_NAMES[one.kind]), _change_words(one.what, tr)
    if not (one.old or one.new):
        return tr("{part} {id}: {what}", part=part, id=one.id, what=what)
    if one.old and one.new:
        return tr(
            "{part} {id}: {what}: “{old}” → “{new}”",
            part=part,
            id=one.id,
            what=what,
            old=one.old,
            new=one.new,
        )
    return tr("{part} {id}: {what}: “{text}”", part=part, id=one.id, what=what, text=one.old or one.new)


def _change_words(what: str, tr: Texts) -> str:
    return tr(CHANGE_NAMES[what]) if what in CHANGE_NAMES else what


def difference_problems(found: PackDifference, tr: Texts) -> tuple[str, ...]:
    """Steps of a migration that are missing, and a version that was not raised."""
    missing = (
        tr(
            "{id}: its answers would mean something else. Add a step to a migration from {version}.",
            id=key,
            version=found.old_version,
        )
        for key in dict.fromkeys(one.id for one in found.uncovered)
    )
    if not found.version_too_low:
        return tuple(missing)
    low = tr(
        "Version {new} is too low after {old}: these changes ask for a {kind} version.",
        new=found.new_version,
        old=found.old_version,
        kind=tr(VERSION_NAMES[found.needs]),
    )
    return (*missing, low)


PART_NAMES = {
    "item": N_("question"),
    "section": N_("section"),
    "score": N_("score"),
    "rule": N_("rule"),
    "kpi": N_("indicator"),
    "table": N_("table"),
}
CHANGE_NAMES = {
    "added": N_("added"),
    "retired": N_("retired"),
    "changed": N_("changed"),
    "label": N_("question reworded"),
    "level": N_("level described anew"),
    "choice": N_("choice"),
    "type": N_("kind of answer"),
    "unit": N_("unit"),
    "section": N_("moved to another section"),
    "relevant": N_("asked in other cases"),
    "weight": N_("weight"),
    "allow": N_("what may be answered beside a value"),
}
VERSION_NAMES = {"patch": N_("patch"), "minor": N_("minor"), "major": N_("major")}
