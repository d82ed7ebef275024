"""Functions of texts. The examples are run as tests."""

from fosdesk.base.marking import N_
from fosdesk.forms.fel.function import MANY, Function
from fosdesk.forms.fel.values import FelValue, bounded, number, text, whole


def place(value: FelValue) -> int | None:
    """A position as a whole number; blank where the value is none."""
    return whole(number(value))


def join(separator: FelValue, *values: FelValue) -> FelValue:
    """The texts of all values with a separator between them."""
    return bounded(text(separator).join(map(text, values)))


def substr(value: FelValue, start: FelValue, end: FelValue = None) -> FelValue:
    """From one position to before another, counted from 0; negative ones count from the end."""
    first, last = place(start), place(end)
    return None if first is None else text(value)[first:last]


def before(value: FelValue, mark: FelValue) -> FelValue:
    """What stands before the first mark; nothing where there is none."""
    head, found, _ = text(value).partition(text(mark) or "\0")
    return head if found else ""


def after(value: FelValue, mark: FelValue) -> FelValue:
    """What stands after the first mark; nothing where there is none."""
    return text(value).partition(text(mark) or "\0")[2]


def translate(value: FelValue, old: FelValue, new: FelValue) -> FelValue:
    """Every character of `old` replaced by the one at the same place of `new`, or removed."""
    table: dict[int, str | None] = {}
    replacements = text(new)
    for at, character in enumerate(text(old)):
        table.setdefault(ord(character), replacements[at] if at < len(replacements) else None)
    return text(value).translate(table)


_TEXT = ("text",)
_TEXTS = ("text", "text")
FUNCTIONS = (
    Function("concat", 1, MANY, _TEXT, "text", N_("Texts put together."), "concat('a', 1, 'b')", "a1b",
             lambda *values: join("", *values)),
    Function("join", 2, MANY, _TEXT, "text", N_("Texts put together with a separator."),
             "join('-', 'a', 'b')", "a-b", join),
    Function("string-length", 1, 1, _TEXT, "number", N_("How many characters a text has."),
             "string-length('abc')", 3,
             lambda value: len(text(value))),
    Function("contains", 2, 2, _TEXTS, "boolean", N_("Whether a text holds another."),
             "contains('abc', 'b')", True,
             lambda value, part: text(part) in text(value)),
    Function("starts-with", 2, 2, _TEXTS, "boolean", N_("Whether a text starts with another."),
             "starts-with('abc', 'a')", True,
             lambda value, part: text(value).startswith(text(part))),
    Function("ends-with", 2, 2, _TEXTS, "boolean", N_("Whether a text ends with another."),
             "ends-with('abc', 'c')", True,
             lambda value, part: text(value).endswith(text(part))),
    Function("substr", 2, 3, ("text", "number", "number"), "text",
             N_("From one position to before another, from 0."),
             "substr('abcd', 1, 3)", "bc", substr),
    Function("substring-before", 2, 2, _TEXTS, "text", N_("What stands before a mark."),
             "substring-before('2026-05', '-')", "2026", before),
    Function("substring-after", 2, 2, _TEXTS, "text", N_("What stands after a mark."),
             "substring-after('2026-05', '-')", "05", after),
    Function("translate", 3, 3, _TEXT, "text", N_("Characters replaced one by one."),
             "translate('a-b', '-', '_')", "a_b", translate),
    Function("normalize-space", 1, 1, _TEXT, "text", N_("One space between words, none around."),
             "normalize-space('  a   b ')", "a b", lambda value: " ".join(text(value).split())),
)  # fmt: skip
