"""Runs one engine as its only child and sees that it never outlives the hub. Needs nothing but Python itself.

The hub starts `python -I -S keeper.py GRACE COMMAND ...` and holds the other end of its standard input. When
that end closes (the hub stops, or dies of anything, `kill -9` included) the engine is asked to stop, has
GRACE seconds to put its data on disk, and is killed after that. When the engine ends by itself, the keeper
ends with its exit code.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys

LOOKS_EVERY = 0.2
PR_SET_PDEATHSIG = 1


def keep(grace: float, command: list[str]) -> int:
    """Run the command until it ends or the owner is gone; gives its exit code."""
    owner, keeper = os.getppid(), os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def die_with_the_keeper() -> None:
        # Should the keeper itself be killed, the kernel asks the engine to stop. Linux does so when the
        # *thread* that forked ends: hence here, in a process with one thread, and not in the hub.
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != keeper:
            os._exit(1)

    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked_to_stop.append(number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(  # noqa: S603 - the command comes from graph.children, never from outside
        command, stdin=subprocess.DEVNULL, preexec_fn=die_with_the_keeper
    )
    # A fork of the hub may hold the pipe open after the hub is dead, so its process number is looked at too.
    while child.poll() is None and not asked_to_stop and os.getppid() == owner:
        with contextlib.suppress(InterruptedError):
            if select.select([0], [], [], LOOKS_EVERY)[0] and not os.read(0, 1):
                break
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(grace)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()


if __name__ == "__main__":
    code = keep(float(sys.argv[1]), sys.argv[2:])
    # A child ended by signal N gives -N; shells say 128 + N.
    sys.exit(code if code >= 0 else 128 - code)
