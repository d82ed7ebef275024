"""Reading strangers' files in a process of its own, with limits on time and memory.

The worker is the same program, called with the hidden subcommand ``--worker NAME``: it takes one JSON object
on its input and answers with one on its output. One that hangs is killed; one that crashes harms nothing.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

from fosdesk.base.errors import FosdeskError, UserError
from fosdesk.base.limits import limit_memory
from fosdesk.base.paths import is_frozen

FLAG = "--worker"
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows only
Work = Callable[[dict[str, object]], dict[str, object]]


def run_worker(
    name: str,
    payload: Mapping[str, object],
    seconds: float = 60,
    megabytes: int = 512,
    program: Sequence[str] | None = None,
) -> dict[str, object]:
    """Let the worker `name` work on `payload` (JSON values only) and return its answer.

    `program` is the command that serves workers; without it, this program. Raises what the worker raised as
    `UserError`, and ``worker.too_slow``, ``worker.too_large``, ``worker.crashed``.
    """
    command = [*(program or this_program()), FLAG, name]
    request = json.dumps({"payload": payload, "megabytes": megabytes}).encode("ascii")
    try:
        done = subprocess.run(
            command,
            input=request,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise UserError("worker.too_slow", seconds=seconds) from error
    return _answer(done.stdout, megabytes)


def serve(name: str, workers: Mapping[str, Work]) -> int:
    """The side of the worker: read the request, do the work of `workers[name]`, write the answer.

    Returns the exit code. Whatever the work prints goes to the error output and spoils nothing.
    """
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.read())
    limit_memory(request["megabytes"])
    reply.write(json.dumps(_outcome(workers[name], request["payload"])).encode("ascii"))
    reply.close()
    return 0


def this_program() -> list[str]:
    """The command that starts this program once more."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "fosdesk"]


def _outcome(work: Work, payload: dict[str, object]) -> dict[str, object]:
    try:
        return {"answer": work(payload)}
    except MemoryError:
        return {"memory": True}
    except FosdeskError as error:
        return {"code": error.code, "params": {name: _plain(value) for name, value in error.params.items()}}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool | None) else str(value)


def _answer(reply: bytes, megabytes: int) -> dict[str, object]:
    try:
        outcome = json.loads(reply)
    except ValueError as error:
        raise UserError("worker.crashed") from error
    if "memory" in outcome:
        raise UserError("worker.too_large", megabytes=megabytes)
    if "code" in outcome:
        raise UserError(outcome["code"], **outcome["params"])
    answer: dict[str, object] = outcome["answer"]
    return answer
