"""Files handed over in a folder or on a stick: unique names, read back, a list of checksums beside them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fosdesk.base.files import sha256_file, told, write_unique
from fosdesk.base.progress import Progress

SUMS = "SHA256SUMS.txt"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written: the files with their SHA-256, and the list that names them."""

    files: tuple[tuple[Path, str], ...]
    sums: Path


def hand_over(files: Sequence[Path], folder: Path, progress: Progress) -> HandedOver:
    """Copy files into a folder and write the list of checksums last, in the form `sha256sum -c` reads.

    Nothing is overwritten; each file is read back from the device before it counts (STORE.md S7).
    Raises UserError where one cannot be written whole, Cancelled where the person cancelled: what was
    written before is taken away again, as far as the device still lets anybody, and no list is there.
    """
    written: list[tuple[Path, str]] = []
    try:
        for done, file in enumerate(files):
            progress.report(done, len(files) + 1, file.name)
            copy = write_unique(folder, file.name, file)
            written.append((copy, ""))
            with told(copy):
                written[-1] = (copy, sha256_file(copy))
        lines = "".join(f"{digest}  {path.name}\n" for path, digest in written)
        sums = write_unique(folder, SUMS, lines.encode("utf-8"))
    except BaseException:
        for path, _ in written:
            with suppress(OSError):
                path.unlink()
        raise
    progress.report(len(files) + 1, len(files) + 1)
    return HandedOver(tuple(written), sums)
