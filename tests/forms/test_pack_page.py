"""The page about packs names every function and every key as they are."""

import re
from pathlib import Path

import fosdesk
from fosdesk.forms.fel.functions import FUNCTIONS
from fosdesk.forms.loading.items import _EVERY_KEY
from fosdesk.forms.pack import ItemType

PAGE = (Path(fosdesk.__file__).parent.parent / "docs" / "packs.md").read_text(encoding="utf-8")


def row(function):
    arguments = ", ".join(function.takes) + ("…" if function.most > len(function.takes) else "")
    meaning = f"{function.help} For example `{function.example}`."
    return f"| `{function.name}({arguments})` | {function.gives} | {meaning} |"


def test_every_function_has_its_row():
    missing = [row(function) for function in FUNCTIONS.values() if row(function) not in PAGE]
    assert not missing, "\n".join(missing)
    assert PAGE.count("For example `") == len(FUNCTIONS)


def test_every_key_and_type_is_named():
    named = set(re.findall(r"`([a-z_]+)`", PAGE))
    later = {"choices_from", "or_other"}
    assert _EVERY_KEY - later <= named
    assert {str(kind) for kind in ItemType} <= named
