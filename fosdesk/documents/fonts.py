"""Noto Sans and Noto Sans Arabic in a PDF: embedded subsets, shaped Arabic, text that can be copied.

A character that neither face knows is drawn as a box and keeps its code point, so nothing that was
typed is lost to search and copy.
"""

import struct
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFError, TTFont

from fosdesk.base.errors import UserError

_GLYPH = 0xF0000  # shaped glyphs are addressed by a private code point: this plus their number
_NOTHING = "\u200b"


class NotoFont(TTFont):
    """A face that can shape, and that tells the reader of the PDF which text each glyph stands for."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self._meanings: dict[int, str] = {}
        self._scale = 1000 / self.face.unitsPerEm
        self._shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))

    def knows(self, character: str) -> bool:
        """Say whether the face has a glyph for the character (a no-break space is a space)."""
        return self.face.charToGlyph.get(ord(character), 0) != 0 or character == "\u00a0"

    def width(self, text: str) -> float:
        """Return the width of unshaped text in thousandths of its size."""
        widths, default = self.face.charWidths, self.face.defaultWidth
        return float(sum([widths.get(code, default) for code in map(ord, text)]))

    def add_box(self, character: str) -> None:
        """Let a character that the face lacks be drawn as a box under its own code point."""
        self.face.charToGlyph[ord(character)] = 0
        self.face.charWidths[ord(character)] = self.face.defaultWidth

    def shaped(self, text: str) -> tuple[ShapedStr, float]:
        """Return right-to-left text as glyphs from left to right, and its width in thousandths."""
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl"
        uharfbuzz.shape(self._shaper, buffer)
        clusters = [info.cluster for info in buffer.glyph_infos]
        advances = [place.x_advance for place in buffer.glyph_positions]
        meant = _cluster_texts(text, clusters, advances)
        codes: list[int] = []
        places: list[ShapeData] = []
        for info, place, meaning in zip(buffer.glyph_infos, buffer.glyph_positions, meant, strict=True):
            codes.append(self._glyph_code(info.codepoint, meaning))
            places.append(self._placed(len(places), info.codepoint, place))
        width = sum(place.x_advance for place in places)
        return ShapedStr("".join(map(chr, codes)), shapeData=places), width  # type: ignore[arg-type]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - a name of reportlab
        """Embed the used subsets, then say in their character maps what the shaped glyphs mean."""
        subsets = list(self.state[doc].subsets)
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            base = doc.idToObject["BasicFonts"].dict[name].BaseFont
            doc.idToObject[f"toUnicodeCMap:{base}"].content = _character_map(base, subset, self._meanings)

    def _glyph_code(self, glyph: int, meaning: str) -> int:
        code = _GLYPH + glyph
        if code not in self._meanings:
            self._meanings[code] = meaning
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = self.face.hmetrics[glyph][0] * self._scale
        return code

    def _placed(self, cluster: int, glyph: int, place: Any) -> ShapeData:
        x, y, dx, dy = (
            value * self._scale
            for value in (place.x_advance, place.y_advance, place.x_offset, place.y_offset)
        )
        return ShapeData(cluster, x, y, dx, dy, self.face.charWidths[_GLYPH + glyph])


def _ligatures() -> dict[str, str]:
    """Return letters -> the one character Unicode has for their ligature (lam-alef and its like).

    Readers reverse right-to-left text character by character: a glyph that meant two letters would
    come out with these in the wrong order; they all know how to take the ligature apart.
    """
    found: dict[str, str] = {}
    for code in (*range(0xFEF5, 0xFEFD), *range(0xFBEA, 0xFDFC)):
        letters = unicodedata.normalize("NFKC", chr(code))
        if len(letters) > 1 and " " not in letters:
            found.setdefault(letters, chr(code))
    return found


_LIGATURES = _ligatures()


def _cluster_texts(text: str, clusters: Sequence[int], advances: Sequence[int]) -> list[str]:
    """Return what each glyph stands for: glyphs without advance take the marks, the first other the rest."""
    glyphs = Counter(clusters)
    starts = sorted(glyphs)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    letters: dict[int, str] = {}
    marks: dict[int, list[str]] = {}
    for start, end in ends.items():
        several = glyphs[start] > 1
        found = [c for c in text[start:end] if several and unicodedata.category(c) == "Mn"]
        marks[start] = found
        letters[start] = "".join(c for c in text[start:end] if c not in found)
    result = []
    for start, advance in zip(clusters, advances, strict=True):
        if not advance and marks[start]:
            result.append(marks[start].pop(0))
        else:
            result.append(_LIGATURES.get(letters[start], letters[start]) or _NOTHING)
            letters[start] = ""
    return result


def _character_map(name: str, subset: Sequence[int], meanings: dict[int, str]) -> str:
    """Return the ToUnicode map of a subset: byte -> UTF-16 of the text it stands for."""
    lines = []
    for byte, code in enumerate(subset):
        text = meanings.get(code) or (chr(code) if code else _NOTHING)
        lines.append(f"<{byte:02X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>")
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    chars = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n{chars}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


# Faces ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces of a document. Arabic has no italic: it stays upright."""

    regular: NotoFont
    bold: NotoFont
    italic: NotoFont
    arabic: NotoFont
    arabic_bold: NotoFont

    def latin(self, bold: bool, italic: bool) -> NotoFont:
        """Return the face for Latin, Greek and Cyrillic, digits and signs."""
        return self.bold if bold else self.italic if italic else self.regular

    def for_character(self, character: str, bold: bool, italic: bool) -> NotoFont:
        """Return the face that knows the character; where none does, the Latin one, with a box."""
        latin = self.latin(bold, italic)
        if latin.knows(character):
            return latin
        arabic = self.arabic_bold if bold else self.arabic
        if arabic.knows(character):
            return arabic
        latin.add_box(character)
        return latin


FILES = {
    "regular": "NotoSans-Regular.ttf",
    "bold": "NotoSans-Bold.ttf",
    "italic": "NotoSans-Italic.ttf",
    "arabic": "NotoSansArabic-Regular.ttf",
    "arabic_bold": "NotoSansArabic-Bold.ttf",
}


@lru_cache(maxsize=2)
def load_fonts(folder: Path) -> Fonts:
    """Read the five faces from `folder` and make them known to reportlab; once a process.

    Raises `UserError` ("documents.font_missing") when a file is missing or damaged.
    """
    faces = {}
    for use, file in FILES.items():
        try:
            faces[use] = NotoFont(file.removesuffix(".ttf"), folder / file)
        except (OSError, TTFError, struct.error) as error:
            raise UserError("documents.font_missing", path=folder / file) from error
        pdfmetrics.registerFont(faces[use])
    return Fonts(**faces)
