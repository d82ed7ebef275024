import threading
from collections.abc import Iterator

import pytest

from fosdesk.base.errors import Cancelled, UserError
from fosdesk.base.jobs import Job, JobRunner
from fosdesk.base.progress import Progress


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shutdown()


def test_work_runs_elsewhere_and_returns(runner: JobRunner) -> None:
    seen: list[tuple[int, int, str]] = []

    def work(progress: Progress) -> str:
        progress.report(1, 2, "half")
        return threading.current_thread().name

    job = runner.submit(work, lambda done, total, text: seen.append((done, total, text)))
    assert job.result(10).startswith("fosdesk-jobs")
    assert seen == [(1, 2, "half")]
    assert job.done()


def test_jobs_run_in_order_one_at_a_time(runner: JobRunner) -> None:
    order: list[int] = []
    jobs = [runner.submit(lambda _, n=n: order.append(n)) for n in range(20)]
    for job in jobs:
        job.result(10)
    assert order == list(range(20))


def test_an_error_comes_back(runner: JobRunner) -> None:
    def fail(_: Progress) -> None:
        raise UserError("file.gone", path="x")

    with pytest.raises(UserError):
        runner.submit(fail).result(10)


def test_running_work_stops_at_its_next_report(runner: JobRunner) -> None:
    started, go = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        assert go.wait(10)
        progress.report(1, 2)
        pytest.fail("the work went on")

    job = runner.submit(work)
    assert started.wait(10)
    job.cancel()
    go.set()
    with pytest.raises(Cancelled):
        job.result(10)


def test_waiting_work_never_starts(runner: JobRunner) -> None:
    go, ran = threading.Event(), threading.Event()
    first = runner.submit(lambda _: go.wait(10))
    second = runner.submit(lambda _: ran.set())
    second.cancel()
    go.set()
    assert first.result(10)
    with pytest.raises(Cancelled):
        second.result(10)
    assert not ran.is_set()


def test_the_end_is_told(runner: JobRunner) -> None:
    told = threading.Event()
    results: list[int] = []
    job = runner.submit(lambda _: 7)

    def ended(job: Job[int]) -> None:
        results.append(job.result())
        told.set()

    job.add_done_callback(ended)
    assert told.wait(10)
    assert results == [7]


def test_shutting_down_cancels_everything() -> None:
    runner = JobRunner()
    started = threading.Event()

    def endless(progress: Progress) -> None:
        started.set()
        while True:
            progress.report(0, 1)

    jobs = [runner.submit(endless), runner.submit(endless)]
    assert started.wait(10)
    runner.shutdown()
    for job in jobs:
        with pytest.raises(Cancelled):
            job.result(0)
