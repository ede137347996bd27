"""A real clamd for tests, which knows one virus: the harmless one by which scanners are tried, EICAR."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub import scanning

# In two parts, so that this very file is not taken for it.
EICAR = (rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").ljust(68)[:68]
# The published MD5 and size of the file, as clamd's own database has them.
KNOWN = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"
START_SECONDS = 60


@contextmanager
def scanner(folder: Path) -> Iterator[str]:
    """The address of a clamd that listens as long as the block lasts."""
    database, line = folder / "clamd-database", folder / "clamd.sock"
    database.mkdir(parents=True)
    (database / "test.hdb").write_text(KNOWN, "ascii")
    settings = folder / "clamd.conf"
    settings.write_text(f"DatabaseDirectory {database}\nLocalSocket {line}\nForeground yes\n", "ascii")
    clamd = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    assert clamd, "scripts/test-tools installs it"
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([clamd, f"--config-file={settings}"], stdout=log, stderr=log)
    try:
        until = time.monotonic() + START_SECONDS
        while not scanning.is_up(f"unix://{line}"):
            assert process.poll() is None and time.monotonic() < until, (folder / "clamd.log").read_text()
            time.sleep(0.05)
        yield f"unix://{line}"
    finally:
        process.terminate()
        process.wait()
