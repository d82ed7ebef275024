"""What people typed, made safe to show and to export without losing a word of it."""

import re
import unicodedata

# Control characters, lone surrogates and non-characters: XML, PDF and fonts have no place for them.
# Tab, line feed and carriage return are text.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Explicit embeddings, overrides and isolates can make the rest of a line read in another order.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[\s\u2028\u2029\x85]+")

REPLACEMENT = "\ufffd"
# Letters that Unicode does not take apart, as people type them who have no such key.
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u0640": ""})


def printable(text: str) -> str:
    """`text` with everything that no document can hold replaced, character by character, by U+FFFD."""
    return _UNPRINTABLE.sub(REPLACEMENT, text)


def visible(text: str) -> str:
    """`text` on one line, safe to show beside other text: no line breaks, controls or direction tricks."""
    return printable(_SPACES.sub(" ", _DIRECTION.sub("", text))).strip()


def normalise(text: str) -> str:
    """`text` in Unicode normalisation form C, the only form that is stored and compared."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Lower case, without accents: what a person types on any keyboard finds the word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_PLAIN)
