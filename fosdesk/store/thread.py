"""The one thread of an open store: everything that touches the database runs here, in order."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")
Work = Callable[[], None]


class StoreThread:
    """A queue of work for one thread, with something to do when it is due.

    `wait` says for how many seconds the thread may wait for work: None when only new work matters, 0 when
    `idle` is due, which is then called before the next piece of work.
    """

    def __init__(self, name: str, wait: Callable[[], float | None], idle: Work) -> None:
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._wait = wait
        self._idle = idle
        self._open = True
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Queue work; the future carries its result or error. Raises RuntimeError after `stop`."""
        future: Future[T] = Future()
        with self._guard:
            if not self._open:
                raise RuntimeError("the store is closed")
            self._queue.put(_job(work, future))
        return future

    def call(self, work: Callable[[], T]) -> T:
        """Run work and wait for it; on the thread itself at once."""
        if self.is_current():
            return work()
        return self.submit(work).result()

    def is_current(self) -> bool:
        """Whether the caller runs on this thread."""
        return threading.current_thread() is self._thread

    def stop(self, last: Callable[[], T]) -> Future[T]:
        """Queue the last work; the thread ends after it. Work submitted later is refused."""
        future: Future[T] = Future()
        with self._guard:
            if not self._open:
                raise RuntimeError("the store is closed")
            self._open = False
            self._queue.put(_job(last, future))
            self._queue.put(None)
        return future

    def join(self) -> None:
        """Wait for the thread to end."""
        if not self.is_current():
            self._thread.join()

    def _run(self) -> None:
        while True:
            seconds = self._wait()
            if seconds == 0:
                self._idle()
                continue
            try:
                job = self._queue.get(timeout=seconds)
            except queue.Empty:
                continue
            if job is None:
                return
            job()


def _job(work: Callable[[], T], future: Future[T]) -> Work:
    def job() -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  the future is how the caller learns of it
            future.set_exception(error)
        else:
            future.set_result(result)

    return job
