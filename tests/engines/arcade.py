"""The hub's own engines as the tests use them: a smaller heap, and the data thrown away."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import children
from graph.children import free_port
from graph.embedded import Addresses, Engines


@contextmanager
def arcadedb(*, heap: str = "512m") -> Iterator[Addresses]:
    """Both engines, as `hub up` starts them."""
    with _folder() as folder, Engines(folder, heap=heap) as engines:
        yield engines.start()


@contextmanager
def valkey(port: int = 0) -> Iterator[str]:
    """A Valkey alone, on a port that is free or on this one; gives its URL."""
    with _folder() as folder:
        secret = folder / "valkey.password"
        children.write_private(secret, "of-the-tests")
        server = children.valkey(folder, port=port or free_port(), password_file=secret)
        server.launch()
        try:
            server.wait_until_it_answers(30)
            yield f"redis://:of-the-tests@127.0.0.1:{server.ports[0]}/0"
        finally:
            server.ask_to_stop()
            server.wait_until_stopped()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hub-tests-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
