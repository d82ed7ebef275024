"""Settings: person, languages, theme, text size. Each takes effect at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fosdesk.base.errors import FosdeskError
from fosdesk.base.language import LANGUAGES, Texts
from fosdesk.base.locales import LOCALES
from fosdesk.base.progress import Progress
from fosdesk.base.settings import TEXT_SIZES, THEMES
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.form import form_layout, labelled
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work


class SettingsPage(ScrollPage):
    """What a person sets on this computer."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Settings"))
        languages = [(code, LOCALES[code].name) for code in LANGUAGES]
        questions = [one for one in languages if one[0] in desk.context.shelf.languages()]
        self.choices = {
            "language": Choice(self.look, tr("Language of the screens"), languages),
            "content_language": Choice(self.look, tr("Language of questions"), questions),
            "report_language": Choice(self.look, tr("Language of documents"), languages),
            "theme": Choice(self.look, tr("Theme"), [(name, theme_name(name, tr)) for name in THEMES]),
            "text_size": Choice(
                self.look, tr("Text size"), [(str(n), tr.percent(n / 100)) for n in TEXT_SIZES]
            ),
        }
        self.name = Line(self.look, tr("Your name"), width=320)
        self.role = Line(self.look, tr("Your role"), width=320)
        self._add_card(
            tr("Who is at the keyboard"), (tr("Your name"), self.name), (tr("Your role"), self.role)
        )
        self._add_card(
            tr("Languages"),
            (tr("Language of the screens"), self.choices["language"]),
            (tr("Language of questions"), self.choices["content_language"]),
            (tr("Language of documents"), self.choices["report_language"]),
        )
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self._add_card(
            tr("Look"), (tr("Theme"), self.choices["theme"]), (tr("Text size"), self.choices["text_size"])
        )
        library = SectionCard(self.look, tr("Where your assessments lie"))
        where = Label(self.look, str(desk.context.paths.library), "second", tone="muted", wrap=True)
        library.column.addWidget(where)
        library.setMaximumWidth(820)
        self.column.addWidget(library)
        self.column.addStretch(1)
        for name, choice in self.choices.items():
            choice.activated.connect(lambda _=0, n=name, c=choice: self._choose(n, c.value()))
        self.name.committed.connect(lambda: self._typed("person_name", self.name))
        self.role.committed.connect(lambda: self._typed("person_role", self.role))

    def enter(self, place: Place) -> None:
        """Show what is set."""
        settings = self.desk.context.settings_store.read()
        for name, choice in self.choices.items():
            choice.show_value(str(getattr(settings, name)))
        self.name.show_text(settings.person_name)
        self.role.show_text(settings.person_role)

    def _add_card(self, title: str, *fields: tuple[str, Choice | Line]) -> None:
        card = SectionCard(self.look, title)
        form = form_layout()
        for text, field in fields:
            labelled(form, self.look, text, field)
        card.column.addLayout(form)
        card.setMaximumWidth(820)
        self.column.addWidget(card)

    def _typed(self, name: str, line: Line) -> None:
        """Keep what a person typed; the focus may also leave a field that shows nothing yet."""
        if line.isModified():
            self._keep(**{name: line.text().strip()})

    def _choose(self, name: str, value: str) -> None:
        if not self._keep(**{name: int(value) if name == "text_size" else value}):
            return
        if name == "content_language":
            self._speak()
        elif name != "report_language":
            self.desk.restyle()

    def _speak(self) -> None:
        """Load the questions in their new language and show the open assessment in it."""
        self.work.run(self.look.tr("Loading the questions…"), self._load, self._spoken)

    def _load(self, _progress: Progress) -> None:
        bank = self.desk.context.content_bank()
        if self.desk.assessment is not None:
            self.desk.here.speak(bank)

    def _spoken(self, _done: None) -> None:
        self.desk.restyle()

    def _keep(self, **changed: Any) -> bool:
        store = self.desk.context.settings_store
        before = store.read()
        after = replace(before, **changed)
        if after == before:
            return False
        try:
            store.write(after)
        except FosdeskError as error:
            self.desk.trouble(error)
            return False
        self.desk.settings_changed()
        return True


def theme_name(name: str, tr: Texts) -> str:
    """The name of a theme."""
    names = {
        "system": tr("As the computer"),
        "light": tr("Light"),
        "dark": tr("Dark"),
        "contrast": tr("High contrast"),
    }
    return names[name]
