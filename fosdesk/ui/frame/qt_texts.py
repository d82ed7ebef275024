"""Qt's own words (standard buttons, menus of text fields) in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

NAMES = {"pt": "pt_BR"}
"""Languages for which Qt has a catalogue under another name."""


class QtTexts:
    """Holds the one translator that is installed."""

    def __init__(self) -> None:
        self._translator: QTranslator | None = None

    def speak(self, app: QApplication, language: str) -> None:
        """Let Qt speak a language; English needs no catalogue."""
        if self._translator is not None:
            app.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and translator.load(f"qtbase_{NAMES.get(language, language)}", folder):
            app.installTranslator(translator)
            self._translator = translator
