"""Errors by code. What went wrong in the user's world carries a code and facts; the sentence comes later.

Below the two faces nothing is phrased: a `UserError` holds a code such as ``file.disk_full`` and the facts
that belong into the sentence, and `sentence` turns both into the language of the reader.
"""

from typing import Protocol


class Translates(Protocol):
    """The one thing about `fosdesk.base.language.Texts` that a sentence needs."""

    def __call__(self, msgid: str, **params: object) -> str:
        """The translation of `msgid` with its holes filled."""
        ...


class FosdeskError(Exception):
    """An error with a stable code and the parameters of its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Code and parameters, for logs of the developers and for test output; people read `sentence`."""
        facts = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({facts})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.params)


class UserError(FosdeskError):
    """Something in the user's world: a full disk, a locked file, a wrong password, a workbook not ours."""


class Cancelled(FosdeskError):
    """The person cancelled the work; nothing half-made is left behind."""

    def __init__(self, code: str = "cancelled", **params: object) -> None:
        super().__init__(code, **params)


def sentence(error: FosdeskError, tr: Translates) -> str:
    """The sentence of `error` in the language of `tr`: what happened, what was kept, what to do.

    A code without a sentence is our own mistake: `KeyError`.
    """
    from fosdesk.base.sentences import SENTENCES

    return tr(SENTENCES[error.code], **error.params)


def _rebuild(kind: type[FosdeskError], code: str, params: dict[str, object]) -> FosdeskError:
    return kind(code, **params)
