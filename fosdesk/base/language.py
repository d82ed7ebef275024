"""The language of the reader: sentences through gettext, numbers and dates through a small table.

A `Texts` is made once for a language and handed to whoever writes sentences::

    tr("Saved {time}", time=tr.time(now))
    tr.n("{n} answer", "{n} answers", count)
    tr.p("button", "Open")

English stands in the code; the other languages come from ``resources/locale``. Two languages are computed for
tests: ``xx-long`` stretches every sentence, ``xx-mirror`` runs from right to left.
"""

import gettext
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.locales import LOCALES, Locale
from fosdesk.base.marking import N_
from fosdesk.base.paths import Paths

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "N_",
    "PSEUDO_LANGUAGES",
    "Texts",
    "catalogue_path",
    "english",
    "load_texts",
    "preferred_language",
]

LANGUAGES = tuple(LOCALES)
PSEUDO_LANGUAGES = ("xx-long", "xx-mirror")
DOMAIN = "fosdesk"

_HOLE = re.compile(r"\{(\w+)\}")
_PIECES = re.compile(r"(\{\w+\}|<[^<>]*>|&\w)")
_RLM = "\u200f"
_WIDER = str.maketrans({"a": "àà", "e": "éé", "i": "îî", "o": "öö", "u": "üü", "A": "Å", "E": "É", "O": "Ö"})


class Texts:
    """The sentences of one language. Calling it translates; a sentence without translation is counted."""

    def __init__(
        self,
        language: str,
        catalogue: gettext.NullTranslations,
        change: Callable[[str], str] | None = None,
        rtl: bool | None = None,
    ) -> None:
        self.language = language
        self.locale: Locale = LOCALES.get(language, LOCALES["en"])
        self.rtl: bool = self.locale.rtl if rtl is None else rtl
        self.untranslated: set[str] = set()
        self._catalogue = catalogue
        self._change = change
        catalogue.add_fallback(_English(self.untranslated, marked=language in LANGUAGES and language != "en"))

    @property
    def missing(self) -> int:
        """How many different sentences were asked for and shown in English for want of a translation."""
        return len(self.untranslated)

    def __call__(self, msgid: str, **params: object) -> str:
        """The translation of `msgid` with ``{name}`` filled from `params` (a missing one: `KeyError`)."""
        return self._filled(self._catalogue.gettext(msgid), params)

    def n(self, one: str, many: str, n: int, **params: object) -> str:
        """The form of the sentence that fits the count `n`; ``{n}`` is written as a number."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": self.number(n), **params})

    def p(self, context: str, msgid: str, **params: object) -> str:
        """As a call, where one English word has several meanings and `context` tells which."""
        return self._filled(self._catalogue.pgettext(context, msgid), params)

    def number(self, value: Decimal | float, decimals: int | None = None) -> str:
        """`value` as people write it; rounded half up to `decimals`, else as many as it has."""
        return _number(self.locale, _rounded(value, decimals))

    def percent(self, share: Decimal | float, decimals: int = 0) -> str:
        """`share` of one as a percentage: 0.456 is 46%."""
        hundred = Decimal(str(share)) * 100
        return self.locale.percent.format(n=self.number(hundred, decimals))

    def whole_date(self, day: date) -> str:
        """Day, whole month and year, for the sentences of documents; day and month stay on one line."""
        locale = self.locale
        first = locale.first if day.day == 1 else str(day.day)
        form = locale.whole_date or locale.date
        said = form.format(d=first, month=locale.whole_months[day.month - 1], y=day.year)
        return said.replace(" ", "\u00a0", 1)

    def date(self, day: date) -> str:
        """Day, short month and year."""
        month = self.locale.months[day.month - 1]
        return self.locale.date.format(d=day.day, month=month, y=day.year)

    def time(self, moment: datetime) -> str:
        """Hours and minutes in the zone of `moment`, on 24 hours."""
        return f"{moment.hour:02}:{moment.minute:02}"

    def datetime(self, moment: datetime) -> str:
        """Date and time in the zone of `moment`."""
        return self.date(moment) + self.locale.joint + self.time(moment)

    def pair(self, name: str, said: str) -> str:
        """A name and what is said of it: "Level: 3", with the colon of the language."""
        return name + self.locale.colon + said

    def series(self, parts: Iterable[str]) -> str:
        """Parts that may hold commas, in one line."""
        return self.locale.semicolon.join(parts)

    def _filled(self, sentence: str, params: Mapping[str, object]) -> str:
        if self._change is not None:
            sentence = self._change(sentence)
        return _HOLE.sub(lambda hole: str(params[hole.group(1)]), sentence)


class _English(gettext.NullTranslations):
    """The last resort: the English sentence, noted as missing and marked when the language is another."""

    def __init__(self, noted: set[str], *, marked: bool) -> None:
        super().__init__()
        self._noted = noted
        self._marked = marked

    def gettext(self, message: str) -> str:
        return self._note(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._note(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's own signature
        return self._note(message)

    def _note(self, message: str) -> str:
        if not self._marked:
            return message
        self._noted.add(message)
        return message + " [en]"


def load_texts(language: str, paths: Paths) -> Texts:
    """The texts of `language`: one of `LANGUAGES` or `PSEUDO_LANGUAGES`.

    Raises `UserError`: ``language.unknown``, ``language.damaged`` (a catalogue that cannot be read). A
    language without a catalogue speaks English, marked and counted.
    """
    if language == "xx-long":
        return Texts(language, gettext.NullTranslations(), change=_stretched)
    if language == "xx-mirror":
        return Texts(language, gettext.NullTranslations(), change=_mirrored, rtl=True)
    if language not in LOCALES:
        raise _unknown(language)
    if language == "en":
        return english()
    return Texts(language, _read_catalogue(catalogue_path(paths.locale, language)))


def english() -> Texts:
    """English, which needs no catalogue."""
    return Texts("en", gettext.NullTranslations())


def catalogue_path(folder: Path, language: str, ending: str = "mo") -> Path:
    """Where the catalogue of `language` lies under the folder of translations."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def preferred_language(names: Mapping[str, str]) -> str:
    """The language of the computer by the environment `names`; English where that tells nothing known."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        tongue = re.split(r"[_.@:-]", names.get(variable, ""))[0].lower()
        if tongue in LOCALES:
            return tongue
    return "en"


def _read_catalogue(path: Path) -> gettext.NullTranslations:
    if not path.is_file():
        return gettext.NullTranslations()
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise UserError("language.damaged", path=path) from error


def _unknown(language: str) -> UserError:
    names = ", ".join(locale.name for locale in LOCALES.values())
    return UserError("language.unknown", language=language, languages=names)


def _stretched(sentence: str) -> str:
    """`sentence` about two fifths longer, in brackets that show where it was cut; holes and tags stay."""
    pieces = _PIECES.split(sentence)
    wide = "".join(piece if n % 2 else piece.translate(_WIDER) for n, piece in enumerate(pieces))
    short_by = max(0, len(sentence) * 7 // 5 + 1 - len(wide) - 2)
    return f"[{wide}{'~' * short_by}]"


def _mirrored(sentence: str) -> str:
    """`sentence` as a right-to-left paragraph, for eyes that read English."""
    return _RLM + sentence


def _rounded(value: Decimal | float, decimals: int | None) -> Decimal:
    exact = Decimal(str(value))
    if decimals is None:
        return exact
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return rounded or abs(rounded)  # never minus nought


def _number(locale: Locale, value: Decimal) -> str:
    whole, _, fraction = format(abs(value), "f").partition(".")
    if len(whole) >= locale.grouped_from:
        whole = f"{int(whole):,}".replace(",", locale.group)
    sign = locale.minus if value.is_signed() else ""
    return sign + whole + (locale.decimal + fraction if fraction else "")
