"""Long work off the window's thread: one worker thread, jobs in order, with progress and cancel.

The same function runs in the window and on the command line: it takes a `Progress` and returns its result.
"""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from fosdesk.base.errors import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
OnProgress = Callable[[int, int, str], None]


class Job(Generic[T]):
    """One piece of work that was handed over."""

    def __init__(self, future: "Future[T]", stop: threading.Event) -> None:
        self._future = future
        self._stop = stop

    def cancel(self) -> None:
        """Ask the work to stop; it does at its next report, or never starts."""
        self._stop.set()
        self._future.cancel()

    def done(self) -> bool:
        """Whether the work ended: with a result, an error or a cancel."""
        return self._future.done()

    def result(self, timeout: float | None = None) -> T:
        """Wait for the result, `timeout` seconds at most (`TimeoutError`).

        Raises what the work raised, and `Cancelled` when it was cancelled.
        """
        from concurrent.futures import CancelledError

        try:
            return self._future.result(timeout)
        except CancelledError as error:
            raise Cancelled from error

    def add_done_callback(self, call: "Callable[[Job[T]], None]") -> None:
        """Call with this job when it has ended, in the worker's thread (at once if it has)."""
        self._future.add_done_callback(lambda _: call(self))


class JobRunner:
    """Runs jobs one after another in a thread of its own."""

    def __init__(self, name: str = "fosdesk-jobs") -> None:
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._stops: set[threading.Event] = set()

    def submit(self, work: "Callable[[_JobProgress], T]", on_progress: OnProgress | None = None) -> Job[T]:
        """Hand over `work`; `on_progress` is called in the worker's thread with done, total and text."""
        stop = threading.Event()
        self._stops.add(stop)
        future = self._started().submit(work, _JobProgress(stop, on_progress))
        future.add_done_callback(lambda _: self._stops.discard(stop))
        return Job(future, stop)

    def shutdown(self) -> None:
        """Cancel what runs and what waits, and return when the thread has ended."""
        for stop in tuple(self._stops):
            stop.set()
        self._started().shutdown(wait=True, cancel_futures=True)

    def _started(self) -> "ThreadPoolExecutor":
        """The pool, made with the first job: what it imports is not needed for the first paint."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=self._name)
        return self._pool


class _JobProgress:
    """The progress of a job: passes reports on and raises when the person no longer wants the work."""

    def __init__(self, stop: threading.Event, on_progress: OnProgress | None) -> None:
        self._stop = stop
        self._on_progress = on_progress

    def report(self, done: int, total: int, text: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled
        if self._on_progress is not None:
            self._on_progress(done, total, text)
