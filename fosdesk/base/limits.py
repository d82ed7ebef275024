"""A ceiling on the memory of this process, in the way of each operating system.

Linux: the address space. Windows: a job object. macOS has no working limit; there time and sizes must do.
"""

import sys

_MEGABYTE = 1 << 20

if sys.platform == "win32":
    import ctypes

    class _Basic(ctypes.Structure):
        """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

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

    class _Extended(ctypes.Structure):
        """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _LIMIT_PROCESS_MEMORY = 0x100
    _EXTENDED_LIMITS = 9

    def limit_memory(megabytes: int) -> None:
        """Let this process have `megabytes` and no more: beyond, `MemoryError` or the end of it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        facts = _Extended(
            BasicLimitInformation=_Basic(LimitFlags=_LIMIT_PROCESS_MEMORY),
            ProcessMemoryLimit=megabytes * _MEGABYTE,
        )
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        size = ctypes.sizeof(facts)
        set_it = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(facts), size)
        if not (set_it and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))):
            raise OSError(ctypes.get_last_error(), "no limit on memory could be set")

elif sys.platform == "darwin":

    def limit_memory(megabytes: int) -> None:
        """Do nothing: the system accepts limits on memory and does not keep them."""

else:
    import resource

    def limit_memory(megabytes: int) -> None:
        """Let this process have `megabytes` and no more: beyond, `MemoryError` or the end of it."""
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        size = megabytes * _MEGABYTE
        allowed = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
