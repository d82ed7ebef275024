"""French of the packs: complete, typeset by one rule, with the figures, codes and terms of the English."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from fosdesk.forms.bank import Bank
from fosdesk.forms.folder import catalogue_path
from fosdesk.forms.po import read_po
from fosdesk.forms.translation import localise, texts_of

ROOT = Path(__file__).parents[2]
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
PACKS = (
    *("framework", "standards", "environment", "stakeholders", "law"),
    *("plans", "business", "datasets", "indicators"),
)

# A mark without the no-break space before it, guillemets without one inside, straight quotes, dots for an
# ellipsis, ordinary spaces in figures.
MISTAKES = re.compile(
    rf"(?<!{NO_BREAK})[:;?!»]|(?<=[^{NO_BREAK}])%|«(?!{NO_BREAK})|[\"'{NARROW}]|\.\.\."
    rf"|\d \d{{3}}(?!\d)|^\s|\s$|  |{NO_BREAK} | {NO_BREAK}| [,.]"
)
WITH_MARK = ("CLiKC!",)

# Words that no French sentence holds. Names that are not translated are taken out before.
ENGLISH = re.compile(
    r"\b(the|of|and|with|for|from|is|are|was|by|to|at|which|that|each|every|parcels?|customs|release|clearance"
    r"|level|law|order|data|risk|evidence|broker|trade|tax|rate|review|training|returns|e-commerce|email|list)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    "Global Express Association|Mobile Connectivity Index|Network Readiness Index|GovTech Maturity Index"
    "|eTrade for all|Cyberlaw Tracker|Global Findex|GSR Part 3"
)
SAME = {
    *(
        "Article",
        "Articles",
        "CEN",
        "CITES",
        "Clause",
        "Clauses",
        "Guide",
        "Licences",
        "Publication",
        "Volumes",
        "CLiKC!",
        "Code",
        "Convention 108+",
        "Dimension",
        "EMS",
        "Europe",
        "Express",
        "IPM",
        "ISO 8000",
    ),
    *(
        "associations",
        "GSMA, Mobile Connectivity Index",
        "Influence",
        "Initial",
        "Instrument",
        "Note",
        "Notes",
        "Organisation",
        "Police",
    ),
    *("Population", "Provenance", "Rail", "SAFE", "UPU S10", "USD", "m²", "sites", "zones"),
}

# English that spells a figure out, or French that has one where English has a word.
FIGURES_DIFFER = {
    "tables.instruments.uncitral_mlec.short",
    "tables.instruments.uncitral_mles.short",
    "risk_c4.label",
    "risk_c4.short",
    "risk_c4.guidance",
    "risk_c4.misjudgements.2",
    "simplified_c8.label",
}
REFERENCE = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)*-[CK]?\d+[a-z]?\b|\bCN 2[23]\b|\b(?:ITMATT|CUSITM|CUSRSP)\b")


@cache
def catalogue(pack: str) -> dict[str, tuple[str, str]]:
    path = catalogue_path(ROOT / "forms" / pack, "fr")
    return dict(read_po(path.read_bytes(), path.name))


def pairs() -> Iterator[tuple[str, str, str]]:
    """Context, English and French of every text of every pack."""
    for pack in PACKS:
        for context, (english, french) in catalogue(pack).items():
            yield context, english, french


@pytest.fixture(scope="module")
def glossary() -> list[dict[str, Any]]:
    path = ROOT / "resources" / "glossary" / "en-fr.yaml"
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["terms"]
    return found


def plain(text: str) -> str:
    """Without the names that carry a mark of their own."""
    for name in WITH_MARK:
        text = text.replace(name, name.rstrip("!"))
    return text


@pytest.mark.parametrize("pack", PACKS)
def test_every_text_is_translated(bank: Bank, forms: Path, pack: str) -> None:
    known = catalogue(pack)
    stale = [(c, e) for c, e in texts_of(bank.packs[pack]).items() if known.get(c, ("", ""))[0] != e]
    assert stale == [], "write the French of these in i18n/fr.po"
    assert localise(bank.packs[pack], "fr", forms / pack)[1] == 0
    assert "fr" in bank.packs[pack].languages


@pytest.mark.parametrize("pack", PACKS)
def test_no_text_is_fuzzy_or_left_over(bank: Bank, pack: str) -> None:
    assert set(catalogue(pack)) == set(texts_of(bank.packs[pack]))
    content = catalogue_path(ROOT / "forms" / pack, "fr").read_text("utf-8")
    assert "fuzzy" not in content
    assert content.count("\nmsgctxt ") == len(catalogue(pack))


def test_typography_follows_the_one_rule() -> None:
    found = [(context, french) for context, _, french in pairs() if MISTAKES.search(plain(french))]
    assert found == []


@pytest.mark.parametrize(
    "text", ["Oui : non", "Quoi?", "« non »", "l'arrivée", "10 %", "1 000 colis", 'dit "cadeau"', "etc..."]
)
def test_the_check_of_typography_sees_mistakes(text: str) -> None:
    assert MISTAKES.search(text)


def test_placeholders_are_the_same() -> None:
    holder = re.compile(r"\$?\{[^}]*\}")
    found = [c for c, english, french in pairs() if holder.findall(english) != holder.findall(french)]
    assert found == []


def figures(text: str) -> list[str]:
    joined = re.sub(rf"(?<=\d)[.,{NO_BREAK}](?=\d)", "", text)
    return sorted(re.findall(r"\d+", joined))


def test_figures_are_the_same() -> None:
    differ = {context for context, english, french in pairs() if figures(english) != figures(french)}
    assert differ == FIGURES_DIFFER


def test_references_to_other_items_and_messages_are_the_same() -> None:
    found = [
        (context, english, french)
        for context, english, french in pairs()
        if set(REFERENCE.findall(english)) != set(REFERENCE.findall(french))
    ]
    assert found == []


def test_sentences_end_as_in_english() -> None:
    ends = [(c, e, f) for c, e, f in pairs() if (e[-1] in ".?") != (f[-1] in ".?")]
    assert ends == []


def test_key_terms_keep_to_the_glossary(glossary: list[dict[str, Any]]) -> None:
    found = []
    for term in glossary:
        if "forms" not in term:
            continue
        english = re.sub(r" \(.*", "", term["en"])
        seek = re.compile(rf"\b{re.escape(english)}s?(?!\w)", re.IGNORECASE)
        for context, source, french in pairs():
            low = french.lower()
            if seek.search(source) and not any(form in low for form in term["forms"]):
                found.append((english, context, french))
    assert found == []


def test_glossary_is_whole(glossary: list[dict[str, Any]]) -> None:
    assert len(glossary) >= 150
    assert all(term["en"] and term["fr"] for term in glossary)
    assert {term["source"] for term in glossary} <= {"omd", "omc", "upu", "ocde", "onu", "usage"}
    names = [term["en"] for term in glossary]
    assert len(set(names)) == len(names)


def test_labels_fit_where_english_fits() -> None:
    """A third longer than English, and a word more for short ones. Titles of instruments are given."""
    found = [
        (context, len(english), french)
        for context, english, french in pairs()
        if context.rsplit(".", 1)[-1] in ("label", "short", "title")
        and not re.fullmatch(r"tables\.instruments\..*\.title", context)
        and len(french) > 1.35 * len(english) + 12
    ]
    assert found == []


def test_no_english_is_left() -> None:
    words = [(c, f) for c, _, f in pairs() if ENGLISH.search(REFERENCE.sub("", NAMES.sub("", f)))]
    assert words == []
    copied = {english for _, english, french in pairs() if english == french}
    assert copied <= SAME


def test_levels_have_the_names_of_the_glossary(
    bank: Bank, forms: Path, glossary: list[dict[str, Any]]
) -> None:
    known = {term["en"]: term["fr"] for term in glossary}
    pack, _ = localise(bank.packs["standards"], "fr", forms / "standards")
    level_items = [item for section in pack.sections for item in section.items if item.levels]
    assert len(level_items) == 121
    for item in level_items:
        names = [level.name for level in item.levels]
        english = ["Not started", "Initial", "Developing", "Established", "Measured and improving"]
        assert names == [known[name] for name in english]
        assert item.levels[4].text.startswith("Comme au niveau 3, et ")


def test_no_level_is_vague() -> None:
    vague = re.compile(r"\b(partiel|en partie|adéquat|suffisamment|dans une certaine mesure)", re.IGNORECASE)
    assert vague.search("Couvert partiellement")
    assert [(c, f) for c, _, f in pairs() if vague.search(f)] == []
