"""How the six languages write numbers and dates: the few facts of the Unicode CLDR that FOSDesk needs.

A test compares every line with Babel's copy of the CLDR. Digits are Latin in all languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_NARROW = "\u202f"
_NBSP = "\u00a0"
_LRM = "\u200e"


@dataclass(frozen=True, slots=True)
class Locale:
    """One language: its own name, its direction, its marks and its months (as they stand in a date).

    `months` are short, for screens and narrow columns; `whole_months` stand in the sentences of documents.
    """

    name: str
    rtl: bool
    decimal: str
    group: str
    grouped_from: int  # digits before the decimal mark from which groups are made
    minus: str
    percent: str  # with {n}
    date: str  # with {d}, {month}, {y}
    joint: str  # between date and time
    months: tuple[str, ...]
    whole_months: tuple[str, ...]
    whole_date: str = ""  # where it is not built like `date`
    first: str = "1"  # the first day of a month in a whole date
    colon: str = ": "  # between a name and what is said of it
    semicolon: str = "; "  # between parts of a list that hold commas


_ENGLISH = Locale(
    name="English",
    rtl=False,
    decimal=".",
    group=",",
    grouped_from=4,
    minus="-",
    percent="{n}%",
    date="{d} {month} {y}",
    joint=", ",
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    whole_months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)

LOCALES: Mapping[str, Locale] = {
    "en": _ENGLISH,
    "fr": Locale(
        name="Français",
        rtl=False,
        decimal=",",
        group=_NARROW,
        grouped_from=4,
        minus="-",
        percent="{n}" + _NBSP + "%",
        date="{d} {month} {y}",
        joint=", ",
        months=(
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ),
        whole_months=(
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        first="1er",
        colon=_NBSP + ": ",
        semicolon=_NBSP + "; ",
    ),
    "es": Locale(
        name="Español",
        rtl=False,
        decimal=",",
        group=".",
        grouped_from=5,
        minus="-",
        percent="{n}" + _NBSP + "%",
        date="{d} {month} {y}",
        joint=", ",
        months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
        whole_months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        whole_date="{d} de {month} de {y}",
    ),
    "pt": Locale(
        name="Português",
        rtl=False,
        decimal=",",
        group=".",
        grouped_from=4,
        minus="-",
        percent="{n}%",
        date="{d} de {month} de {y}",
        joint=" ",
        months=(
            "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez.",
        ),
        whole_months=(
            "janeiro", "fevereiro", "março", "abril", "maio", "junho",
            "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
        ),
    ),
    "ru": Locale(
        name="Русский",
        rtl=False,
        decimal=",",
        group=_NBSP,
        grouped_from=4,
        minus="-",
        percent="{n}" + _NBSP + "%",
        date="{d} {month} {y}\u202fг.",
        joint=", ",
        months=(
            "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек.",
        ),
        whole_months=(
            "января", "февраля", "марта", "апреля", "мая", "июня",
            "июля", "августа", "сентября", "октября", "ноября", "декабря",
        ),
    ),
    "ar": Locale(
        name="العربية",
        rtl=True,
        decimal=".",
        group=",",
        grouped_from=4,
        minus=_LRM + "-",
        percent="{n}" + _LRM + "%" + _LRM,
        date="{d} {month} {y}",
        joint="، ",
        months=(
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
            "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        ),
        whole_months=(
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
            "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
        ),
    ),
}  # fmt: skip
