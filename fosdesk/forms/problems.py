"""What can be wrong with a pack, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts


@dataclass(frozen=True, slots=True, order=True)
class PackError:
    """One mistake or remark. `file` is relative to the folder of the pack; line and column count from 1."""

    file: str
    line: int
    column: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict, compare=False)

    def sentence(self, tr: Texts) -> str:
        """Where it is and what is wrong: "lists.yaml, line 12, column 5: …"."""
        what = sentence(UserError(self.code, **self.params), tr)
        return tr(
            "{file}, line {line}, column {column}: {what}",
            file=self.file,
            line=self.line,
            column=self.column,
            what=what,
        )


class PackErrors(UserError):
    """A pack that cannot be loaded; `errors` holds every mistake that was found, in order of place."""

    def __init__(self, pack: str, errors: Iterable[PackError]) -> None:
        self.pack = pack
        self.errors = tuple(sorted(errors))
        super().__init__("pack.errors", pack=pack, count=len(self.errors))

    def __reduce__(self) -> tuple[object, ...]:
        return PackErrors, (self.pack, self.errors)

    def sentences(self, tr: Texts) -> tuple[str, ...]:
        """One sentence for each mistake."""
        return tuple(error.sentence(tr) for error in self.errors)
