"""Files are scanned by a real clamd; one that is gone, or talks nonsense, is told apart from a clean file."""

from __future__ import annotations

import hashlib
import socket
import threading
from pathlib import Path

import pytest

from hub import scanning
from hub.scanning import ScannerDown, Verdict, is_up, scan
from tests.clamd import EICAR, KNOWN, scanner


def test_a_clean_file_and_the_test_virus_are_told_apart(tmp_path: Path) -> None:
    assert hashlib.md5(EICAR, usedforsecurity=False).hexdigest() == KNOWN.partition(":")[0]
    with scanner(tmp_path) as address:
        assert scan(address, b"nothing bad") == Verdict(None)
        assert scan(address, EICAR) == Verdict("Eicar-Test-Signature.UNOFFICIAL")
        assert scan(address, b"x" * (3 * scanning.CHUNK + 1)) == Verdict(None)
    assert not is_up(address)
    with pytest.raises(ScannerDown):
        scan(address, b"nothing bad")


@pytest.mark.parametrize("length", [1, 20 * scanning.CHUNK], ids=["short", "long"])
def test_what_is_no_scanner_says_nothing_of_a_file_and_is_heard_when_it_hangs_up(length: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            line, _ = server.accept()
            with line:
                line.recv(8)
                line.sendall(b"220 mail.example ready\0")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ScannerDown, match="220 mail"):
            scan(f"tcp://127.0.0.1:{server.getsockname()[1]}", b"x" * length)
        thread.join()
