"""Packs in another language: stale translations are not shown, missing ones are counted."""

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.forms.po import read_po
from fosdesk.forms.translation import localised, template, texts_of


@pytest.fixture
def french(bank, copies):
    return localised(bank, "fr", copies)


def test_what_is_translated(french):
    assert french.items["aed_law"].label == (
        "La loi oblige-t-elle les opérateurs à envoyer des données préalables ?"
    )
    assert french.items["aed_law"].choices[0].label == "Oui"
    level = french.items["aed_use"].levels[2]
    assert level.text == "Données de certains opérateurs. Nommez ceux qui manquent."
    assert french.items["aed_time"].levels[0].name == "Non commencé"


def test_what_stays_english(french):
    assert french.items["aed_use"].label == "Use of advance data", "fuzzy"
    assert french.items["aed_time"].label == "Release time", "its English has changed"
    assert french.items["aed_law"].hint == "A binding decree counts."


def test_missing_texts_are_counted_once_each(bank, french):
    assert french.missing == sum(len(texts_of(pack)) for pack in bank.packs.values()) - 4
    assert bank.missing == 0


def test_ids_weights_and_expressions_are_the_same(bank, french):
    assert list(french.items) == list(bank.items)
    for item_id, item in bank.items.items():
        other = french.items[item_id]
        assert (other.relevant, other.weight, other.type) == (item.relevant, item.weight, item.type)
        assert [c.value for c in other.choices] == [c.value for c in item.choices]


def test_a_language_without_a_catalogue_is_english(bank, copies):
    russian = localised(bank, "ru", copies)
    assert russian.items == bank.items
    assert russian.missing == sum(len(texts_of(pack)) for pack in bank.packs.values())
    assert localised(bank, "en", copies).missing == 0


def test_every_kind_of_text_has_its_context(sample, ground):
    texts = texts_of(sample)
    assert texts["aed_use.levels.0"] == "No data are received."
    for context in (
        "pack.title",
        "parameters.edition",
        "sections.aed.title",
        "sections.aed.purpose",
        "sections.aed.guidance",
        "aed_law.label",
        "aed_law.hint",
        "choices.yn.partly",
        "scales.maturity.4",
        "units.days",
        "aed_use.typical_evidence.2",
        "aed_use.who_knows.1",
        "aed_use.misjudgements.1",
        "aed_use.evidence.label",
        "aed_use.followup.label",
        "preloaded.constraint_message",
        "preloaded.warn_message",
        "users.how_to_estimate",
        "users.usual_source",
        "scores.aed.title",
        "scores.aed.bands.low",
        "scores.aed.caps.1",
        "rules.no_law.finding",
        "rules.no_law.action",
        "rules.no_law.owner",
    ):
        assert context in texts
    assert "" not in texts.values()
    assert texts_of(ground)["tables.standards.aed.title"] == "Advance data"
    assert "tables.dimensions.law.title" not in texts_of(ground), "only columns that say so"


def test_the_template_holds_every_text(sample):
    content = template(sample).replace('msgstr ""\n', 'msgstr "[x]"\n')
    read = read_po(content.encode(), "x.po")
    assert {context: english for context, (english, _) in read.items()} == texts_of(sample)
    assert {translation for _, translation in read.values()} == {"[x]"}


def test_escapes_and_lines():
    content = 'msgctxt "a"\nmsgid ""\n"one\\n"\n"\\"two\\" \\\\ \\t"\nmsgstr "drei"\n'
    content += 'msgctxt "b"\nmsgid "x"\nmsgstr "y"\n'
    assert read_po(content.encode(), "x.po") == {"a": ('one\n"two" \\ \t', "drei"), "b": ("x", "y")}


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'msgid "a\n', 1), (b'\n\nmsgstr "a" b\n', 3), (b'"alone"\n', 1), (b"nonsense\n", 1), (b"\xff", 1)],
)
def test_a_damaged_catalogue_names_its_line(content, line, tr):
    with pytest.raises(UserError) as caught:
        read_po(content, "fr.po")
    assert (caught.value.code, caught.value.params["line"]) == ("po.damaged", line)
    assert "fr.po" in sentence(caught.value, tr)
