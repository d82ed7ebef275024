"""The tool that collects sentences, and the translations as they lie in the project."""

import gettext
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from fosdesk.base.paths import program_root

LOCALE = program_root() / "resources" / "locale"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "catalogues", program_root() / "packaging" / "catalogues.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(tool: ModuleType, source: str) -> list[tuple[object, str | None]]:
    return [(one.msgid, one.context) for one in tool.sentences(source, "x.py")]


def test_the_four_ways_to_write_a_sentence_are_found(tool: ModuleType) -> None:
    source = """
tr("plain {x}", x=tr("inner"))
self._look.tr.n("{n} one", "{n} many", 3)
m.tr.p("button", "Open")
N_("marked " "later")
"""
    assert found(tool, source) == [
        ("plain {x}", None),
        (("{n} one", "{n} many"), None),
        ("Open", "button"),
        ("marked later", None),
        ("inner", None),
    ]


@pytest.mark.parametrize(
    "source", ["tr(title)", "tr(SENTENCES[code])", "tr(pair.title)", "other('text')", "n('a')"]
)
def test_what_is_no_sentence_of_its_own_is_left_alone(tool: ModuleType, source: str) -> None:
    assert found(tool, source) == []


@pytest.mark.parametrize(
    "source", ["tr(f'{x} of {y}')", "tr('a' + b)", "N_(name)", "tr.n('one', many, 2)", "tr('')"]
)
def test_a_sentence_put_together_is_refused_with_its_line(tool: ModuleType, source: str) -> None:
    with pytest.raises(SystemExit, match=r"x\.py:2: "):
        found(tool, "\n" + source)


def test_all_sentences_are_collected_and_compiled(tool: ModuleType) -> None:
    stale = [str(path.relative_to(LOCALE)) for path in tool.stale_files()]
    assert not stale, "run: python start.py catalogues"


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*/LC_MESSAGES/*.po")), ids=lambda path: path.parts[-3])
def test_translations_keep_the_holes_of_the_english(tool: ModuleType, path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file)
    assert [problem for message in catalogue if message.id for problem in tool.problems(message)] == []


@pytest.mark.parametrize("path", sorted(LOCALE.glob("*/LC_MESSAGES/*.mo")), ids=lambda path: path.parts[-3])
def test_compiled_translations_say_what_was_translated(path: Path) -> None:
    with path.with_suffix(".po").open("rb") as po, path.open("rb") as mo:
        catalogue, compiled = read_po(po), gettext.GNUTranslations(mo)
    for message in catalogue:
        if message.id and isinstance(message.id, str) and message.string and not message.context:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("msgid", "translation", "wrong"),
    [
        ("Saved {time}", "Enregistré {time}", False),
        ("Saved {time}", "", False),
        ("Saved {time}", "Enregistré {heure}", True),
        ("Saved", "Enregistré {time}", True),
        (("{n} answer", "{n} answers"), ("une réponse", "{n} réponses"), False),
        (("{n} of {m}", "{n} of {m}"), ("{n}", "{n} de {m}"), True),
    ],
)
def test_holes_that_differ_are_noticed(
    tool: ModuleType, msgid: object, translation: object, wrong: bool
) -> None:
    assert bool(tool.problems(Message(msgid, translation))) == wrong
