import sys

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.worker import FLAG, run_worker, this_program

PROGRAM = """
import os, sys
from fosdesk.base.errors import UserError
from fosdesk.base.worker import serve

def count(payload):
    print("noise on the output")
    os.write(1, b"more noise")
    return {"sum": sum(payload["numbers"]), "text": payload["text"]}

def refuse(payload):
    raise UserError("file.gone", path="stick", tries=3)

def hang(payload):
    while True:
        pass

def swallow(payload):
    return {"size": len(bytearray(payload["megabytes"] << 20))}

def die(payload):
    os.abort()

def stumble(payload):
    return {"x": 1 / 0}

workers = {"count": count, "refuse": refuse, "hang": hang, "swallow": swallow, "die": die, "stumble": stumble}
assert sys.argv[1] == "--worker"
sys.exit(serve(sys.argv[2], workers))
"""
HERE = (sys.executable, "-c", PROGRAM)


def test_the_answer_comes_back_whole_whatever_is_printed() -> None:
    text = "é\ud800\x00 العربية"
    answer = run_worker("count", {"numbers": [1, 2], "text": text}, program=HERE)
    assert answer == {"sum": 3, "text": text}


def test_a_refusal_keeps_its_code_and_facts() -> None:
    with pytest.raises(UserError) as caught:
        run_worker("refuse", {}, program=HERE)
    assert caught.value.code == "file.gone"
    assert caught.value.params == {"path": "stick", "tries": 3}


def test_a_worker_that_hangs_is_stopped() -> None:
    with pytest.raises(UserError) as caught:
        run_worker("hang", {}, seconds=1, program=HERE)
    assert caught.value.code == "worker.too_slow"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps no limit on memory")
def test_a_worker_that_swallows_memory_is_stopped() -> None:
    assert run_worker("swallow", {"megabytes": 100}, megabytes=400, program=HERE) == {"size": 100 << 20}
    with pytest.raises(UserError) as caught:
        run_worker("swallow", {"megabytes": 500}, megabytes=400, program=HERE)
    assert caught.value.code == "worker.too_large"


@pytest.mark.parametrize("name", ["die", "stumble", "nobody"])
def test_a_worker_that_crashes_harms_nothing(name: str) -> None:
    with pytest.raises(UserError) as caught:
        run_worker(name, {}, program=HERE)
    assert caught.value.code == "worker.crashed"


def test_the_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert this_program() == [sys.executable, "-m", "fosdesk"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert this_program() == [sys.executable]
    assert FLAG == "--worker"
