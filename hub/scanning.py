"""Asks clamd whether a file holds a virus, in clamd's own words (INSTREAM), over TCP or a local socket."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

CHUNK = 64 * 1024
SECONDS = 60.0
PORT = 3310


class ScannerDown(Exception):
    """Nobody answers, or not as a scanner does; the file stays unscanned and is tried again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner says of a file: the name of what it found, or None of a clean one."""

    found: str | None


def scan(address: str, content: bytes) -> Verdict:
    """The verdict of the clamd at `tcp://host:port` or `unix:///path`. Raises `ScannerDown`."""
    try:
        with _connect(address) as line:
            # Who has had enough answers and hangs up before all is sent; the answer says why.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                _send(line, content)
            answer = _read(line)
    except OSError as error:
        raise ScannerDown(str(error)) from error
    words = answer.rstrip(b"\0").decode("utf-8", "replace").removeprefix("stream: ")
    if words == "OK":
        return Verdict(None)
    if words.endswith(" FOUND"):
        return Verdict(words.removesuffix(" FOUND"))
    raise ScannerDown(words or "no answer")


def is_up(address: str) -> bool:
    """Whether a scanner answers there."""
    try:
        with _connect(address) as line:
            line.sendall(b"zPING\0")
            return _read(line).rstrip(b"\0") == b"PONG"
    except OSError:
        return False


@contextlib.contextmanager
def _connect(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SECONDS)
            line.connect(parts.path)
            yield line
    else:
        at = (parts.hostname or "", parts.port or PORT)
        with socket.create_connection(at, timeout=SECONDS) as line:
            yield line


def _send(line: socket.socket, content: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        line.sendall(struct.pack(">L", len(part)) + part)
    line.sendall(struct.pack(">L", 0))


def _read(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0"):
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer
