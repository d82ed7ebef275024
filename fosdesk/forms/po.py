"""Catalogues of translations in the PO format of gettext, as far as packs need it.

Read: context, English, translation. Entries marked fuzzy are left out: the English has changed since, and a
stale translation of a legal question is worse than none. Written: the template for translators.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from fosdesk.base.errors import UserError

Catalogue: TypeAlias = Mapping[str, tuple[str, str]]
"""English and translation by context."""

_LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)[ \t]+)?"((?:[^"\\]|\\.)*)"[ \t]*')
_ESCAPE = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(slots=True)
class Entry:
    """An entry; `fuzzy` where a translator or a merge of catalogues has doubts about it."""

    context: str = ""
    english: str = ""
    translation: str = ""
    fuzzy: bool = False


def read_po(content: bytes, name: str) -> Catalogue:
    """The translations of a catalogue. Raises UserError "po.damaged" with file name and line."""
    entries = read_entries(content, name)
    usable = ((context, entry) for context, entry in entries.items() if entry.translation and not entry.fuzzy)
    return {context: (entry.english, entry.translation) for context, entry in usable}


def read_entries(content: bytes, name: str) -> Mapping[str, Entry]:
    """All entries with a context, those without translation and the fuzzy ones too.

    Raises UserError "po.damaged" with file name and line.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UserError("po.damaged", file=name, line=1) from None
    found: dict[str, Entry] = {}
    entry, part = Entry(), ""
    for number, line in enumerate([*lines, ""], 1):
        if line.startswith("#") or not line.strip():
            if part == "msgstr":
                _keep(found, entry)
                entry, part = Entry(), ""
            entry.fuzzy = entry.fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _LINE.fullmatch(line)
        if match is None or not (match.group(1) or part):
            raise UserError("po.damaged", file=name, line=number)
        if match.group(1) in ("msgctxt", "msgid") and part == "msgstr":
            _keep(found, entry)
            entry = Entry()
        part = match.group(1) or part
        _add(entry, part, _ESCAPE.sub(lambda escape: _PLAIN.get(escape[1], escape[1]), match.group(2)))
    return found


def _add(entry: Entry, part: str, text: str) -> None:
    if part == "msgctxt":
        entry.context += text
    elif part == "msgid":
        entry.english += text
    else:
        entry.translation += text


def _keep(found: dict[str, Entry], entry: Entry) -> None:
    if entry.context:
        found[entry.context] = entry


def write_template(texts: Mapping[str, str], project: str) -> str:
    """The template (POT) of these texts, English by context."""
    head = f'msgid ""\nmsgstr ""\n"Project-Id-Version: {project}\\n"\n'
    head += '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    head += '"Content-Transfer-Encoding: 8bit\\n"\n'
    entries = (
        f'\nmsgctxt {_quoted(context)}\nmsgid {_quoted(english)}\nmsgstr ""\n'
        for context, english in texts.items()
    )
    return head + "".join(entries)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.replace("\n", "\\n\n").splitlines()
    if len(lines) <= 1:
        return f'"{"".join(lines)}"'
    return '""\n' + "\n".join(f'"{line}"' for line in lines)
