"""The published audits of GraphQL over HTTP, run by their own authors' program against the real server."""

import subprocess
from pathlib import Path

import orjson

from tests.hub.wire.conftest import HERE, Api


def test_every_audit_of_graphql_over_http_passes(api: Api, node: Path) -> None:
    done = subprocess.run(
        [node, HERE / "audit.mjs", api.url], cwd=HERE, check=True, capture_output=True, timeout=120
    )
    audits = orjson.loads(done.stdout)
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len(audits) == 61
