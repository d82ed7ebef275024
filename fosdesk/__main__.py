"""Start FOSDesk: the window when called without a command, the command line otherwise."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Choose the face: `--worker NAME` (hidden), a command of the command line, or the window."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:
        return _serve(arguments[1])
    if not arguments or arguments[0].endswith(".fosdesk"):
        return _window(arguments)
    from fosdesk.bootstrap import wire
    from fosdesk.cli.main import run

    return run(wire, arguments)


def _serve(name: str) -> int:
    from fosdesk.base.worker import serve
    from fosdesk.bootstrap import workers

    return serve(name, workers())


def _window(arguments: list[str]) -> int:
    import gc

    gc.disable()  # nothing becomes waste while the program loads; `ui.app` lets the collector begin

    from fosdesk.bootstrap import wire
    from fosdesk.ui.app import run as run_window

    return run_window(wire(), arguments)


if __name__ == "__main__":
    sys.exit(main())
