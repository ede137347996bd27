"""The published audits of GraphQL over HTTP, run by their own authors' program against the real hub."""

import subprocess
from pathlib import Path

import orjson

from tests.hub.wire.conftest import HERE
from tests.hub.wire.talking import Api


def test_every_audit_of_graphql_over_http_passes(api: Api, node: Path) -> None:
    asked: list[str | Path] = [node, HERE / "audit.mjs", api.url, orjson.dumps(api.headers).decode()]
    done = subprocess.run(asked, cwd=HERE, check=True, capture_output=True, timeout=120)
    audits = orjson.loads(done.stdout)
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == 61
