"""French of the program: every sentence there, by the same rule and terms as the French of the packs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from fosdesk.base.language import DOMAIN, catalogue_path

ROOT = Path(__file__).parents[2]
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
HOLE = re.compile(r"\{\w*\}")
CODE = re.compile(r"%Y.*%%|`[^`]*`|\(\)|\*\.\w+|\(\*\)|--\w+")

MISTAKES = re.compile(
    rf"(?<!{NO_BREAK})[:;?!»]|(?<=[^{NO_BREAK}])%|«(?!{NO_BREAK})|[“”\"'{NARROW}]|\.\.\."
    rf"|\d \d{{3}}(?!\d)|(?<=\S)  |{NO_BREAK} | {NO_BREAK}| [,.](?!\w)"
)
# Sentences about what is typed in a pack, where the straight quotes and signs are the matter.
STRAIGHT = {
    'Write the engine that is needed as ">=1.0".',
    "“{name}” stands alone. Write ${{name}} for a question, or '{name}' for a text.",
}
ENGLISH = re.compile(
    r"\b(the|of|and|with|for|from|is|are|was|were|by|which|that|each|every|evidence|answer|answers|saved|nothing"
    r"|this|level|review|reviewed|stick|folder|workbook|standard|standards|framework|undo|choose|attach|open)\b",
    re.IGNORECASE,
)
WORDS_OF_THE_MACHINE = re.compile(r"fosdesk \w+|framework@1|pack\.yaml|lists\.yaml|office\.example")

# English and French write these alike, or they are names and forms without words.
SAME = {
    *(
        "Code",
        "constitution",
        "publication",
        "Date",
        "Dimension",
        "Dimensions",
        "Document",
        "Documents",
        "Messages",
        "Note",
        "Notes",
        "Organisation",
        "Page",
        "page {page}",
        "{title}, page {page}",
    ),
    *(
        "information",
        "Pages",
        "Question",
        "Questions",
        "SHA-256",
        "Signature",
        "Source",
        "Validation",
        "ACTION",
        "PUBLIC",
    ),
    *(
        "action",
        "question",
        "section",
        "score",
        "source",
        "actions",
        "Provenance",
        "Figure 1.",
        "Figure 2.",
        "Type",
    ),
    *(
        "{n} question",
        "{n} questions",
        "{n} page",
        "{n} pages",
        "{n} min",
        "Dossiers",
        "Code {code} · {day}",
        "code {code}",
        "Action",
        "Actions",
        "Phase",
        "Phases",
        "Options",
        "Option",
        "Version",
    ),
}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with catalogue_path(ROOT / "resources" / "locale", "fr", "po").open("rb") as file:
        return read_po(file, locale="fr", domain=DOMAIN)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Every sentence but the header."""
    return (message for message in catalogue if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One form, or one and many."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """English and French, form by form."""
    for message in messages(catalogue):
        yield from zip(forms(message.id), forms(message.string), strict=True)


def labels(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Short texts of screens and documents; the command line has room."""
    for message in messages(catalogue):
        if not all(place.startswith("fosdesk/cli/") for place, _ in message.locations):
            for english, french in zip(forms(message.id), forms(message.string), strict=True):
                if len(english) <= 24 and english[-1] not in ".?:":
                    yield english, french


def bare(french: str) -> str:
    """Without holes and without what belongs to the machine."""
    return WORDS_OF_THE_MACHINE.sub("x", CODE.sub("x", HOLE.sub("x", french)))


def test_every_sentence_is_translated(catalogue: Catalog) -> None:
    empty = [m.id for m in messages(catalogue) if not all(forms(m.string))]
    assert empty == [], "write the French of these in resources/locale/fr/LC_MESSAGES/fosdesk.po"
    assert [m.id for m in messages(catalogue) if m.fuzzy] == []
    assert not catalogue.obsolete
    assert len(list(messages(catalogue))) > 1600


def test_plural_forms_follow_french(catalogue: Catalog) -> None:
    assert catalogue.num_plurals == 2
    assert catalogue.plural_expr == "(n > 1)"
    counted = [m for m in messages(catalogue) if isinstance(m.id, tuple)]
    assert len(counted) > 60
    assert all(len(forms(m.string)) == 2 for m in counted)


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    differ = [
        (english, french)
        for english, french in pairs(catalogue)
        if sorted(HOLE.findall(english)) != sorted(HOLE.findall(french))
    ]
    assert differ == []


def test_typography_follows_the_one_rule(catalogue: Catalog) -> None:
    found = [
        french
        for english, french in pairs(catalogue)
        if english not in STRAIGHT and MISTAKES.search(bare(french.strip()))
    ]
    assert found == []


def test_spaces_at_the_ends_are_those_of_the_english(catalogue: Catalog) -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert [f for e, f in pairs(catalogue) if ends(e) != ends(f)] == []


def test_sentences_end_as_in_english(catalogue: Catalog) -> None:
    assert [(e, f) for e, f in pairs(catalogue) if (e[-1] in ".?…") != (f[-1] in ".?…") and f != "s.o."] == []


def test_no_english_is_left(catalogue: Catalog) -> None:
    assert [f for _, f in pairs(catalogue) if ENGLISH.search(bare(f))] == []
    copied = {e for e, f in pairs(catalogue) if e == f and re.search(r"[A-Za-z]{3}", HOLE.sub("", e))}
    assert copied <= SAME


def test_titles_have_no_capital_on_every_word(catalogue: Catalog) -> None:
    named = re.compile(
        r"Cadre|Normes?|Organisation mondiale|OMD|Membres?|Directeur|FOSDesk|Valdoria|Maj|Haut|Bas|Poste|État"
        r"|PDF|Excel|Word|Alt|Ctrl|Documents|Revue|Espace|SHA|ISO|CLDR|Unicode|YAML|JSON|Mo|UTF|XOF"
    )
    spread = [
        french
        for _, french in pairs(catalogue)
        if len(re.findall(rf"(?<=[a-zéèà’][ {NO_BREAK}])[A-ZÀÉÈ][a-zéèà]+", named.sub("", bare(french)))) > 1
    ]
    assert spread == []


def test_short_labels_fit(catalogue: Catalog) -> None:
    """Buttons, chips, heads of columns: a third longer than English, and two short syllables more."""
    found = [
        (english, french) for english, french in labels(catalogue) if len(french) > 1.35 * len(english) + 8
    ]
    assert found == []


def test_terms_are_those_of_the_glossary(catalogue: Catalog) -> None:
    glossary: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / "resources" / "glossary" / "en-fr.yaml").read_text("utf-8")
    )["terms"]
    terms = {term["en"]: term["program"] for term in glossary if "program" in term}
    assert len(terms) >= 20
    found = []
    for term, allowed in terms.items():
        seek = re.compile(rf"\b{re.escape(re.sub(r' [(].*', '', term))}s?\b", re.IGNORECASE)
        for english, french in pairs(catalogue):
            low = french.lower()
            if seek.search(HOLE.sub("", english)) and not any(form in low for form in allowed):
                found.append((term, english, french))
    assert found == []
