"""When a window of a given title is on an X display: asked of the X server, since its program is not ours."""

import ctypes
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

VIEWABLE = 2


class Attributes(ctypes.Structure):
    """XWindowAttributes as far as its field `map_state`; the rest is room."""

    _fields_ = (
        ("place", ctypes.c_int * 5),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("kind", ctypes.c_int * 4),
        ("planes", ctypes.c_ulong * 2),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("room", ctypes.c_char * 128),
    )


class Display:
    """A connection to an X server."""

    def __init__(self, name: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XSetErrorHandler.restype = ctypes.c_void_p
        self._ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._ignore)  # a window may vanish while we ask about it
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        if not self._display:
            raise SystemExit(f"no X server at {name}")

    def shows(self, title: str) -> bool:
        """Whether a window with `title` in its name is mapped."""
        root = self._x.XDefaultRootWindow(self._display)
        return any(title in self._name(window) and self._mapped(window) for window in self._below(root, 3))

    def _below(self, window: int, depth: int) -> Iterator[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        asked = (ctypes.byref(one) for one in (root, parent, children, count))
        if not self._x.XQueryTree(self._display, ctypes.c_ulong(window), *asked):
            return
        found = [children[number] for number in range(count.value)]
        if count.value:
            self._x.XFree(children)
        for child in found:
            yield child
            if depth > 1:
                yield from self._below(child, depth - 1)

    def _name(self, window: int) -> str:
        name = ctypes.c_char_p()
        if (
            not self._x.XFetchName(self._display, ctypes.c_ulong(window), ctypes.byref(name))
            or not name.value
        ):
            return ""
        return name.value.decode("utf-8", "replace")

    def _mapped(self, window: int) -> bool:
        found = Attributes()
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(found))
        return found.map_state == VIEWABLE


def until_shown(
    command: Sequence[str], env: dict[str, str], title: str
) -> tuple[float, subprocess.Popen[bytes]]:
    """Start a program; milliseconds until its window is there, and the program, which still runs."""
    display = Display(env["DISPLAY"])
    began = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not display.shows(title):
        if process.poll() not in (None, 0) or time.perf_counter() - began > 120:
            raise SystemExit(f"{command[0]} showed no window “{title}”")
        time.sleep(0.002)
    return (time.perf_counter() - began) * 1000, process


def memory_of(process: int) -> float:
    """Megabytes of a process and its children, shared pages in proportion."""
    total = 0.0
    for path in Path(f"/proc/{process}").glob("task/*/children"):
        total += sum(memory_of(int(child)) for child in path.read_text().split())
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    pss = next(line for line in lines if line.startswith("Pss:"))
    return total + int(pss.split()[1]) / 1024
