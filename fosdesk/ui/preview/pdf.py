"""One PDF as pictures and texts of its pages, through PDFium, which bears one thread only."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from fosdesk.base.errors import UserError
from fosdesk.base.files import told

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

ONE_AT_A_TIME = threading.Lock()
"""Held around every call into PDFium, whichever file it is about."""
POINTS = 72.0


class PdfFile:
    """A PDF read into memory when asked for: the picture is that of the file as it was then.

    Every method returns a future that another thread fulfils; nothing is done after `close`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
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
                raise UserError("preview.not_readable", path=self._path) from error
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

    def _close(self) -> None:
        self._thread.shutdown(wait=True)
        with ONE_AT_A_TIME:
            if self._document is not None:
                self._document.close()
                self._document = None
