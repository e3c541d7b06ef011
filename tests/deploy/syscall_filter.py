"""Runs a program under what deploy/forum.service lets the site ask of the kernel, where systemd does not run.

    python tests/deploy/syscall_filter.py PROGRAM ARGUMENT …

SystemCallFilter= and RestrictAddressFamilies=, as systemd.exec(5) says: what is not allowed is EPERM.
"""

import ctypes
import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

UNIT = Path(__file__).resolve().parents[2] / "deploy" / "forum.service"
CONFINED = (sys.executable, str(Path(__file__).resolve()))
_ALLOW = 0x7FFF0000  # seccomp.h
_REFUSE = 0x00050000 | errno.EPERM
_EQUAL = 4


class _Argument(ctypes.Structure):
    """scmp_arg_cmp of seccomp.h."""

    _fields_ = (
        ("number", ctypes.c_uint),
        ("comparison", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


def lines_of(setting: str) -> list[str]:
    """What the unit says of ``setting``, in order."""
    return re.findall(rf"^{setting}=(.+)$", UNIT.read_text(), re.MULTILINE)


def sets() -> Mapping[str, list[str]]:
    """The sets of systemd → the calls and sets in them."""
    done = subprocess.run(
        ["systemd-analyze", "syscall-filter"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # that it does not know this kernel
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        if line.startswith("@"):
            members = found.setdefault(line, [])
        elif line.startswith("    ") and not line.startswith("    #"):
            members.append(line.strip())
    return found


def allowed() -> set[str]:
    """The names of the calls that the unit allows; some are none of this machine's."""
    known = sets()

    def calls(name: str) -> Iterator[str]:
        for member in known.get(name, ()):
            yield from calls(member)
        if name not in known:
            yield name

    found = set(calls("@default"))
    for line in lines_of("SystemCallFilter"):
        named = {call for name in line.removeprefix("~").split() for call in calls(name)}
        found = found - named if line.startswith("~") else found | named
    return found


def confine() -> None:
    """From now on, for this process and all that come of it."""
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_REFUSE)))

    def allow(name: str, *arguments: _Argument) -> None:
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            given = (_Argument * len(arguments))(*arguments)
            rule = ctypes.c_uint32(_ALLOW), number, len(arguments), given
            if failed := library.seccomp_rule_add_array(context, *rule):
                raise OSError(-failed, name)

    for name in allowed() - {"socket"}:
        allow(name)
    (families,) = lines_of("RestrictAddressFamilies")
    for family in families.split():
        allow("socket", _Argument(0, _EQUAL, getattr(socket, family), 0))
    if failed := library.seccomp_load(context):
        raise OSError(-failed, "seccomp_load")


if __name__ == "__main__":
    confine()
    os.execvp(sys.argv[1], sys.argv[1:])
