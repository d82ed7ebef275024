"""Dossiers: save a copy, open one from a colleague, add it or merge it (STORE.md, "Dossier")."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.model.snapshot import Edit
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.carrying import source_of
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person, read_facts
from fosdesk.services.index import STORE_FILE, assessment_folder

if TYPE_CHECKING:
    from fosdesk.exchange.dossier import DossierContent
    from fosdesk.store.records import MergeReport


@dataclass(frozen=True, slots=True)
class DossierOutcome:
    """What opening a dossier did. `added` where the library did not know the assessment.

    `disagreements` are the (entity, field) that now hold several answers to choose between; `signed_here`
    tells whether a station of this library signed the file.
    """

    assessment: str
    country: str
    added: bool
    new: int
    known: int
    waiting: int
    refused: tuple[tuple[str, str], ...]
    disagreements: tuple[tuple[str, str], ...]
    code: str
    signed_here: bool


def save_copy(context: AppContext, a: OpenAssessment, folder: Path, progress: Progress) -> Path:
    """Write a dossier of everything to a folder or stick: unique name, flushed, read back and compared.

    Raises UserError where it cannot be written whole; nothing half-made stays.
    """
    return _write(context, a, a.store.contents().bodies, folder, progress)


def save_elsewhere(
    context: AppContext, a: OpenAssessment, unsaved: Sequence[Edit], folder: Path, progress: Progress
) -> Path:
    """Write a dossier of everything and of the words that could not be saved, to another disk.

    Opened here or elsewhere it merges like any other, and nothing of it is counted twice. Raises UserError
    where the journal cannot be read any more or the dossier cannot be written.
    """
    bodies = a.store.bodies_with(unsaved, a.person.name, context.ids.new())
    return _write(context, a, bodies, folder, progress)


def _write(
    context: AppContext, a: OpenAssessment, bodies: Sequence[bytes], folder: Path, progress: Progress
) -> Path:
    from fosdesk.exchange.dossier import Kind, dossier_name, prepare, write_dossier

    source = source_of(context.workplace, a, bodies, Kind.COPY, evidence=True)
    prepared = prepare(source, context.workplace.key(), progress=progress)
    name = dossier_name(a.facts.country_code or a.facts.country, prepared)
    return write_dossier(folder, name, prepared, progress).path


def open_dossier(context: AppContext, path: Path, person: Person, progress: Progress) -> DossierOutcome:
    """Verify a dossier, then add it to the library or merge it into the assessment it belongs to.

    A refused file goes into quarantine with the reason, and the store is left byte-identical.
    Raises UserError naming what is wrong with the file.
    """
    from fosdesk.exchange.dossier import read_dossier, set_aside

    library = context.paths.library
    key = context.workplace.key()
    parts = Path(tempfile.mkdtemp(prefix="opening-", dir=_scratch(library)))
    try:
        progress.report(0, 4)
        content = read_dossier(path, parts / "parts", known=(key.station_id,))
        progress.report(1, 4)
        return _take_in(context, content, person, progress)
    except UserError as error:
        if error.code.startswith("dossier."):
            set_aside(path, library / "quarantine", error, context.clock.now())
        raise
    finally:
        shutil.rmtree(parts, ignore_errors=True)


def _scratch(library: Path) -> Path:
    """A folder on the same disk as the library, so that nothing large lands on a small system disk."""
    folder = library / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _take_in(
    context: AppContext, content: "DossierContent", person: Person, progress: Progress
) -> DossierOutcome:
    library = context.library
    assessment = content.manifest.assessment
    added = not (assessment_folder(context.paths.library, assessment) / STORE_FILE).exists()
    a = library.adopt_now(assessment, person) if added else library.open_now(assessment, person, progress)
    try:
        if not added:
            _refuse_mixing(a, content)
            library.back_up_now(a)
        progress.report(2, 4)
        for file in content.evidence().values():
            a.store.put_evidence(file)
        manifest = content.manifest
        report = a.store.merge(content.bodies(), manifest.dossier, content.facts.sha256).result()
        progress.report(4, 4)
        return _outcome(a, content, report, added=added)
    finally:
        library.close_now(a, seen=False)


def _refuse_mixing(a: OpenAssessment, content: "DossierContent") -> None:
    """Training data and real data never meet, even under a copied id (UX.md, "Empty and first time")."""
    from fosdesk.model.journal import read_change

    for body in content.bodies():
        change = read_change(body)
        if (change.entity, change.field) == ("assessment", "training"):
            if bool(change.value.get("v")) != a.facts.training:
                raise UserError("dossier.training_mixed", country=a.facts.country)
            return


def _outcome(
    a: OpenAssessment, content: "DossierContent", report: "MergeReport", *, added: bool
) -> DossierOutcome:
    return DossierOutcome(
        assessment=a.id,
        country=read_facts(a.snapshot).country,
        added=added,
        new=report.new,
        known=report.known,
        waiting=report.waiting,
        refused=report.refused,
        disagreements=report.disagreements_new,
        code=a.snapshot.code,
        signed_here=content.facts.known,
    )


def outcome_lines(outcome: DossierOutcome, tr: Texts) -> tuple[str, ...]:
    """The outcome for people."""
    first = (
        tr("{country} was added to the library.", country=outcome.country)
        if outcome.added
        else tr("The dossier was merged into {country}.", country=outcome.country)
    )
    counts = tr(
        "{new} changes new, {known} already here, {waiting} waiting for others, {refused} refused.",
        new=outcome.new,
        known=outcome.known,
        waiting=outcome.waiting,
        refused=len(outcome.refused),
    )
    lines = [
        first,
        counts,
        tr("Code {code}: the same code on the other computer means the same data.", code=outcome.code),
    ]
    if outcome.disagreements:
        lines.append(
            tr.n(
                "{n} field has two answers: choose one on its card.",
                "{n} fields have two answers: choose one on each card.",
                len(outcome.disagreements),
            )
        )
    return tuple(lines)


def outcome_content(outcome: DossierOutcome) -> Mapping[str, Any]:
    """The outcome for programs."""
    from dataclasses import asdict

    return asdict(outcome)
