"""What the C library keeps of memory that is not used any more; elsewhere than under glibc, nothing is done.

Each publication reads and compresses every page that changed, in one thread after another. glibc gives
each thread an arena of its own and returns what is free in them only at their ends: processes grew by
0.4 MB a minute while what Python used stayed level.
"""

import ctypes

_M_ARENA_MAX = -8  # glibc's malloc.h
_ARENAS = 2


def use_few_arenas() -> None:
    """For this process and those that it forks, before they have threads."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Returns what is free to the system: some milliseconds."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
