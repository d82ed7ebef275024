"""Regular expressions that cannot be made to run for ever: RE2, whole match, bounded memory."""

from typing import Protocol

LONGEST_PATTERN = 500
_MEMORY = 8 << 20


class Pattern(Protocol):
    """A compiled pattern."""

    def fullmatch(self, text: str) -> object | None:
        """Anything but None where the whole text matches."""


class BadPattern(ValueError):
    """A pattern that RE2 does not read; the text of the error is RE2's own, in English."""


def compile_pattern(source: str) -> Pattern:
    """Compile `source`. Raises BadPattern."""
    import re2  # type: ignore[import-untyped]

    if len(source) > LONGEST_PATTERN:
        raise BadPattern(f"longer than {LONGEST_PATTERN} characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        compiled: Pattern = re2.compile(source, options)
    except (re2.error, UnicodeEncodeError) as error:
        raise BadPattern(_words(error)) from None
    return compiled


def matches(pattern: Pattern, text: str) -> bool:
    """Whether the whole of `text` matches; a text that is no valid Unicode does not."""
    try:
        return pattern.fullmatch(text) is not None
    except UnicodeEncodeError:
        return False


def _words(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
