"""Attaching evidence from a card: files are copied in a job, with progress, a way to stop, and sentences."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from shiboken6 import isValid

from fosdesk.base.errors import Cancelled, FosdeskError, UserError
from fosdesk.base.jobs import Job
from fosdesk.base.progress import Progress
from fosdesk.services import answering, evidence
from fosdesk.services.answering import EVIDENCE
from fosdesk.services.evidence import Attached, Reference
from fosdesk.ui.desk import Desk
from fosdesk.ui.question.card import Card
from fosdesk.ui.question.evidence import THUMB, Running, Thumbnail

MOST_POINTS = 50_000_000
"""Points of a picture beyond which no thumbnail is made of it."""


class Attaching(QObject):
    """Does what cards mean about evidence, for one page."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._cards: list[Card] = []
        self._running: dict[str, tuple[Running, Job[Attached]]] = {}
        self._pictures: dict[str, QPixmap] = {}

    def serve(self, card: Card) -> None:
        """Follow what is meant on a card."""
        self._cards.append(card)
        card.attach_wanted.connect(lambda item_id: self._ask(card, item_id))
        card.files_given.connect(self.files)
        card.picture_given.connect(self.picture)
        card.evidence_meant.connect(self._meant)

    def show_on(self, card: Card) -> None:
        """Show on a card whether something is being attached to its item."""
        running = self._running.get(card.item_id)
        card.show_running(running[0] if running else None)

    # --- attaching

    def files(self, item_id: str, paths: Sequence[Path]) -> None:
        """Keep files and link them to an item."""
        a = self.desk.here
        self._begin(item_id, lambda progress: evidence.attach_files(a, item_id, paths, progress))

    def picture(self, item_id: str, image: QImage) -> None:
        """Keep a picture as a PNG named after the question and the moment."""
        a = self.desk.here
        name = evidence.picture_name(a.bank.items[item_id], self.desk.context.clock.now().astimezone())

        def work(progress: Progress) -> Attached:
            with tempfile.TemporaryDirectory(prefix="fosdesk-") as folder:
                path = Path(folder) / name
                if image.isNull() or not image.save(str(path)):
                    raise UserError("evidence.no_picture")
                return evidence.attach_files(a, item_id, (path,), progress)

        self._begin(item_id, work)

    def _ask(self, card: Card, item_id: str) -> None:
        title = self.desk.look.tr("Choose the files that prove the answer")
        paths = self.desk.dialogs.open_files(card, title)
        if paths:
            self.files(item_id, paths)

    def _begin(self, item_id: str, work: Callable[[Progress], Attached]) -> None:
        if item_id in self._running:
            self.desk.toast(self.desk.look.tr("Files are still being attached here. Wait, or cancel them."))
            return
        bridge = self.desk.bridge
        job = self.desk.context.jobs.submit(
            work, lambda done, total, name: bridge.post(lambda: self._moved(item_id, done, total, name))
        )
        self._running[item_id] = (Running(), job)
        self._show(item_id)
        bridge.when_done(
            job, lambda outcome: self._ended(item_id, outcome), lambda e: self._failed(item_id, e), owner=self
        )

    def _moved(self, item_id: str, done: int, total: int, name: str) -> None:
        if isValid(self) and item_id in self._running:
            self._running[item_id] = (Running(name, done, total), self._running[item_id][1])
            self._show(item_id)

    def _ended(self, item_id: str, outcome: Attached) -> None:
        self._stop_showing(item_id)
        tr = self.desk.look.tr
        said, refused = evidence.attached_sentence(outcome, tr), evidence.refused_sentence(outcome, tr)
        if outcome.linked:
            self.desk.records.committed()
        if said:
            self.desk.toast(said)
        if refused:
            self.desk.banner(refused, "warn")

    def _failed(self, item_id: str, error: BaseException) -> None:
        self._stop_showing(item_id)
        if isinstance(error, Cancelled):
            self.desk.toast(self.desk.look.tr("Cancelled. Nothing was attached."))
        else:
            self.desk.trouble(error)

    def _stop_showing(self, item_id: str) -> None:
        self._running.pop(item_id, None)
        self._show(item_id)

    def _show(self, item_id: str) -> None:
        for card in self._cards:
            if card.item_id == item_id:
                self.show_on(card)

    # --- what is linked

    def _meant(self, item_id: str, what: str, one: str, given: object) -> None:
        """What a person meant on the list of evidence."""
        match what, given:
            case "stop", _ if item_id in self._running:
                self._running[item_id][1].cancel()
            case "open", _:
                self._open(item_id, one)
            case "unlink", _:
                self._unlink(item_id, one)
            case "caption", str(words):
                self._caption(item_id, one, words)
            case "refer", Reference() as reference:
                self._refer(item_id, reference)
            case "picture", Thumbnail() as place:
                self._fetch(item_id, one, place)

    def _open(self, item_id: str, sha256: str) -> None:
        a, desk = self.desk.here, self.desk
        library = desk.context.paths.library
        job = desk.context.jobs.submit(lambda _p: evidence.copy_for_reading(a, item_id, sha256, library))
        desk.bridge.when_done(job, desk.dialogs.open_outside, desk.trouble, owner=self)

    def _unlink(self, item_id: str, one: str) -> None:
        a = self.desk.here
        self.desk.records.record(
            item_id, EVIDENCE + one, {"v": None}, (), lambda _: answering.detach_evidence(a, item_id, one)
        )

    def _caption(self, item_id: str, one: str, words: str) -> None:
        a, field = self.desk.here, EVIDENCE + one
        content = answering.evidence_of(a, item_id).get(one)
        if content is None or content.get("note", "") == words:
            self.desk.records.keep_draft(item_id, field, None)
            return
        self.desk.records.record(
            item_id,
            field,
            {"v": {**content, "note": words}},
            a.snapshot.heads(item_id, field),
            lambda seen: evidence.set_caption(a, item_id, one, words, seen),
        )

    def _refer(self, item_id: str, reference: Reference) -> None:
        try:
            written = evidence.add_reference(self.desk.here, item_id, reference)
        except FosdeskError as error:
            self.desk.trouble(error)
            return
        self.desk.bridge.when_done(
            written, lambda _: self.desk.records.committed(), self.desk.trouble, owner=self
        )

    def _fetch(self, item_id: str, sha256: str, place: Thumbnail) -> None:
        """Find the small picture of a file; reading it is a job."""
        if sha256 in self._pictures:
            place.show_picture(self._pictures[sha256])
            return
        a = self.desk.here
        file = answering.evidence_of(a, item_id).get(sha256, {})
        path = evidence.picture_path(a, sha256, file)
        if path is None:
            return
        size = self.desk.look.px(THUMB) * 2
        job = self.desk.context.jobs.submit(lambda _p: small_picture(path, size))
        self.desk.bridge.when_done(
            job, lambda image: self._fetched(sha256, image, place), self.desk.trouble, owner=self
        )

    def _fetched(self, sha256: str, image: QImage, place: Thumbnail) -> None:
        if not image.isNull():
            self._pictures[sha256] = QPixmap.fromImage(image)
            if isValid(place):
                place.show_picture(self._pictures[sha256])


def small_picture(path: Path, size: int) -> QImage:
    """A picture of a file, at most `size` points wide and high; a null one where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if not whole.isValid() or whole.width() * whole.height() > MOST_POINTS:
        return QImage()
    reader.setScaledSize(whole.scaled(QSize(size, size), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
