"""Time, passed in so that tests choose it. No clock ever decides a result (STORE.md S4); it is only shown."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the rest of the program knows about time."""

    def now(self) -> datetime:
        """The wall clock with the zone of the computer (aware)."""
        ...

    def monotonic(self) -> float:
        """Seconds of a clock that never jumps; only differences mean something."""
        ...


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC).astimezone()

    def monotonic(self) -> float:
        return time.monotonic()


def system_clock() -> Clock:
    """The clock of the computer."""
    return _SystemClock()
