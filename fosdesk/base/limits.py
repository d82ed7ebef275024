"""A ceiling on the memory of this process, in the way of each operating system.

Linux: the address space. Windows: a job object. macOS has no working limit; there time and sizes must do.
"""

import sys

_MEGABYTE = 1 << 20


def limit_memory(megabytes: int) -> None:
    """Let this process have `megabytes` and no more: beyond, allocating raises `MemoryError` or ends it."""
    if sys.platform == "win32":
        _limit_job(megabytes * _MEGABYTE)
    elif sys.platform != "darwin":
        _limit_address_space(megabytes * _MEGABYTE)


def _limit_address_space(size: int) -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_job(size: int) -> None:
    """Put this process into a new job object that limits the memory of each of its processes."""
    import ctypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", ctypes.c_int64),
            ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", ctypes.c_uint32),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", ctypes.c_uint32),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", ctypes.c_uint32),
            ("SchedulingClass", ctypes.c_uint32),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    facts = Extended(BasicLimitInformation=Basic(LimitFlags=0x100), ProcessMemoryLimit=size)
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, 9, ctypes.byref(facts), ctypes.sizeof(facts))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
