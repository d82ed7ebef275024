"""New ids: 26 lower-case base32 characters that carry 128 random bits."""

import os
from typing import Protocol


class Ids(Protocol):
    """A source of new ids."""

    def new(self) -> str:
        """An id that nobody has: 26 characters of ``a-z2-7``."""
        ...


class _RandomIds:
    def new(self) -> str:
        return _spell(os.urandom(16))


class _SeededIds:
    def __init__(self, seed: int) -> None:
        import random

        self._random = random.Random(seed)

    def new(self) -> str:
        return _spell(self._random.randbytes(16))


def random_ids() -> Ids:
    """Ids from the operating system's source of randomness."""
    return _RandomIds()


def seeded_ids(seed: int) -> Ids:
    """The same ids for the same seed: for tests and for documents that must come out equal."""
    return _SeededIds(seed)


def _spell(bits: bytes) -> str:
    import base64

    return base64.b32encode(bits).decode("ascii").rstrip("=").lower()
