"""Care for an assessment: verify its file, and rescue what is left of a damaged one."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fosdesk import __version__
from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.backups import list_backups
from fosdesk.services.context import AppContext
from fosdesk.services.index import assessment_folder, mark

if TYPE_CHECKING:
    from fosdesk.store.records import CheckReport, RescueReport


@dataclass(frozen=True, slots=True)
class Rescued:
    """A rescue and where its result lies; the damaged folder is untouched."""

    assessment: str
    folder: Path
    report: "RescueReport"


def verify(a: OpenAssessment) -> "CheckReport":
    """Check every page, every change and the projection of an open assessment."""
    return a.store.background_check().result()


def verified_lines(report: "CheckReport", tr: Texts) -> tuple[str, ...]:
    """What the check found, for people."""
    lines = [tr("The file is sound: every change is whole.") if report.sound else tr("The file is damaged.")]
    if report.rebuilt:
        lines.append(
            tr.n(
                "{n} shown value was wrong and has been put right from the journal.",
                "{n} shown values were wrong and have been put right from the journal.",
                len(report.rebuilt),
            )
        )
    if report.recovered:
        lines.append(
            tr.n(
                "{n} change was brought back from the mirror.",
                "{n} changes were brought back from the mirror.",
                report.recovered,
            )
        )
    if report.damaged:
        lines.append(
            tr.n(
                "{n} change cannot be read: use “Rescue this assessment”.",
                "{n} changes cannot be read: use “Rescue this assessment”.",
                len(report.damaged),
            )
        )
    return (*lines, *report.problems)


def rescue(context: AppContext, assessment: str, progress: Progress) -> Rescued:
    """Bring together what store, mirror and backups still hold, in a new folder beside the damaged one.

    The damaged folder moves to the quarantine whole; the rescued assessment takes its place.
    Raises UserError where nothing can be read at all; then nothing is moved.
    """
    from fosdesk.store.salvage import rescue as salvage

    library = context.paths.library
    damaged = assessment_folder(library, assessment)
    target = library / "assessments" / f"{assessment}.rescued"
    progress.report(0, 3)
    report = salvage(damaged, target, backups=_backup_bodies(library, assessment))
    progress.report(2, 3)
    if not report.recovered:
        raise UserError("rescue.nothing_left", path=damaged)
    aside = library / "quarantine" / f"{assessment}-{context.clock.now():%Y%m%d-%H%M%S}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    damaged.rename(aside)
    target.rename(damaged)
    mark(library, assessment, needs_rescue=False)
    progress.report(3, 3)
    return Rescued(assessment, aside, report)


def _backup_bodies(library: Path, assessment: str) -> Iterator[bytes]:
    """The journals of all backups that still verify, longest first."""
    from fosdesk.exchange.reader import journal_bodies, verify_dossier

    for file in list_backups(library, assessment):
        try:
            with file.path.open("rb") as stream:
                found = verify_dossier(stream, file.path.stat().st_size, __version__, assessment)
                yield from journal_bodies(stream, found)
        except (UserError, OSError):
            continue


def rescue_lines(outcome: Rescued, tr: Texts) -> tuple[str, ...]:
    """The outcome for people."""
    report = outcome.report
    lines = [
        tr.n("{n} change was brought together.", "{n} changes were brought together.", report.recovered),
        *(f"  {source}: {count}" for source, count in report.sources.items()),
        tr("The damaged files are kept in {folder}.", folder=outcome.folder),
    ]
    if report.missing:
        lines.append(
            tr.n(
                "{n} change is named by others and was found nowhere.",
                "{n} changes are named by others and were found nowhere.",
                len(report.missing),
            )
        )
    return tuple(lines)


def rescue_content(outcome: Rescued) -> Mapping[str, Any]:
    """The outcome for programs."""
    return {"assessment": outcome.assessment, "kept": str(outcome.folder), **asdict(outcome.report)}
