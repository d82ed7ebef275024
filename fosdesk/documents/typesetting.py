"""Words set into lines: measured, broken, and ready to draw in both directions.

Text is ragged, never justified, never hyphenated by force. Nothing a person typed is markup here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfbase.ttfonts import ShapedStr

from fosdesk.base.text import printable
from fosdesk.documents.bidi import levels, runs_both_ways, runs_from_right, visual, without_overrides
from fosdesk.documents.fonts import Fonts, NotoFont
from fosdesk.model.table import Run, Words, runs

_TOKENS = re.compile("[ \u200b]+|[^ \u200b]+")
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u2002-\u200a\u3000]")
_LONGEST_HEAD = 300  # characters; no line of the page holds more
_STOPS = "-/_.,;:?&=+@\\"
_LEAST_FILLED = 0.4  # of a line, or the word is cut between letters
SHORTEST_LAST_LINE = 2  # words: one word alone is joined by its neighbour


@dataclass(frozen=True, slots=True)
class Style:
    """Size and leading in points, weight, colour token."""

    size: float
    leading: float
    tone: str = "ink"
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of one face and one direction; `width` in thousandths of the size."""

    font: NotoFont
    text: str
    width: float
    level: int = 0
    shaped: ShapedStr | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Atoms that no line breaks apart, and the space behind them."""

    atoms: tuple[Atom, ...]
    width: float
    gap: tuple[Atom, ...] = ()
    gap_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Atoms from left to right, neighbours of one face joined; `width` in thousandths."""

    atoms: tuple[Atom, ...]
    width: float


class Typesetter:
    """Sets the words of one document. Holds the faces and what it has measured already."""

    def __init__(self, fonts: Fonts, rtl: bool = False) -> None:
        self.fonts = fonts
        self.rtl = rtl
        self._atoms: dict[tuple[str, bool, bool, int], tuple[Atom, ...]] = {}

    def lines(self, words: Words, style: Style, width: float) -> tuple[Line, ...]:
        """Break `words` into lines no wider than `width` points; line breaks in the text stay."""
        room = width * 1000 / style.size
        found: list[Line] = []
        for paragraph in _paragraphs(words, style):
            found += self._broken(list(self._words(paragraph)), room)
        return tuple(found)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text in points: the measure of the chart geometry."""
        run = Run(_clean(text), bold)
        return sum(word.width + word.gap_width for word in self._words([run])) * size / 1000

    def one_line(self, text: str, style: Style, width: float) -> Line:
        """Set `text` on one line; what does not fit ends in an ellipsis (running heads only)."""
        flat = _BREAKS.sub(" ", text[:_LONGEST_HEAD])
        lines = self.lines(flat, style, width)
        if len(lines) <= 1:
            return lines[0] if lines else Line((), 0)
        from_right = runs_from_right(flat, self.rtl)
        dots = self._token("…", style.bold, style.italic, int(from_right))
        kept = self.lines(flat, style, width - style.size)[0]
        order = (*dots, *kept.atoms) if from_right else (*kept.atoms, *dots)
        return Line(order, kept.width + sum(atom.width for atom in dots))

    # Words ---------------------------------------------------------------------------------

    def _words(self, paragraph: Sequence[Run]) -> Iterator[Word]:
        """Yield the words of one paragraph; a change of weight inside a word does not end it."""
        atoms: list[Atom] = []
        gap: list[Atom] = []
        for token, pieces in self._tokens(paragraph):
            if token[0] in " \u200b":
                gap += pieces
                continue
            if gap:
                yield _word(atoms, gap)
                atoms, gap = [], []
            atoms += pieces
        if atoms or gap:
            yield _word(atoms, gap)

    def _tokens(self, paragraph: Sequence[Run]) -> Iterator[tuple[str, Sequence[Atom]]]:
        text = "".join(run.text for run in paragraph)
        if not runs_both_ways(text):
            for run in paragraph:
                for token in _TOKENS.findall(run.text):
                    yield token, self._token(token, run.bold, run.italic, 0)
            return
        directions, start = levels(text, runs_from_right(text, self.rtl)), 0
        for run in paragraph:
            for token in _TOKENS.findall(run.text):
                end = start + len(token)
                yield token, self._directed(token, run, directions[start:end])
                start = end

    def _directed(self, token: str, run: Run, directions: Sequence[int]) -> list[Atom]:
        """Return the atoms of a token, cut where the direction changes."""
        atoms: list[Atom] = []
        start = 0
        for end in range(1, len(token) + 1):
            if end == len(token) or directions[end] != directions[start]:
                atoms += self._token(token[start:end], run.bold, run.italic, directions[start])
                start = end
        return atoms

    def _token(self, token: str, bold: bool, italic: bool, level: int) -> tuple[Atom, ...]:
        key = (token, bold, italic, level)
        found = self._atoms.get(key)
        if found is None:
            found = self._atoms[key] = tuple(self._atoms_of(token, bold, italic, level))
        return found

    def _atoms_of(self, token: str, bold: bool, italic: bool, level: int) -> Iterator[Atom]:
        if token[0] == "\u200b":
            return
        start, face = 0, self.fonts.for_character(token[0], bold, italic)
        for index, character in enumerate(token):
            known = self.fonts.for_character(character, bold, italic)
            if known is not face and not _joins(character):
                yield _atom(face, token[start:index], level)
                start, face = index, known
        yield _atom(face, token[start:], level)

    # Lines ---------------------------------------------------------------------------------

    def _broken(self, words: list[Word], room: float) -> list[Line]:
        """Fill lines one after the other; a word wider than a line is cut between characters."""
        groups: list[list[Word]] = [[]]
        used = 0.0
        for word in _fitting(words, room):
            if groups[-1] and used + word.width > room:
                groups.append([])
                used = 0.0
            groups[-1].append(word)
            used += word.width + word.gap_width
        _keep_company(groups, room)
        return [_line(group) for group in groups]


def _clean(text: str) -> str:
    return _SPACES.sub(" ", without_overrides(printable(text)))


def _paragraphs(words: Words, style: Style) -> Iterator[list[Run]]:
    """Yield the runs of each paragraph, weights of the style applied."""
    paragraph: list[Run] = []
    for run in runs(words):
        pieces = _BREAKS.split(_clean(run.text))
        for number, piece in enumerate(pieces):
            if number:
                yield paragraph
                paragraph = []
            paragraph.append(Run(piece, run.bold or style.bold, run.italic or style.italic))
    yield paragraph


def _joins(character: str) -> bool:
    """Say whether a character stays in the face of the one before (marks, joiners)."""
    return "\u0300" <= character <= "\u036f" or character in "\u200c\u200d"


def _atom(face: NotoFont, text: str, level: int) -> Atom:
    if level % 2 and text.strip(" \u00a0"):
        shaped, width = face.shaped(text)
        return Atom(face, text, width, level, shaped)
    return Atom(face, text, face.width(text), level)


def _word(atoms: Sequence[Atom], gap: Sequence[Atom]) -> Word:
    return Word(
        tuple(atoms), sum([atom.width for atom in atoms]), tuple(gap), sum([atom.width for atom in gap])
    )


def _fitting(words: Sequence[Word], room: float) -> Iterator[Word]:
    for word in words:
        if word.width <= room:
            yield word
        else:
            yield from _cut(word, room)


def _cut(word: Word, room: float) -> Iterator[Word]:
    """Cut a word that no line can hold, behind its hyphens and stops where it has some."""
    pieces: list[Atom] = []
    used = 0.0
    for atom in word.atoms:
        start = 0
        while start < len(atom.text):
            end = _fits(atom, start, room - used, at_least=0 if pieces else 1)
            if end > start:
                pieces.append(_atom(atom.font, atom.text[start:end], atom.level))
                used += pieces[-1].width
            if end < len(atom.text):
                yield _word(pieces, ())
                pieces, used = [], 0.0
            start = end
    yield replace(_word(pieces, ()), gap=word.gap, gap_width=word.gap_width)


def _fits(atom: Atom, start: int, room: float, at_least: int) -> int:
    """Return where the part of `atom` ends that begins at `start` and fits into `room`."""
    width, stop = 0.0, 0
    for index in range(start, len(atom.text)):
        character = atom.text[index]
        width += atom.font.width(character)
        if width > room and index - start >= at_least:
            return stop if stop - start > (index - start) * _LEAST_FILLED else index
        if character in _STOPS:
            stop = index + 1
    return len(atom.text)


def _keep_company(groups: list[list[Word]], room: float) -> None:
    """Let no word stand alone on the last line where the line before can spare one."""
    if len(groups) < 2 or len(groups[-1]) >= SHORTEST_LAST_LINE or len(groups[-2]) <= SHORTEST_LAST_LINE:
        return
    spared = groups[-2][-1]
    if spared.width + spared.gap_width + groups[-1][0].width <= room:
        groups[-1].insert(0, groups[-2].pop())


def _line(group: Sequence[Word]) -> Line:
    atoms: list[Atom] = []
    for number, word in enumerate(group, start=1):
        atoms += word.atoms
        if number < len(group):
            atoms += word.gap
    return Line(tuple(_joined(visual(atoms))), sum([atom.width for atom in atoms]))


def _joined(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Join neighbours that are drawn in one stroke: one face, left to right."""
    texts: list[str] = []
    width = 0.0
    last: Atom | None = None
    for atom in atoms:
        if last is not None and (atom.font is not last.font or atom.level != last.level or atom.shaped):
            yield last if len(texts) == 1 else Atom(last.font, "".join(texts), width, last.level)
            texts, width, last = [], 0.0, None
        if atom.shaped:
            yield atom
            continue
        texts.append(atom.text)
        width += atom.width
        last = atom
    if last is not None:
        yield Atom(last.font, "".join(texts), width, last.level)
