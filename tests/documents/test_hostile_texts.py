"""What people type, meant well or ill, goes whole and harmless into workbook and report."""

import re
from dataclasses import replace
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fosdesk.base.progress import SilentProgress
from fosdesk.base.text import printable
from fosdesk.documents.pdf import write_pdf
from fosdesk.documents.workbook import write_workbook
from fosdesk.model import report as r
from fosdesk.model.table import Column, led, text_cell

TEXTS = {
    "formula": '=HYPERLINK("http://example.org","press")',
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+1",
    "at": "@SUM(A1:A9)",
    "error": "#N/A",
    "number": "00123",
    "date": "1/2/2026",
    "image": "<img src='/etc/passwd'> and <a href='javascript:x'>link</a>",
    "markup": "a <b>x & </para> &amp; ]]> <!-- -->",
    "escape": "_x000D_ and _x0041_ stay as they are",
    "control": "before\x00\x01\x1b\x7fafter",
    "surrogate": "lone \ud800 surrogate",
    "lines": "one\r\ntwo\nthree\rfour\u2028five\ttab",
    "arabic": "نص عربي داخل جملة إنجليزية (WCO) 42%",
    "mixed": "The act قانون الجمارك رقم 14 (2009) applies",
    "override": "invoice\u202efdp.exe",
    "scripts": "中文 हिन्दी 😀 Ελληνικά Кириллица",
    "spaces": "  leading and trailing  ",
    "quote": "'quoted",
    "ampersand": "&A &P Smith & Sons",
}


def model_with(model: r.ReportModel, text: str) -> r.ReportModel:
    """Put `text` into every place a person's words can reach."""
    cell = text_cell(text, text, text)
    table = r.Table((Column("a", "A", width=5), Column("b", "B", width=9)), ((cell, text_cell(text)),) * 2)
    blocks = (
        r.PageHead("CODE", text, text, led("Purpose.", text)),
        r.Opening(text),
        r.Heading(text, bookmark=True),
        r.Paragraph(led(text, text)),
        r.Points((text, text)),
        r.Facts(((text, text),)),
        table,
        r.Pairs((r.Paragraph(text),), (r.Paragraph(text),)),
        r.Verdict("BLOCKED", text),
        r.Box(text, text),
        r.Notes((text,)),
        r.Together((r.Paragraph(text),)),
    )
    facts = replace(
        model.facts, title=text, country=text, administration=text, subtitle=text, disclosure=text,
        statement=text, running=text, foot=text, reference=text, cover=((text, text),),
    )  # fmt: skip
    sheet = r.Sheet(
        text, text, (Column("a", text, width=30),), ((text_cell(text),),), text, text, (text,), filtered=True
    )
    part = r.Part("p", text, blocks, "1", text, text)
    return replace(model, facts=facts, parts=(part,), key=(), sheets=(sheet,))


def as_kept(text: str) -> str:
    """Return `text` as the workbook keeps it: line feeds, U+FFFD for what no file can hold."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def unescaped(value: str) -> str:
    return re.sub(r"_x005F_(x[0-9A-Fa-f]{4}_)", r"_\1", value)


@pytest.mark.parametrize("name", TEXTS)
def test_the_workbook_keeps_it_as_text(english, tmp_path, name):
    text, path = TEXTS[name], tmp_path / "w.xlsx"
    write_workbook(model_with(english, text), path, SilentProgress())
    sheet = load_workbook(path).worksheets[1]
    for place in ("A1", "A2", "A3", "A5", "A6", "A7"):
        assert unescaped(sheet[place].value) == as_kept(text), place
        assert sheet[place].data_type == "s"
    assert sheet["A6"].quotePrefix
    with ZipFile(path) as archive:
        sheets = b"".join(archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/"))
        assert b"<f>" not in sheets
        assert b'TargetMode="External"' not in sheets


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("rtl", [False, True])
def test_the_report_prints_it_whole(english, tmp_path, fonts, tool, words_of, name, rtl):
    text, path = TEXTS[name], tmp_path / "r.pdf"
    model = model_with(english, text)
    write_pdf(replace(model, facts=replace(model.facts, rtl=rtl)), path, SilentProgress(), fonts=fonts)
    found = words_of(tool("pdftotext", path, "-"))
    for word in re.findall(r"[^\W_]+", printable(text)):
        assert words_of(word) in found, word
    content = path.read_bytes()
    assert b"/URI" not in content
    assert b"/JavaScript" not in content
    assert b"/Subtype /Image" not in content


def test_libreoffice_reads_hostile_texts_as_they_were_typed(english, tmp_path, tool):
    rows = tuple((text_cell(name), text_cell(text)) for name, text in TEXTS.items())
    columns = (Column("name", "Name", width=12), Column("text", "Text", width=60))
    model = replace(english, sheets=(r.Sheet("Typed", "Typed", columns, rows),))
    path = tmp_path / "typed.xlsx"
    write_workbook(model, path, SilentProgress())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    tool("soffice", profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, path)
    with ZipFile(tmp_path / "typed.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content.split('table:name="Typed"')[1]
    for name in ("formula", "command", "error", "number", "date", "markup"):
        words = re.findall(r"\w+", TEXTS[name])
        assert all(word in content for word in words), name
    assert "_x000D_ and _x0041_ stay as they are" in content


@pytest.mark.parametrize("letter", ["W", "word ", "ع", "😀"])
def test_fifty_thousand_characters_go_on_whole(english, tmp_path, fonts, tool, letter):
    text = letter * (50_000 // len(letter))
    sheet = r.Sheet("Long", "Long", (Column("a", "A", width=30),), ((text_cell(text),),))
    model = replace(english, sheets=(sheet,), fronted=False, key=())
    model = replace(model, parts=(r.Part("p", "P", (r.Paragraph(text),)),))
    write_workbook(model, tmp_path / "w.xlsx", SilentProgress())
    workbook = load_workbook(tmp_path / "w.xlsx")
    assert workbook.sheetnames == ["Cover", "Long", "Long texts"]
    begun = workbook["Long"]["A6"].value
    beginning, mark = begun.split(" [continued on sheet ")
    assert mark == "Long texts, row 6]"
    assert text.startswith(beginning)
    long = workbook["Long texts"]
    pieces = [row for row in long.iter_rows(min_row=6, values_only=True) if row[0]]
    assert "".join(row[3] for row in pieces) == text
    assert [row[:3] for row in pieces] == [
        ("Long", "A6", f"{n} / {len(pieces)}") for n in (1, 2, *range(3, 9))
    ][: len(pieces)]
    assert all(len(row[3].encode("utf-16-le")) // 2 <= 32_767 for row in pieces)
    assert len(begun.encode("utf-16-le")) // 2 <= 32_767
    write_pdf(model, tmp_path / "r.pdf", SilentProgress(), fonts=fonts)
    found = tool("pdftotext", "-raw", tmp_path / "r.pdf", "-")
    assert found.count(letter.strip()) >= len(text) // len(letter)


def test_sheet_names_are_made_safe_and_unique(english, tmp_path):
    names = ("A/B:C", "a b c", "", "'", "x" * 40, "X" * 40, "History", "Overview", "OVERVIEW")
    sheets = tuple(replace(english.sheets[0], name=name, chart=None) for name in names)
    path = tmp_path / "w.xlsx"
    write_workbook(replace(english, sheets=sheets), path, SilentProgress())
    found = load_workbook(path).sheetnames[1:]
    assert len({name.casefold() for name in found}) == len(names)
    assert all(0 < len(name) <= 31 for name in found)
    assert found[0] == "A B C"
    assert found[1] == "a b c (2)"


def test_any_text_survives_workbook_and_report(english, tmp_path, fonts, long):
    @settings(max_examples=2_000 if long else 60)
    @given(st.text(st.characters(), max_size=200))
    def check(text):
        sheet = r.Sheet("S", "S", (Column("a", "A", width=30),), ((text_cell(text),),))
        part = r.Part("p", "P", (r.Paragraph(text), r.Table((Column("a", "A"),), ((text_cell(text),),) * 2)))
        model = replace(english, sheets=(sheet,), parts=(part,), fronted=False)
        write_workbook(model, tmp_path / "w.xlsx", SilentProgress())
        found = load_workbook(tmp_path / "w.xlsx")["S"]["A6"].value or ""
        assert unescaped(found) == as_kept(text)
        assert write_pdf(model, tmp_path / "r.pdf", SilentProgress(), fonts=fonts) >= 1

    check()
