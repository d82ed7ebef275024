"""A pack of 500 items to measure on: the shipped Standards, repeated under other ids, in six languages."""

import json
import re
import shutil
from pathlib import Path

import yaml

from fosdesk.base.paths import program_root
from fosdesk.forms.loader import load_pack
from fosdesk.forms.translation import texts_of

COPIES = 4
LANGUAGES = ("fr", "es", "pt", "ru", "ar")
_ITEM = re.compile(r"^  - id: (\w+)$", re.MULTILINE)
_SECTION = re.compile(r"^id: (\w+)$", re.MULTILINE)
_STANDARD = re.compile(r"^standard: (\S+)$", re.MULTILINE)
_IN_HEADING = re.compile(r"^heading: (\S+)$", re.MULTILINE)
_CODE = re.compile(r"^(    code: )", re.MULTILINE)
_SCORE = """  - id: {id}
    title: Score {id}
    standard: {standard}
    items: {{section: {id}}}
    method: weighted_mean
    out_of: 4
    min_answered: 0.5
    bands:
      - {{id: not_started, from: 0, label: Not started}}
      - {{id: initial, from: 0.5, label: Initial}}
      - {{id: developing, from: 1.5, label: Developing}}
      - {{id: established, from: 2.5, label: Established}}
      - {{id: measured, from: 3.5, label: Measured and improving}}
"""
_HEADING = """  - {{id: heading_{lower}, title: Heading {id}, heading: {id}, items: {{heading: {id}}},
      method: weighted_mean, out_of: 4, min_answered: 0.5}}
"""
_KEPT = ("format", "id", "version", "kind", "title", "publisher", "licence", "source_language", "languages")
_KEPT += ("requires", "uses", "parameters", "lists", "scoring")


def big_forms(folder: Path) -> tuple[Path, Path]:
    """The folders of two packs below `folder`: the framework, and about 500 items with a score a section."""
    forms = program_root() / "forms"
    framework, big = folder / "framework", folder / "standards"
    shutil.copytree(forms / "framework", framework)
    (big / "sections").mkdir(parents=True)
    texts = [path.read_text("utf-8") for path in sorted((forms / "standards" / "sections").glob("*.yaml"))]
    scores, listed = "scores:\n", []
    for number in range(1, COPIES + 1):
        for text in texts:
            section, standard = f"n{number:02d}_{_SECTION.search(text)[1]}", _STANDARD.search(text)[1]
            (big / "sections" / f"{section}.yaml").write_text(renamed(text, number), "utf-8")
            listed.append(f"sections/{section}.yaml")
            scores += _SCORE.format(id=section, standard=standard)
    headings = sorted({found[1] for text in texts if (found := _IN_HEADING.search(text))})
    scores += "".join(_HEADING.format(id=one, lower=one.lower()) for one in headings)
    shutil.copy(forms / "standards" / "lists.yaml", big)
    manifest = yaml.safe_load((forms / "standards" / "pack.yaml").read_bytes())
    kept = {key: manifest[key] for key in _KEPT} | {"sections": listed}
    (big / "pack.yaml").write_text(yaml.safe_dump(kept), "utf-8")
    (big / "scoring.yaml").write_text(scores, "utf-8")
    return framework, big


def renamed(text: str, number: int) -> str:
    """A section and its items under ids of their own."""
    ids = "|".join(_ITEM.findall(text))
    text = re.sub(rf"\b({ids})\b", rf"n{number:02d}_\1", text)
    return _CODE.sub(rf"\g<1>N{number:02d}-", _SECTION.sub(rf"id: n{number:02d}_\1", text, count=1))


def write_catalogues(framework: Path, big: Path) -> int:
    """A whole catalogue for each of five languages, as long as the English; how many texts in each."""
    texts = texts_of(load_pack(big, [load_pack(framework)]))
    entries = (
        f"msgctxt {quoted(context)}\nmsgid {quoted(english)}\nmsgstr {quoted(english)}\n"
        for context, english in texts.items()
    )
    content = "\n".join(entries)
    (big / "i18n").mkdir(exist_ok=True)
    for language in LANGUAGES:
        (big / "i18n" / f"{language}.po").write_text(content, "utf-8")
    return len(texts)


def quoted(text: str) -> str:
    """A text as a catalogue writes it."""
    return json.dumps(text, ensure_ascii=False)
