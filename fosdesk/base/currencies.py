"""Codes of ISO 4217 as the Unicode CLDR lists them; the data come with Babel and need no connection."""

import re

_FORM = re.compile(r"[A-Z]{3}")


def well_formed(code: str) -> bool:
    """Whether a code has the form of ISO 4217: three capital letters."""
    return _FORM.fullmatch(code) is not None


def known(code: str) -> bool:
    """Whether a currency with this code exists or existed."""
    from babel.core import get_global

    return code in get_global("all_currencies")


def in_use(territory: str) -> tuple[str, ...]:
    """The legal tenders of a territory today, by its two-letter code; none where it is not listed."""
    from babel.core import get_global

    listed = get_global("territory_currencies").get(territory, ())
    return tuple(code for code, _start, end, tender in listed if tender and end is None)
