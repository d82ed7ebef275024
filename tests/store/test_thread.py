"""The store's thread: work in order, errors to whoever asked, something due in between."""

import threading
from contextlib import suppress

import pytest

from fosdesk.store.thread import StoreThread


@pytest.fixture
def thread():
    made = StoreThread("test", lambda: None, lambda: None)
    yield made
    with suppress(RuntimeError):  # the test has stopped it
        made.stop(lambda: None).result()
    made.join()


def test_work_runs_in_the_order_it_was_given_on_one_thread(thread):
    seen = []
    futures = [thread.submit(lambda n=n: seen.append((n, threading.get_ident()))) for n in range(50)]
    for future in futures:
        future.result()
    assert [number for number, _ in seen] == list(range(50))
    assert {ident for _, ident in seen} != {threading.get_ident()}
    assert len({ident for _, ident in seen}) == 1


def test_an_error_goes_to_whoever_asked_and_the_thread_goes_on(thread):
    with pytest.raises(ZeroDivisionError):
        thread.submit(lambda: 1 // 0).result()
    assert thread.call(lambda: 7) == 7


def test_a_call_from_the_thread_itself_does_not_wait_for_itself(thread):
    assert thread.call(lambda: thread.call(lambda: thread.is_current()))


def test_work_that_was_cancelled_before_its_turn_is_not_done(thread):
    gate, seen = threading.Event(), []
    thread.submit(gate.wait)
    future = thread.submit(lambda: seen.append(1))
    assert future.cancel()
    gate.set()
    thread.call(lambda: None)
    assert seen == []


def test_after_the_last_work_nothing_is_taken(thread):
    gate = threading.Event()
    first = thread.submit(gate.wait)
    last = thread.stop(lambda: "end")
    gate.set()
    assert (first.result(), last.result()) == (True, "end")
    with pytest.raises(RuntimeError):
        thread.submit(lambda: None)
    with pytest.raises(RuntimeError):
        thread.stop(lambda: None)
    thread.join()


def test_what_is_due_comes_before_the_next_work():
    due, done = [0], threading.Event()

    def idle():
        due[0] = None
        done.set()

    made = StoreThread("test", lambda: due[0], idle)
    assert done.wait(timeout=30)
    assert made.call(lambda: due[0]) is None
    made.stop(lambda: None).result()
    made.join()
