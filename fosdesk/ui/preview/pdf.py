"""One PDF as pictures and texts of its pages, through PDFium, which bears one thread only."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from fosdesk.base.errors import UserError
from fosdesk.base.files import told
from fosdesk.base.text import folded

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

ONE_AT_A_TIME = threading.Lock()
"""Held around every call into PDFium, whichever file it is about."""
POINTS = 72.0
WRONG_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium: the file wants one and was given none."""


class PdfFile:
    """A PDF read into memory when asked for: the picture is that of the file as it was then.

    Every method returns a future that another thread fulfils; nothing is done after `close`.
    """

    def __init__(self, path: Path, unreadable: str = "preview.not_readable") -> None:
        self._path, self._unreadable = path, unreadable
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="fosdesk-preview")
        self._document: PdfDocument | None = None

    def sizes(self) -> Future[tuple[tuple[float, float], ...]]:
        """Open the file: width and height of each page in points. Fails with UserError."""
        return self._thread.submit(self._open)

    def picture(self, page: int, scale: float) -> Future[QImage]:
        """A page drawn with so many pixels a point."""
        return self._thread.submit(self._draw, page, scale)

    def text(self, page: int) -> Future[str]:
        """The words of a page in the order of the file."""
        return self._thread.submit(self._words, page)

    def find(self, words: str, page: int, step: int) -> Future[int | None]:
        """The next page from `page` on (itself included) that holds `words`, forwards (1) or back (-1).

        It goes on at the other end; None where no page holds them.
        """
        return self._thread.submit(self._find, _run_on(words), page, step)

    def close(self) -> None:
        """Let the document go when what is under way has ended; what only waits is dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        threading.Thread(target=self._close, name="fosdesk-preview-end").start()

    def _open(self) -> tuple[tuple[float, float], ...]:
        from pypdfium2 import PdfDocument, PdfiumError

        with told(self._path):
            content = self._path.read_bytes()
        with ONE_AT_A_TIME:
            try:
                self._document = PdfDocument(content)
            except PdfiumError as error:
                raise UserError(self._unreadable, path=self._path) from error
            return tuple(self._document.get_page_size(n) for n in range(len(self._document)))

    def _draw(self, number: int, scale: float) -> QImage:
        assert self._document is not None
        with ONE_AT_A_TIME:
            page = self._document[number]
            try:
                bitmap = page.render(scale=scale, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
                try:
                    drawn = bytes(bitmap.buffer)
                    wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
                finally:
                    bitmap.close()
            finally:
                page.close()
        return QImage(drawn, wide, high, stride, QImage.Format.Format_RGB32).copy()

    def _words(self, number: int) -> str:
        assert self._document is not None
        with ONE_AT_A_TIME:
            page = self._document[number]
            try:
                words = page.get_textpage()
                try:
                    return str(words.get_text_range()).replace("\r\n", "\n")
                finally:
                    words.close()
            finally:
                page.close()

    def _find(self, words: str, first: int, step: int) -> int | None:
        assert self._document is not None
        count = len(self._document)
        pages = ((first + step * n) % count for n in range(count))
        return next((page for page in pages if words in _run_on(self._words(page))), None)

    def _close(self) -> None:
        self._thread.shutdown(wait=True)
        with ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None


def _run_on(text: str) -> str:
    """A text to search in: folded, its lines joined to one."""
    return " ".join(folded(text).split())


def count_pages(path: Path) -> int:
    """How many pages a PDF has. Waits for the disk: call it in a job.

    Raises UserError: texts.locked (a password), texts.not_readable, file.…
    """
    from pypdfium2 import PdfDocument, PdfiumError

    with told(path):
        content = path.read_bytes()
    with ONE_AT_A_TIME:
        try:
            document = PdfDocument(content)
        except PdfiumError as error:
            locked = error.err_code == WRONG_PASSWORD
            raise UserError("texts.locked" if locked else "texts.not_readable", name=path.name) from error
        try:
            return len(document)
        finally:
            document.close()
