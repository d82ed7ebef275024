"""Collect the program's sentences and compile the translations: ``python start.py catalogues``.

Sentences are found in the syntax tree: ``tr("…")``, ``tr.n("…", "…", count)``, ``tr.p("context", "…")`` and
``N_("…")``, where ``tr`` may be an attribute. A sentence that is not a plain text is refused, since nobody
could translate it. Writes ``resources/locale/fosdesk.pot`` and for each language ``fosdesk.po`` and ``.mo``;
with ``--check`` nothing is written, and what is out of date is named.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from fosdesk.base.language import DOMAIN, catalogue_path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "fosdesk"
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("fr",)
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # no dates of the day: the same sentences give the same files
_TRANSLATOR = re.compile(r"_?tr")
_HOLE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence of the source: a text, or one and many; with a context or none."""

    place: str
    msgid: str | tuple[str, str]
    context: str | None = None


def main(words: list[str]) -> int:
    """Write the catalogues, or check them; the exit code."""
    stale = stale_files()
    if "--check" not in words:
        for path, content in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"wrote {path.relative_to(ROOT)}")
        return 0
    for path in stale:
        print(f"out of date: {path.relative_to(ROOT)} (run: python start.py catalogues)")
    return int(bool(stale))


def stale_files() -> dict[Path, bytes]:
    """The files of translations that differ from what the source asks for, with their right content."""
    template = collected(SOURCES)
    wanted = {LOCALE / f"{DOMAIN}.pot": as_po(template)}
    for language in LANGUAGES:
        catalogue = updated(language, template)
        wanted[catalogue_path(LOCALE, language, "po")] = as_po(catalogue)
        wanted[catalogue_path(LOCALE, language, "mo")] = as_mo(catalogue)
    return {path: content for path, content in wanted.items() if not holds(path, content)}


def holds(path: Path, content: bytes) -> bool:
    """Whether the file is there with that content."""
    return path.is_file() and path.read_bytes() == content


def collected(folder: Path) -> Catalog:
    """The template: every sentence of the Python files under `folder`, in order of files and lines."""
    template = empty_catalogue(None)
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder.parent).as_posix()
        for found in sentences(path.read_text(encoding="utf-8"), place):
            template.add(found.msgid, locations=[(found.place, 0)], context=found.context, flags=flags(found))
    return template


def flags(found: Found) -> tuple[str, ...]:
    """The mark on sentences with holes, which translators' tools then check."""
    texts = found.msgid if isinstance(found.msgid, tuple) else (found.msgid,)
    return ("python-brace-format",) if any(_HOLE.search(text) for text in texts) else ()


def sentences(source: str, place: str) -> Iterator[Found]:
    """The sentences of one file. Raises `SystemExit` with file and line for one that is not a plain text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from of_call(node, place)


def of_call(call: ast.Call, place: str) -> Iterator[Found]:
    """The sentence of a call, when it is one of the four that translate."""
    target = call.func
    marks = isinstance(target, ast.Name) and target.id == "N_"
    if marks or (is_translator(target) and not is_data(call.args[0])):
        yield Found(place, text_of(call, 0, place))
    elif isinstance(target, ast.Attribute) and is_translator(target.value):
        if target.attr == "n":
            yield Found(place, (text_of(call, 0, place), text_of(call, 1, place)))
        elif target.attr == "p" and not is_data(call.args[1]):
            yield Found(place, text_of(call, 1, place), text_of(call, 0, place))


def is_translator(node: ast.expr) -> bool:
    """Whether `node` is a `Texts` by its name: ``tr``, ``self.tr``, ``self._tr``."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return bool(_TRANSLATOR.fullmatch(name))


def is_data(node: ast.expr) -> bool:
    """Whether the argument is a name or a look-up: a sentence marked elsewhere with ``N_``."""
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def text_of(call: ast.Call, position: int, place: str) -> str:
    """The plain text at `position` of the arguments."""
    argument = call.args[position] if len(call.args) > position else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        return argument.value
    raise SystemExit(f"{place}:{call.lineno}: the sentence must be one plain text, not put together")


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of `language` with the sentences of `template`; translations of gone ones are dropped."""
    path = catalogue_path(LOCALE, language, "po")
    catalogue = empty_catalogue(language)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=DOMAIN)
    catalogue.update(template, no_fuzzy_matching=True, keep_user_comments=True)
    catalogue.obsolete.clear()
    return with_fixed_header(catalogue)


def empty_catalogue(language: str | None) -> Catalog:
    """A catalogue without sentences."""
    return with_fixed_header(
        Catalog(locale=language, domain=DOMAIN, project="FOSDesk", version="1", fuzzy=False)
    )


def with_fixed_header(catalogue: Catalog) -> Catalog:
    """`catalogue` with a header that does not change from day to day."""
    catalogue.header_comment = "# Translations of FOSDesk."
    catalogue.creation_date = catalogue.revision_date = ALWAYS
    catalogue.msgid_bugs_address, catalogue.last_translator, catalogue.language_team = "none", "none", "none"
    catalogue.fuzzy = False
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The file for people who translate."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, sort_by_file=False, ignore_obsolete=True)
    return re.sub(rb'^"Generated-By: .*\n', b"", buffer.getvalue(), flags=re.MULTILINE)


def as_mo(catalogue: Catalog) -> bytes:
    """The file that the program reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def problems(message: Message) -> list[str]:
    """What is wrong with the translations of one sentence: holes that differ from those of the English."""
    texts, translations = several(message.id), several(message.string)
    allowed = {hole for text in texts for hole in _HOLE.findall(text)}
    wrong = [t for t in translations if t and not holes_fit(set(_HOLE.findall(t)), allowed, message)]
    return [f"{texts[0]!r}: the holes of {translation!r} differ" for translation in wrong]


def several(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One text, several or none, as several."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def holes_fit(found: set[str], allowed: set[str], message: Message) -> bool:
    """The same holes; in a count, the number itself may be spoken in words."""
    return found == allowed or (isinstance(message.id, tuple) and found | {"{n}"} == allowed | {"{n}"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
