"""Try an installation whole: from a first answer to documents and a dossier, then throw the trial away."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.language import LANGUAGES
from fosdesk.base.progress import Progress
from fosdesk.services import dossiers, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.care import verify
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.overview import overview
from fosdesk.services.sample import load_sample


def run_selftest(context: AppContext, progress: Progress) -> Iterator[tuple[str, str]]:
    """Yield (step, figure) for each step that works. Raises where one does not."""
    for language in LANGUAGES:
        context.texts(language)
    yield "languages", ", ".join(LANGUAGES)
    with tempfile.TemporaryDirectory(prefix="fosdesk-selftest-", ignore_cleanup_errors=True) as folder:
        trial = context.trial(Path(folder))
        try:
            yield from _steps(trial, Path(folder), progress)
        finally:
            trial.jobs.shutdown()


def _steps(trial: AppContext, folder: Path, progress: Progress) -> Iterator[tuple[str, str]]:
    person = Person("Self-test")
    bank = trial.shelf.bank("en")
    yield "packs", f"{len(bank.packs)} packs, {len(bank.items)} items"
    a = load_sample(trial, person, progress)
    try:
        yield "answers", f"{len(a.answers())} answers in {a.snapshot.changes} changes, code {a.snapshot.code}"
        yield "scores", f"{len(overview(a).framework)} Standards"
        yield from _documents(trial, a, folder, progress)
        stick = folder / "stick"
        stick.mkdir()
        copy = dossiers.save_copy(trial, a, stick, progress)
        yield "copy", f"{copy.name}, {copy.stat().st_size} bytes"
        if not verify(a).sound:
            raise UserError("selftest.failed", step="verify")
        code = a.snapshot.code
    finally:
        trial.library.close_now(a)
    yield "reading a copy", _read_back(trial, folder, copy, code, progress)


def _documents(
    trial: AppContext, a: OpenAssessment, folder: Path, progress: Progress
) -> Iterator[tuple[str, str]]:
    made_at = trial.clock.now().astimezone()
    for document in reporting.ENDINGS:
        target = folder / reporting.default_name(a, document, made_at)
        order = reporting.Order(
            document, target, "national", trial.texts("en"), a.bank, made_at, trial.paths.fonts
        )
        done = reporting.write(a, order, progress)
        yield document, f"{done.pages} pages or sheets, {done.size} bytes"


def _read_back(trial: AppContext, folder: Path, copy: Path, code: str, progress: Progress) -> str:
    """Open the copy in a second, empty library through the worker process, and compare the codes."""
    other = trial.trial(folder / "second")
    try:
        outcome = dossiers.open_dossier(other, copy, Person("Self-test"), progress)
    finally:
        other.jobs.shutdown()
    if outcome.code != code:
        raise UserError("selftest.failed", step="copy")
    return f"{outcome.new} changes, the same code"
